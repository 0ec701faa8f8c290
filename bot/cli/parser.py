"""What can be typed: verbs, options, help with examples."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from bot import __version__

_EXAMPLES = {
    "demo": "volia demo\n  volia demo --language lt",
    "run": "volia run --config config.toml",
    "reload": "volia reload --config config.toml\n  kill -HUP PID   # the same",
    "backtest": "volia backtest --days 7\n  volia backtest --config new.toml --topic border",
    "check": "volia check --config config.toml",
    "poll": "volia poll --config config.toml --json",
    "deliver": "volia deliver --config config.toml",
    "try": 'volia try "Baltarusija paleido 52 kalinius" --json',
    "explain": "volia explain https://example.org/news/1\n  volia explain 1f0c5a9be2d34788 --json",
    "items": "volia items --since 2d --source lrt\n  volia items --since 2025-09-11 --json",
    "stories": "volia stories --since 7d --topic sanctions\n  volia stories --country LT --json",
    "show": "volia show s1f0c5a9be2d34788\n  volia show https://example.org/news/1 --json",
    "story": "volia story merge s1f0c5a9b s77aa01c2\n  volia story split s1f0c5a9b 9be2d347",
    "merge": "volia story merge s1f0c5a9b s77aa01c2 --why 'one exchange'",
    "split": "volia story split s1f0c5a9b 9be2d34788aa01c2 https://example.org/news/1",
    "apart": "volia story apart s1f0c5a9b s77aa01c2",
    "undo": "volia story undo 12   # the number that `volia show` prints",
    "search": "volia search Статкевіч\n  volia search sankcijų --since 30d --language be --json",
    "export": "volia export --format csv --since 30d --out stories.csv\n"
    "  volia export --format atom --topic prisoner-release",
    "watch": 'volia watch suggest "prisoner release"\n  volia watch list',
    "suggest": 'volia watch suggest "prisoner release"\n'
    "  volia watch suggest Беларуськалій --days 7\n"
    '  volia watch suggest "sienos uždarymas" --json',
    "list": "volia watch list --json",
    "evaluate": "volia evaluate items.jsonl --predictions predictions.jsonl",
    "models": "volia models list\n  volia models install lt ru be\n  volia models doctor",
    "models list": "volia models list\n  volia models list --all --json",
    "models install": "volia models install lt ru be\n  volia models install en-lt\n"
    "  volia models install be-big --config config.toml\n"
    "  volia models install --from translate-lt_en-1_9.argosmodel\n"
    "  volia models install be --from opus1m+bt-2021-05-02.zip",
    "models verify": "volia models verify\n  volia models verify lt --json",
    "models remove": "volia models remove lt\n  volia models remove translate-lt_en",
    "models doctor": "volia models doctor --config config.toml",
}

_LOG_LEVELS = {"demo": "warning", "try": "warning", "evaluate": "warning"}
_STORY = "the story's id or its beginning, or a report's address or id"
_MOST = 1_000_000_000
"""More rows than any database here has; SQLite takes no number above 63 bits."""


def build() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="volia",
        description="Watches the news in four languages for prisoner releases and sanctions.",
        epilog="Begin with: volia demo",
    )
    parser.add_argument("--version", action="version", version=f"volia {__version__}")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _service(verbs)
    _look(verbs)
    _models(verbs)
    return parser


Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _service(verbs: Verbs) -> None:
    demo = _verb(verbs, "demo", "replay 11 September 2025 offline and print the channel's timeline")
    demo.add_argument(
        "--language", choices=("en", "lt", "be", "ru"), default="en", help="of the channel"
    )
    _json(demo)
    run = _verb(verbs, "run", "the service: poll, understand, deliver, answer commands")
    run.add_argument(
        "--install-models", action="store_true", help="first install the models that are missing"
    )
    _config(run)
    again = _verb(verbs, "reload", "the running service reads its configuration again")
    again.add_argument(
        "--wait", type=positive, default=20, metavar="S", help="for its answer, in seconds (20)"
    )
    _config(again)
    _json(again)
    check = _verb(verbs, "check", "configuration, database, models, token, sources: a line each")
    _config(check)
    poll = _verb(verbs, "poll", "poll every enabled source once, write alerts to the outbox, exit")
    _config(poll)
    _json(poll)
    deliver = _verb(verbs, "deliver", "send what the outbox holds, exit")
    _config(deliver)
    _json(deliver)


def _look(verbs: Verbs) -> None:
    attempt = _verb(verbs, "try", "what would Volia make of this headline", module="attempt")
    attempt.add_argument("text", type=readable, help="the headline")
    attempt.add_argument(
        "--summary", type=readable, default="", help="the first sentences below it"
    )
    attempt.add_argument(
        "--source-language", type=readable, metavar="CODE", help="what the feed declares"
    )
    _config(attempt)
    _json(attempt)
    explain = _verb(verbs, "explain", "what became of this item, stage by stage")
    explain.add_argument("key", type=readable, metavar="URL|ID", help="the item's address or id")
    _config(explain)
    _json(explain)
    items = _verb(verbs, "items", "stored items, newest first")
    items.add_argument("--source", type=readable, help="only of this source")
    items.add_argument(
        "--since", type=since, metavar="T", help="a date, a time in ISO form, or 90m, 12h, 2d"
    )
    items.add_argument("--limit", type=positive, default=100, help="at most so many (100)")
    _config(items)
    _json(items)
    _archive(verbs)
    _watch(verbs)
    backtest = _verb(verbs, "backtest", "what these rules would have alerted on what is stored")
    backtest.add_argument("--days", type=positive, default=30, help="how far to look back (30)")
    backtest.add_argument("--topic", type=readable, metavar="T", help="alerts of this topic only")
    backtest.add_argument(
        "--limit", type=positive, default=20, help="titles gained, lost and changed (20 each)"
    )
    _config(backtest)
    _json(backtest)
    evaluate = _verb(verbs, "evaluate", "labelled items through the pipeline; prints scores")
    evaluate.add_argument("items", metavar="ITEMS.jsonl", type=Path)
    evaluate.add_argument(
        "--semantic",
        action="store_true",
        help="without and with vectors, side by side (needs volia[semantic])",
    )
    evaluate.add_argument("--predictions", metavar="OUT.jsonl", type=Path, help="write them here")
    _json(evaluate)


def _models(verbs: Verbs) -> None:
    models = _verb(verbs, "models", "translation models: what is there, install, verify, remove")
    actions = models.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, about in (
        ("list", "what is installed, and what is offered"),
        ("install", "download a package and install it, or install it from a file"),
        ("verify", "compare every package with its install, and try it on a sentence"),
        ("remove", "take packages away"),
        ("doctor", "what stands in the way of translation on this machine"),
    ):
        action = _verb(actions, f"models {name}", about, module="models")
        action.set_defaults(action=name)
        _MODELS_OPTIONS.get(name, _no_more)(action)
        _config(action)
        _json(action)


def _no_more(action: argparse.ArgumentParser) -> None:
    """Every option of this action is one that all have."""


def _list_options(action: argparse.ArgumentParser) -> None:
    which = action.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="every pair of the Argos index")
    which.add_argument("--offline", action="store_true", help="do not ask for the Argos index")


def _install_options(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "wanted",
        nargs="*",
        type=readable,
        metavar="WHAT",
        help="a language (lt: into [translation] target), a pair (en-lt), or an offer (be-big)",
    )
    action.add_argument(
        "--from",
        dest="file",
        type=Path,
        metavar="FILE",
        help="an .argosmodel, or an OPUS-MT zip",
    )
    action.add_argument(
        "--accept-changed",
        action="store_true",
        help="take a package that is not what it was when it was first installed",
    )


def _which(count: str) -> Callable[[argparse.ArgumentParser], None]:
    def options(action: argparse.ArgumentParser) -> None:
        action.add_argument(
            "wanted", nargs=count, type=readable, metavar="WHAT", help="a language, pair or name"
        )

    return options


_MODELS_OPTIONS = {
    "list": _list_options,
    "install": _install_options,
    "verify": _which("*"),
    "remove": _which("+"),
}


def _archive(verbs: Verbs) -> None:
    stories = _verb(verbs, "stories", "stories with their facts, reports and messages")
    _chosen(stories, 50)
    stories.add_argument("--country", type=readable, metavar="CODE", help="such as LT")
    show = _verb(verbs, "show", "one story: its reports, messages, and what was decided of it")
    show.add_argument("key", type=readable, metavar="ID", help=_STORY)
    search = _verb(verbs, "search", "find reports by their words, in any inflection and spelling")
    search.add_argument("query", type=readable, help='words, "a phrase", begin*, -without')
    _chosen(search, 20)
    search.add_argument("--language", type=readable, metavar="CODE", help="of the reports")
    export = _verb(verbs, "export", "stories as CSV, as JSON lines, or as an Atom feed")
    export.add_argument("--format", choices=("csv", "json", "atom"), required=True)
    export.add_argument("--out", type=Path, metavar="FILE", help="write it here, whole or not")
    _chosen(export, _MOST, "all")
    for verb in (stories, show, search, export):
        _config(verb)
    for verb in (stories, show, search):
        _json(verb)
    _regroup(verbs)


def _chosen(verb: argparse.ArgumentParser, limit: int, shown: str = "") -> None:
    """Which stories, newest first."""
    when = "a date, a time in ISO form, or 90m, 12h, 2d"
    verb.add_argument("--since", type=since, metavar="T", help=f"reported then or later: {when}")
    verb.add_argument("--until", type=since, metavar="T", help="first reported before then")
    verb.add_argument("--topic", type=readable, metavar="T", help="of this topic only")
    most = f"at most so many ({shown or limit})"
    verb.add_argument("--limit", type=positive, default=limit, help=most)


def _regroup(verbs: Verbs) -> None:
    story = _verb(verbs, "story", "put stories together or take them apart; it is remembered")
    actions = story.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, about in (
        ("merge", "two stories become one; the younger message points to the older"),
        ("split", "these reports become a story of their own"),
        ("apart", "remember that two stories are two"),
        ("undo", "take a decision back"),
    ):
        action = _verb(actions, name, about, module="story")
        action.set_defaults(action=name)
        if name in ("merge", "apart"):
            action.add_argument("stories", nargs=2, type=readable, metavar="ID", help=_STORY)
        elif name == "split":
            action.add_argument("story", type=readable, metavar="ID", help=_STORY)
            action.add_argument("items", nargs="+", type=readable, metavar="URL|ITEM")
        else:
            action.add_argument("number", type=positive, help="of the decision (volia show)")
        if name != "undo":
            action.add_argument("--why", type=readable, default="", help="kept with the decision")
        _config(action)
        _json(action)


def _watch(verbs: Verbs) -> None:
    watch = _verb(verbs, "watch", "keywords for topics of your own, and what is watched")
    actions = watch.add_subparsers(title="commands", metavar="COMMAND", required=True)
    suggest = _verb(
        actions,
        "suggest",
        "propose keywords in all four languages, with the stored items that each would hit",
        module="watch",
    )
    suggest.set_defaults(action="suggest")
    suggest.add_argument("query", type=readable, help="one or a few words, in any of the languages")
    suggest.add_argument(
        "--language", choices=("lt", "be", "ru", "en"), help="of the query, if it is misread"
    )
    suggest.add_argument("--days", type=positive, default=30, help="how far to look back (30)")
    suggest.add_argument("--limit", type=positive, default=3, help="titles to a keyword (3)")
    _config(suggest)
    _json(suggest)
    watched = _verb(actions, "list", "what the configuration and the chats watch", module="watch")
    watched.set_defaults(action="list")
    _config(watched)
    _json(watched)


def _verb(verbs: Verbs, name: str, about: str, *, module: str = "") -> argparse.ArgumentParser:
    verb = verbs.add_parser(
        name.rpartition(" ")[2],
        help=about,
        description=about[0].upper() + about[1:] + ".",
        epilog=f"examples:\n  {_EXAMPLES[name]}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.set_defaults(module=module or name)
    level = "what [logging] says" if name == "run" else _LOG_LEVELS.get(name, "info")
    verb.add_argument(
        "--log-level",
        choices=("debug", "info", "warning", "error"),
        default=None if name == "run" else level,
        help=f"what goes to stderr ({level})",
    )
    verb.add_argument(
        "--log-format", choices=("logfmt", "json"), default=None if name == "run" else "logfmt"
    )
    return verb


def _config(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--config",
        type=Path,
        metavar="F",
        help="the configuration (config.toml here, or in the XDG configuration folder)",
    )


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="print JSON on stdout")


def readable(text: str) -> str:
    """What was typed; bytes that are no text become U+FFFD: a database takes none."""
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)


def positive(text: str) -> int:
    """A whole number above 0."""
    if text.isdecimal() and int(text):
        return min(int(text), _MOST)
    raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")


def since(text: str) -> datetime:
    """An instant: `2d`, `12h`, `90m` ago, or a date or time in ISO form (UTC unless it says)."""
    units = {"d": "days", "h": "hours", "m": "minutes"}
    try:
        if text[:-1].isdecimal() and text[-1] in units:
            return datetime.now(UTC) - timedelta(**{units[text[-1]]: int(text[:-1])})
        when = datetime.fromisoformat(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither a time like 2025-09-11T14:00 nor an age like 2d, 12h, 90m"
        ) from error
