"""Pure: what goes around Apertium be -> ru: words it lacks, names, and what it must not touch.

`overlay.toml` holds stems with their endings, be and ru. `guard` puts `[n]` for each word found
there, and for what is neither Cyrillic nor plain punctuation; `restore` puts them back, takes
Apertium's marks away (* unknown, @ and # without a Russian form) and respells what it left.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitors.translate.belarusian import cased_like

_DATA: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "overlay.toml").read_text(encoding="utf-8")
)

_CUT = re.compile(
    r"(?P<word>[А-Яа-яЁёІіЎў]+(?:['’ʼ][А-Яа-яЁёІіЎў]+)*)|[\s0-9.,:;!?()\"«»„“–—%№-]+|(?P<other>.)",
    re.DOTALL,
)
_MARKED = re.compile(r"[*@#]+([^\W\d_]+(?:['’ʼ][^\W\d_]+)*)")
_KEPT = re.compile(r"\[(\d+)\]")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Guarded:
    """A sentence for Apertium, and what its `[0]`, `[1]` ... stand for."""

    text: str
    kept: tuple[str, ...]


def forms() -> dict[str, str]:
    """Every Belarusian form of the overlay in small letters, with its Russian."""
    return dict(_FORMS)


def guard(sentence: str) -> Guarded:
    """`sentence` with `[n]` for what Apertium must not see."""
    kept: list[str] = []

    def put(found: re.Match[str]) -> str:
        word = found["word"]
        if word is None and found["other"] is None:
            return found.group()
        text = _russian(word) if word else found.group()
        if text is None:
            return _as_apertium_spells(word)
        kept.append(text)
        return f"[{len(kept) - 1}]"

    return Guarded(_CUT.sub(put, sentence), tuple(kept))


def restore(text: str, kept: tuple[str, ...]) -> str:
    """Apertium's answer as Russian text; "" if it lost or doubled something it was to keep."""
    if sorted(map(int, _KEPT.findall(text))) != list(range(len(kept))):
        return ""
    text = _MARKED.sub(lambda found: respelled(found[1]), _ESCAPED.sub(r"\1", text))
    return _KEPT.sub(lambda found: kept[int(found[1])], text).strip()


def unknown(text: str) -> list[str]:
    """The words in Apertium's answer that it has marked."""
    return _MARKED.findall(text)


def respelled(word: str) -> str:
    """A Belarusian word in Russian letters and, for names, with Russian endings."""
    russian = word.lower()
    for pattern, letters in _RESPELLINGS:
        russian = pattern.sub(letters, russian)
    return cased_like(word, russian)


def _russian(word: str) -> str | None:
    small = word.lower().replace("’", "'").replace("ʼ", "'")
    russian = _FORMS.get(small) or _FORMS.get("у" + small[1:] if small[0] == "ў" else small)
    if russian is None:
        return _NAMES.get(word)
    return russian if russian[:1].isupper() and not word.isupper() else cased_like(word, russian)


def _as_apertium_spells(word: str) -> str:
    """Its apostrophe; and Ў begins no word in official spelling (Ўкраіна)."""
    word = word.replace("’", "'").replace("ʼ", "'")
    return "У" + word[1:] if word[0] == "Ў" else word


def _inflected() -> dict[str, str]:
    made: dict[str, str] = {}
    for paradigm in _DATA["paradigms"].values():
        for belarusian, russian in paradigm["stems"].items():
            for ending, translated in paradigm["endings"].items():
                made[belarusian + ending] = russian + translated
    made.update(_DATA["words"])
    return made


_FORMS = _inflected()
_NAMES: dict[str, str] = _DATA["names"]
_RESPELLINGS = [(re.compile(pattern), letters) for pattern, letters in _DATA["respelling"]["rules"]]
