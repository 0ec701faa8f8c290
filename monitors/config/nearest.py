"""Pure: the known word that is nearest to a mistyped one."""

from collections.abc import Iterable
from difflib import get_close_matches

_ALIASES = {"by": "be", "belarus": "be", "lithuania": "lt", "english": "en", "russian": "ru"}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean poll_minutes?)`, or nothing if no known word is near."""
    by_fold = {name.casefold(): name for name in sorted(known)}
    alias = _ALIASES.get(word.casefold(), "")
    if alias in by_fold:
        return f" (did you mean {alias}?)"
    near = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return f" (did you mean {by_fold[near[0]]}?)" if near else ""
