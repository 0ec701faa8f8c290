"""Pure: so many at a time of what waits, until each has had its turn."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Rounds(Generic[T]):
    """Takes what has not had a turn in this round; `key` tells one from another."""

    def __init__(self, most: int, key: Callable[[T], str]) -> None:
        self._most = most
        self._key = key
        self._had: set[str] = set()

    def take(self, waiting: Iterable[T]) -> list[T]:
        """The next ones, in their order; a new round begins when all have had their turn."""
        ordered = list(waiting)
        fresh = [one for one in ordered if self._key(one) not in self._had]
        if not fresh:
            self._had.clear()
            fresh = ordered
        taken = fresh[: self._most]
        self._had |= {self._key(one) for one in taken}
        return taken
