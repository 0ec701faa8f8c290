"""`volia watch suggest QUERY`: keywords for topics of your own; `list`: what is watched now."""

import argparse
import asyncio
import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from rich.console import Console
from rich.progress import track

from bot.app import utc_now
from bot.cli.configuration import settings
from monitors import suggest
from monitors.concepts import Query, load_concepts
from monitors.config import Settings
from monitors.errors import ConfigError
from monitors.model import Detected, Item
from monitors.store import Store, StoredItem
from monitors.suggest import Count, Guesses, How, Proposal
from monitors.translate import Request, Translates, Translator
from monitors.vocabulary import LANGUAGES

_LANGUAGES = {"lt": "Lithuanian", "be": "Belarusian", "ru": "Russian", "en": "English"}
_SURE = {
    How.TABLE: "",
    How.TYPED: " (as it was typed)",
    How.MACHINE: " (by machine, check it)",
    How.LETTERS: " (by its letters, check it)",
}
_WIDTH = 96
MOST_THINGS = 4
"""Things in one query: their forms are combined in every order."""


def run(arguments: argparse.Namespace) -> int:
    """Dispatch: `suggest` or `list`."""
    chosen = settings(arguments.config)
    return _list(chosen, arguments) if arguments.action == "list" else _suggest(chosen, arguments)


def _suggest(chosen: Settings, arguments: argparse.Namespace) -> int:
    """Exit code 1 if not one language has a proposal."""
    query = load_concepts().read(arguments.query, arguments.language)
    if not query.words:
        raise ConfigError(f"{arguments.query!r} holds no word to look for")
    if len({word.written for word in query.words}) > MOST_THINGS:
        raise ConfigError(f"at most {MOST_THINGS} things can stand near each other; ask for fewer")
    translator = Translator(chosen.translation)
    try:
        guesses = asyncio.run(guess(query, translator))
    finally:
        translator.close()
    query = suggest.resolve(query, guesses, load_concepts())
    proposals = suggest.propose(query, guesses)
    count = Count(proposals, arguments.limit)
    for stored in _items(chosen, arguments.days):
        count.add(stored.item, stored.language)
    if arguments.json:
        print(json.dumps(described(query, proposals, count), ensure_ascii=False))
    else:
        print("\n".join(written(query, proposals, count, arguments.days)))
    return 0 if any(proposal.keywords for proposal in proposals) else 1


async def guess(query: Query, translator: Translates) -> Guesses:
    """What the installed models make of the words that the table does not know.

    Doubtful translations and those of a demo model are no guesses.
    """
    guesses: dict[tuple[str, str], str] = {}
    requests = [Request(word, "", Detected(query.language)) for word in query.unknown]
    for language in LANGUAGES if requests else ():
        outcomes = await translator.translate(requests, language)
        for request, outcome in zip(requests, outcomes, strict=True):
            made = outcome.translation
            if made and not (made.demo or made.warnings):
                said = made.title.strip(" .")
                if suggest.plausible(request.title, said):
                    guesses[request.title, language] = said
    return guesses


def _items(chosen: Settings, days: int) -> Iterable[StoredItem]:
    with Store.open(chosen.store.url) as store:
        items = list(store.items(since=utc_now() - timedelta(days=days), limit=None))
    console = Console(stderr=True)
    return track(items, "reading items", console=console, transient=True,
                 disable=not console.is_terminal)  # fmt: skip


def described(query: Query, proposals: Iterable[Proposal], count: Count) -> dict[str, Any]:
    """Everything that was found, as `--json` prints it."""
    return {
        "query": query.text,
        "language": query.language,
        "concepts": [word.concept.name for word in query.words if word.concept],
        "unknown": list(query.unknown),
        "proposals": {each.language: _proposal(each, count) for each in proposals},
    }


def _proposal(proposal: Proposal, count: Count) -> dict[str, Any]:
    return {
        "parts": [
            {"query": part.written, "word": part.form.headword, "how": part.how.value}
            for part in proposal.parts
        ],
        "missing": list(proposal.missing),
        "items": count.items[proposal.language],
        "left_out": proposal.left_out,
        "keywords": [
            {
                "keyword": keyword,
                "items": count.hits[proposal.language, keyword].number,
                "titles": [each.title for each in count.hits[proposal.language, keyword].items],
            }
            for keyword in proposal.keywords
        ],
    }


def written(query: Query, proposals: Iterable[Proposal], count: Count, days: int) -> Iterator[str]:
    """Lines for config.toml, everything but the keywords in comments."""
    words = " + ".join(word.concept.name if word.concept else word.written for word in query.words)
    yield f"# {_line(query.text)}, read as {_LANGUAGES[query.language]}: {_line(words)}"
    yield "# Paste what you want below a [[topics]] of your config.toml."
    yield from _names(query)
    yield "[topics.keywords]"
    for proposal in proposals:
        yield from _language(proposal, count, days)


def _names(query: Query) -> Iterator[str]:
    for word in query.unknown:
        if word[:1].isupper():
            yield f"# {_line(word)} looks like a name. A [[watch]] finds it in any spelling, form"
            yield f"# and alphabet, without keywords: name = {_quoted(_line(word))}"


def _language(proposal: Proposal, count: Count, days: int) -> Iterator[str]:
    language = proposal.language
    yield f"# {_LANGUAGES[language]}: {_line(_heads(proposal))}".rstrip(": ")
    if not proposal.keywords:
        words = ", ".join(f'"{_line(word)}"' for word in proposal.missing)
        yield f"# no form of {words} is known: put one in by hand, or install a"
        yield f"# translation model into {_LANGUAGES[language]} and ask again"
        return
    hits = {keyword: count.hits[language, keyword] for keyword in proposal.keywords}
    yield f"# {count.items[language]} stored items of the last {days} days"
    if proposal.left_out:
        yield f"# {proposal.left_out} less usual combinations are left out"
    yield f"{language} = ["
    for keyword, hit in hits.items():
        if hit.number:
            yield f"    {_quoted(keyword)},  # {hit.number}"
            yield from (f"    #   {_item(item)}" for item in hit.items)
    yield from _wrapped(keyword for keyword, hit in hits.items() if not hit.number)
    yield "]"


def _heads(proposal: Proposal) -> str:
    """The usual words (kalinys + paleisti), and where those come from that the table has not."""
    said = " + ".join(part.form.headword + _SURE[part.how] for part in proposal.parts)
    note = "Taraškievica and Łacinka are found as well"
    return f"{said} ({note})" if proposal.language == "be" and proposal.keywords else said


def _wrapped(keywords: Iterable[str]) -> Iterator[str]:
    """Keywords that hit nothing stored, several to a line."""
    line = "   "
    for keyword in (f" {_quoted(each)}," for each in keywords):
        if len(line) + len(keyword) > _WIDTH:
            yield line
            line = "   "
        line += keyword
    if line.strip():
        yield line


def _quoted(text: str) -> str:
    """The text as TOML has it: a string of JSON is one."""
    return json.dumps(text, ensure_ascii=False)


def _item(item: Item) -> str:
    return f"{item.published:%Y-%m-%d} {_line(item.source)}: {_line(item.title)}"


def _line(text: str) -> str:
    """The text as one line of a comment: TOML allows no control characters there."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _list(chosen: Settings, arguments: argparse.Namespace) -> int:
    """What the configuration and the chats watch."""
    with Store.open(chosen.store.url) as store:
        chats = store.all_watches()
    told = {
        "topics": {topic.name: topic.keywords for topic in chosen.topics},
        "names": {watch.name: watch.spellings for watch in chosen.watch},
        "chats": chats,
    }
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False))
        return 0
    for topic in chosen.topics:
        for group in ("keywords", "all", "none"):
            for language, words in getattr(topic, group).items():
                named = language if group == "keywords" else f"{language}, {group} of"
                print(f"topic {topic.name}, {named}: {', '.join(words)}")
    for watch in chosen.watch:
        print(f"name {', '.join((watch.name, *watch.spellings))}")
    for chat, watched in chats.items():
        print(f"chat {chat}: {', '.join(map(_line, watched))}")
    return 0
