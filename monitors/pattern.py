r"""Pure: the regular expressions that a topic may use, with a limit on their work.

Python's `re` cannot be stopped once it searches: `(a+)+b` keeps one headline busy for years. So
the ways in which an expression can be tried at one place are counted before it is taken, and one
with too many is refused. Allowed are letters, `.`, `[..]`, `\w \d \s \b` and their capitals,
`^ $`, groups, `|`, and the repeats `? * + {m,n}`; not flags, references back or looking around.
It is tried on the text as written, capitals do not matter.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

MOST_WAYS = 1_000
"""Ways at one place: the worst such expressions took 10 to 30 ms on 700 characters (measured)."""
LONGEST_REPEAT = 100
READ = 700  # characters of a title or summary that are searched, as for all other words
_CLASSES = "wWdDsSbB"
_BRACES = re.compile(r"\{(\d{1,4})(,(\d{0,4}))?\}")
_REPEATS = {"?": (0, 1), "*": (0, READ), "+": (1, READ)}


def is_pattern(written: str) -> bool:
    """Say if a keyword is written as `/regex/`."""
    return len(written) > 1 and written.startswith("/") and written.endswith("/")


@lru_cache(maxsize=1024)
def bounded(written: str) -> re.Pattern[str]:
    """Compile `/regex/`; ValueError says why it is none, or not one whose work is bounded."""
    inner = written[1:-1]
    cost = _Reader(inner).whole()
    if not cost.least:
        raise ValueError(f"{written!r} is found in every text, as nothing of it need be there")
    if cost.ways > MOST_WAYS:
        raise ValueError(
            f"{written!r} can be tried in more than {MOST_WAYS:,} ways at one place, which takes "
            "too long; write {0,30} in place of * and +, and do not repeat what repeats"
        )
    try:
        return re.compile(inner, re.IGNORECASE)
    except re.error as e:
        raise ValueError(f"{written!r} is no regular expression: {e}") from e


@dataclass(frozen=True)
class _Cost:
    """In how many ways a part can be tried at one place, and its fewest characters."""

    ways: int = 1
    least: int = 0

    def then(self, other: "_Cost") -> "_Cost":
        return _Cost(_capped(self.ways * other.ways), self.least + other.least)

    def otherwise(self, other: "_Cost") -> "_Cost":
        return _Cost(_capped(self.ways + other.ways), min(self.least, other.least))

    def repeated(self, least: int, most: int) -> "_Cost":
        """The ways of each number of repeats, added up."""
        ways = 0
        for times in range(least, most + 1):
            ways += self.ways**times if self.ways < MOST_WAYS or times < 2 else MOST_WAYS + 1
            if ways > MOST_WAYS:
                break
        return _Cost(_capped(ways), self.least * least)


def _capped(ways: int) -> int:
    return min(ways, MOST_WAYS + 1)


class _Reader:
    """Reads an expression from left to right; ValueError at what is not allowed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def whole(self) -> _Cost:
        cost = self._either()
        if self._at < len(self._text):
            raise self._wrong(") without (")
        return cost

    def _either(self) -> _Cost:
        cost = self._sequence()
        while self._take("|"):
            cost = cost.otherwise(self._sequence())
        return cost

    def _sequence(self) -> _Cost:
        cost = _Cost()
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            cost = cost.then(self._repeated(self._one()))
        return cost

    def _one(self) -> _Cost:
        """A group, a set, an escape or a letter."""
        letter = self._text[self._at]
        self._at += 1
        if letter == "(":
            return self._group()
        if letter == "[":
            return self._set()
        if letter == "\\":
            return self._escape()
        if letter in "?*+":
            raise self._wrong(f"nothing before {letter} that it could repeat")
        return _Cost(least=0 if letter in "^$" else 1)

    def _group(self) -> _Cost:
        if self._text.startswith("?", self._at) and not self._text.startswith("?:", self._at):
            raise self._wrong("only groups ( ) and (?: ) are allowed, no other (?")
        self._at += 2 if self._text.startswith("?:", self._at) else 0
        cost = self._either()
        if not self._take(")"):
            raise self._wrong("( without )")
        return cost

    def _set(self) -> _Cost:
        found = re.compile(r"\^?\]?(?:[^\]\\]|\\.)*\]").match(self._text, self._at)
        if not found:
            raise self._wrong("[ without ]")
        self._at = found.end()
        return _Cost(least=1)

    def _escape(self) -> _Cost:
        letter = self._text[self._at : self._at + 1]
        self._at += 1
        if not letter or (letter.isalnum() and letter not in _CLASSES):
            raise self._wrong(f"\\{letter} is not allowed")
        return _Cost(least=0 if letter in "bB" else 1)

    def _repeated(self, cost: _Cost) -> _Cost:
        bounds = self._bounds()
        if bounds is None:
            return cost
        if not cost.least:
            raise self._wrong("what may be empty must not be repeated")
        self._take("?")
        if self._at < len(self._text) and self._text[self._at] in "?*+{":
            raise self._wrong("a repeat behind a repeat")
        return cost.repeated(*bounds)

    def _bounds(self) -> tuple[int, int] | None:
        """The fewest and the most repeats that stand here."""
        sign = self._text[self._at : self._at + 1]
        if sign in _REPEATS:
            self._at += 1
            return _REPEATS[sign]
        braces = _BRACES.match(self._text, self._at)
        if not braces:
            return None
        self._at = braces.end()
        least = int(braces[1])
        most = int(braces[3]) if braces[3] else READ if braces[2] else least
        if least > LONGEST_REPEAT or (braces[3] and most > LONGEST_REPEAT):
            raise self._wrong(f"more than {LONGEST_REPEAT} repeats")
        return least, most

    def _take(self, sign: str) -> bool:
        here = self._text.startswith(sign, self._at)
        self._at += len(sign) if here else 0
        return here

    def _wrong(self, what: str) -> ValueError:
        return ValueError(f"'/{self._text}/' at character {self._at}: {what}")
