"""Pure but for one read: folds that make spellings comparable; for matching, never for display.

Łacinka becomes Cyrillic, Taraškievica loses its assimilative soft signs and its own letters of
borrowed words (`words/language.toml`), Latin letters lose their marks, look-alike letters of the
wrong alphabet are put right. A fold never joins or
splits words, so a folded word still stands at the place of the original one.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

APOSTROPHES = "'’ʼ`´‘"
INVISIBLE = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), 0x2060, 0x2061, 0xFEFF, 0x0301, 0x0300])
_INVISIBLE = re.compile("[" + "".join(map(chr, INVISIBLE)) + "]")

# look-alikes in either case: B and В, H and Н look alike only as capitals
_CYRILLIC_OF_LATIN = str.maketrans("aceiopxyktmbh", "асеіорхуктмвн")
_LATIN_OF_CYRILLIC = str.maketrans("асеіорхуктмвн", "aceiopxyktmbh")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_DROPPED = dict.fromkeys(map(ord, APOSTROPHES))
_DROPPED_BELARUSIAN = _DROPPED | {ord("ь"): None}
_BARE = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i"})

_EVERY = frozenset({"lt", "be", "ru", "en"})
_RUSSIAN, _BELARUSIAN = re.compile("[ищъ]"), re.compile("[іў]")
_LITHUANIAN, _LACINKA, _EITHER = (
    re.compile("[ąęėįųū]"),
    re.compile("[ŭłńśźć]"),
    re.compile("[čšž]"),
)
# Letters, clusters and endings that words of Lithuanian do not have (border, talks, sanctions).
_ENGLISH = re.compile(
    "[wqx]|[tpsg]h|c[kt]|([bcdfglmnpr])\\1"
    "|.{3}(?:[bcdfghlpvyz]|[aeo]r|[bcdfghklptvz]s|ions|[ncrs]t|[ai]n|on|ease)$"
)

_VOWELS = "aeiouy"
_IOTATED = {"a": "я", "e": "е", "o": "ё", "u": "ю"}
_DIGRAPHS = {"dź": "дзь", "dž": "дж", "ch": "х"}
_MOST_FOLDS = 8  # words of one alphabet need one; the bound is for words made to harm
_LETTERS = {
    **dict(zip("abcdefghijkmnoprstuvyz", "абцдэфггійкмнопрстувыз", strict=True)),
    "ć": "ць",
    "č": "ч",
    "l": "ль",
    "ł": "л",
    "ń": "нь",
    "ś": "сь",
    "š": "ш",
    "ŭ": "ў",
    "ź": "зь",
    "ž": "ж",
}


def clean(text: str) -> str:
    """NFC without soft hyphens, zero-width characters and stress marks."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)  # first, or ć written as c + acute lost its mark
    if not _INVISIBLE.search(composed):
        return composed
    return unicodedata.normalize("NFC", composed.translate(INVISIBLE))


def to_cyrillic(word: str) -> str:
    """Belarusian Łacinka in Cyrillic, lower case; letters that are not Łacinka stay.

    The table is that of Nasha Niva's machine transliteration (softness marked), so the result
    has the soft signs of Taraškievica.
    """
    word = clean(word).lower()
    if not _LATIN.search(word):
        return word
    out: list[str] = []
    at = 0
    while at < len(word):
        piece, step = _next_letter(word, at)
        out.append(piece)
        at += step
    return "".join(out)


def _next_letter(word: str, at: int) -> tuple[str, int]:
    """Cyrillic for the letter or digraph at `at`, and how many Latin characters it took."""
    pair, letter, after = word[at : at + 2], word[at], word[at + 1 : at + 2]
    before = word[at - 1] if at else ""
    if pair in _DIGRAPHS:
        return _DIGRAPHS[pair], 2
    if letter == "l" and after in _IOTATED:
        return "л" + _IOTATED[after], 2
    if letter == "l" and after == "i":
        return "л", 1
    if letter == "j" and after in _IOTATED:
        parted = before.isalpha() and before not in _VOWELS + "ŭ"
        return ("'" if parted else "") + _IOTATED[after], 2
    if letter == "i" and after in _IOTATED and before.isalpha() and before not in _VOWELS:
        return _IOTATED[after], 2
    return _LETTERS.get(letter) or _LETTERS.get(_without_marks(letter), letter), 1


def _one_alphabet(word: str) -> str:
    """Look-alikes put right: the alphabet that has more letters in the word wins."""
    cyrillic, latin = len(_CYRILLIC.findall(word)), len(_LATIN.findall(word))
    if not (cyrillic and latin):
        return word
    return word.translate(_CYRILLIC_OF_LATIN if cyrillic >= latin else _LATIN_OF_CYRILLIC)


def _without_marks(word: str) -> str:
    """Latin letters without their marks; Cyrillic ones keep theirs (й, ў, ї are letters)."""
    bare = unicodedata.normalize("NFD", word.translate(_BARE))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def fold(word: str, *, belarusian: bool = False, lacinka: bool = False) -> str:
    """The comparable form of one word; idempotent.

    Cyrillic: ё is е; Belarusian also ў is у, apostrophes and soft signs go, and borrowed words get
    their official letters, which makes official and Taraškievica spelling equal. Latin: marks go
    (ž is z, ł is l).
    """
    return folder(belarusian=belarusian, lacinka=lacinka)(word)


@cache
def folder(*, belarusian: bool, lacinka: bool) -> Callable[[str], str]:
    """The fold of one spelling, which remembers the words it has met."""

    @lru_cache(maxsize=65536)
    def of(word: str) -> str:
        return _fold(word, belarusian=belarusian, lacinka=lacinka)

    return of


def _fold(word: str, *, belarusian: bool, lacinka: bool) -> str:
    # a dropped letter can bring a mark to another letter, or tip which alphabet a word is in
    for _ in range(_MOST_FOLDS):
        before, word = word, _fold_once(word, belarusian=belarusian, lacinka=lacinka)
        if word == before:
            break
    return word


def _fold_once(word: str, *, belarusian: bool, lacinka: bool) -> str:
    word = clean(clean(word).casefold())
    if lacinka:
        word = to_cyrillic(word)
    word = word.translate(_DROPPED_BELARUSIAN if belarusian else _DROPPED)
    word = _one_alphabet(word)
    if _CYRILLIC.search(word):
        word = word.replace("ё", "е")
        return _official(word.replace("ў", "у")) if belarusian else word
    return _without_marks(word)


def _official(word: str) -> str:
    """A folded word with the stems of Taraškievica that are spelt otherwise in official."""
    stems, pattern = _borrowed()
    return pattern.sub(lambda found: stems[found.group()], word)


@cache
def _borrowed() -> tuple[dict[str, str], re.Pattern[str]]:
    """Stems of Taraškievica with the official ones, and what finds them, the longest first."""
    path = Path(__file__).parent / "words" / "language.toml"
    stems = tomllib.loads(path.read_text(encoding="utf-8"))["borrowed"]
    return stems, re.compile("|".join(sorted(stems, key=len, reverse=True)))


def written_in(word: str) -> frozenset[str]:
    """Return the languages that a word may be of, by its letters; all if they tell nothing.

    Cyrillic is Belarusian or Russian, bare Latin letters are English or Lithuanian, unless letters
    or endings leave but one.
    """
    word = word.lower()
    cyrillic, latin = bool(_CYRILLIC.search(word)), bool(_LATIN.search(word))
    if cyrillic == latin:
        return _EVERY
    return frozenset(_of_cyrillic(word) if cyrillic else _of_latin(word))


def _of_cyrillic(word: str) -> tuple[str, ...]:
    russian, belarusian = _RUSSIAN.search(word), _BELARUSIAN.search(word)
    if bool(russian) == bool(belarusian):
        return "be", "ru"
    return ("ru",) if russian else ("be",)


def _of_latin(word: str) -> tuple[str, ...]:
    if _LITHUANIAN.search(word):
        return ("lt",)
    if _LACINKA.search(word):
        return ("be",)
    if _EITHER.search(word):
        return "lt", "be"
    english = any(_ENGLISH.search(part) for part in re.split(r"[\W\d_]+", word))
    return ("en",) if english else ("en", "lt")
