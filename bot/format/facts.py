"""Pure: what the ledger of a story says, in sentences of the reader's language."""

from collections.abc import Iterable, Mapping, Sequence

from bot.format.html import foreign
from bot.texts import Texts
from monitors.model import ActionLabel, Count, Ledger, Qualifier, Said, Source
from monitors.translate.glossary import known_as

LONGEST_NAME = 60
_MOST_VALUES = 4
_MOST_SPEAKERS = 3
_MOST_TARGETS = 6
_FLAG_A = 0x1F1E6 - ord("A")
_LANGUAGE_FLAGS = {"en": "GB", "be": "BY", "uk": "UA", "lt": "LT", "ru": "RU", "pl": "PL"}
_LANGUAGE_FLAGS |= {"lv": "LV", "de": "DE", "fr": "FR", "et": "EE"}


def flag(country: str) -> str:
    """The emoji flag of an ISO 3166-1 alpha-2 code or of the EU, '' for anything else."""
    country = {"UK": "GB"}.get(country, country)
    if len(country) != 2 or not (country.isascii() and country.isalpha() and country.isupper()):
        return ""
    return "".join(chr(ord(letter) + _FLAG_A) for letter in country)


def language_flag(language: str) -> str:
    """The flag that stands for a language in a list of sources."""
    return flag(_LANGUAGE_FLAGS.get(language, "")) or "🌐"


def country_name(country: str, texts: Texts) -> str:
    """Flag and name, as far as there are any."""
    name = foreign(texts.name("country", country), LONGEST_NAME)
    return f"{flag(country)} {name}".strip()


def authority_name(authority: str, texts: Texts) -> str:
    """Who sanctions: flag and name in the reader's language."""
    named = texts.get(f"authority.{authority}") or texts.name("country", authority)
    return f"{flag(authority)} {foreign(named, LONGEST_NAME)}".strip()


def outlets(sources: Iterable[Source], texts: Texts) -> str:
    """Names of outlets, each once, the first three and how many more."""
    labels = dict.fromkeys(source.label for source in sources)
    return named_in_a_row(labels, _MOST_SPEAKERS, texts)


def listed(names: Sequence[str], most: int, texts: Texts, *, separator: str = ", ") -> str:
    """Names (already HTML) in a row, the first `most` and how many more."""
    return _rest(separator.join(names[:most]), len(names) - most, texts)


def named_in_a_row(names: Iterable[str], most: int, texts: Texts) -> str:
    """Foreign names in a row, the first `most` and how many more."""
    known = list(names)
    shown = ", ".join(foreign(name, LONGEST_NAME) for name in known[:most])
    return _rest(shown, len(known) - most, texts)


def _rest(shown: str, more: int, texts: Texts) -> str:
    return f"{shown} {texts.say('facts.more', n=more)}" if more > 0 else shown


def number(count: Count, texts: Texts) -> str:
    """A count with its qualifier: 52, at least 14, about 30, 14–16, +25."""
    value = str(_bounded(count.value))
    if count.qualifier is Qualifier.RANGE and count.upper is not None:
        value = f"{value}–{_bounded(count.upper)}"
    value = f"+{value}" if count.increment else value
    qualified = texts.get(f"number.{count.qualifier}")
    return qualified.format(n=value) if qualified else value


def people(count: int, texts: Texts, shown: str = "") -> str:
    """«52 people» in the form that goes with the number."""
    return texts.count("people", count, n=shown or count)


def struck(olds: Iterable[int], best: int) -> str:
    """The figure told last before `best`, struck out; '' if none was told but `best`."""
    gone = [old for old in olds if old != best]
    return f"<s>{_bounded(gone[-1])}</s> " if gone else ""


def released(ledger: Ledger, texts: Texts, olds: Iterable[int] = ()) -> str:
    """How many people, by the best source; differing figures side by side with who says so.

    `olds` are the figures that were told before, oldest first; the last one is struck out, also
    if somebody stands by it: then it is among the differing ones. '' if there is no figure.
    """
    if not ledger.released:
        return ""
    best = ledger.released[0].value
    shown = f"{struck(olds, best.value)}<b>{number(best, texts)}</b>"
    ending = best.upper if best.upper is not None else best.value
    sentence = texts.count(_release_key(ledger), _bounded(ending), n=shown)
    if len(ledger.released) == 1:
        return sentence
    return f"{sentence}\n{who_says(ledger.released, texts)}"


def who_says(said: Sequence[Said[Count]], texts: Texts) -> str:
    """52 — LRT, Reuters · 14 — BelTA."""
    return " · ".join(
        texts.say("facts.says", what=number(one.value, texts), who=outlets(one.by, texts))
        for one in said[:_MOST_VALUES]
    )


def _release_key(ledger: Ledger) -> str:
    labels = {said.value for said in ledger.actions}
    if ActionLabel.RELEASE_HAPPENED in labels:
        return "released"
    return "announced" if ActionLabel.RELEASE_ANNOUNCED in labels else "concerned"


def nations(
    ledger: Ledger, most: int, texts: Texts, olds: Mapping[str, Sequence[int]] | None = None
) -> str:
    """Of which nations the people are; the best source's figure for each, '' if none.

    `olds` are the figures told before, by country, as for `released`.
    """
    best: dict[str, Count] = {}
    for said in ledger.by_nationality:
        best.setdefault(said.value.country, said.value.count)
    if not best or not most:
        return ""
    told = olds or {}
    shown = [
        f"{country_name(code, texts)} {struck(told.get(code, ()), n.value)}{number(n, texts)}"
        for code, n in best.items()
    ]
    return texts.say("facts.nations", list=listed(shown, most, texts, separator=" · "))


def act(label: str, texts: Texts, *, too: bool = False) -> str:
    """Heading of an action or of a family of actions; `too` if it adds to what was told before."""
    name = label.replace(".", "_")
    return (texts.get(f"too.{name}") if too else None) or texts.get(f"act.{name}") or ""


def sanctions(ledger: Ledger, texts: Texts) -> str:
    """Which sanctions, on whom, by whom: «Sanctions lifted: Belavia (🇺🇸 US)», '' if none."""
    line = sanctions_heading(ledger, texts)
    if not line:
        return ""
    if ledger.targets:
        line += f": <b>{targets((said.value for said in ledger.targets), texts)}</b>"
    by = [said.value for said in ledger.sanctioning]
    shown = [authority_name(name, texts) for name in by[:_MOST_TARGETS]]
    return f"{line} ({_rest(', '.join(shown), len(by) - len(shown), texts)})" if by else line


def sanctions_heading(ledger: Ledger, texts: Texts) -> str:
    """What was done to sanctions, «Sanctions» if only targets are known, else ''."""
    labels = [said.value for said in ledger.actions if said.value.family == "sanctions"]
    if not labels:
        return act("sanctions", texts) if ledger.targets else ""
    return " · ".join(act(label, texts) for label in dict.fromkeys(labels))


def targets(names: Iterable[str], texts: Texts) -> str:
    """Targets of sanctions as the reader's language calls them."""
    return named_in_a_row((texts.name("target", name) for name in names), _MOST_TARGETS, texts)


def named(ledger: Ledger, most: int, texts: Texts) -> str:
    """Whom the reports name, '' if nobody."""
    if not ledger.people or not most:
        return ""
    row = persons((said.value for said in ledger.people), most, texts)
    return texts.say("facts.people", list=row)


def persons(names: Iterable[str], most: int, texts: Texts) -> str:
    """People in a row, written as the reader's language writes them where that is known."""
    return named_in_a_row((known_as(name, texts.language) for name in names), most, texts)


def badge(ledger: Ledger, texts: Texts) -> str:
    """How well it is confirmed, and by which government."""
    confirmations = len(ledger.independent)
    if ledger.only_state:
        key = "badge.only_official" if ledger.official else "badge.only_state"
        return f"⚠️ {texts.say(key)}"
    if confirmations >= 2:
        shown = f"✅ {texts.count('badge.confirmed', confirmations)}"
    else:
        alone = all(source in ledger.independent for source in _speakers(ledger))
        shown = f"☝️ {texts.say('badge.single' if alone else 'badge.single_independent')}"
    if not ledger.official:
        return shown
    return f"{shown}\n🏛 {texts.say('badge.official', who=outlets(ledger.official, texts))}"


def _speakers(ledger: Ledger) -> Iterable[Source]:
    return (source for said in ledger.actions for source in said.by)


def _bounded(value: int) -> int:
    return max(0, min(value, 999_999_999))
