"""Edge: the words of each language, read from the files that lie here.

Their form is told in `monitors/vocabulary.py`. A file is read when its language is first met: all
of them take half a second, and the service need not wait for that.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from pathlib import Path

from monitors.errors import ConfigError
from monitors.vocabulary import LANGUAGES, Term, Vocabulary, parse_term


def parse_terms(concept: str, text: str, language: str) -> list[Term]:
    """Read the terms of one concept: by commas or lines, `#` begins a comment."""
    lines = (line.partition("#")[0] for line in text.splitlines())
    written = (term.strip() for line in lines for term in line.split(","))
    spelled_out = (each for term in written if term for each in _spelled_out(term))
    return [parse_term(concept, term, language) for term in spelled_out]


def _spelled_out(term: str) -> Iterator[str]:
    """Give each choice of the words that `|` parts: "flown|driven home|back" is four terms."""
    return map(" ".join, product(*(word.split("|") for word in term.split())))


class _Words(Mapping[str, tuple[Term, ...]]):
    """The terms of each language, read from its file when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self._read = lru_cache(lambda language: _terms(folder / f"{language}.toml", language))

    def __getitem__(self, language: str) -> tuple[Term, ...]:
        if language not in LANGUAGES:
            raise KeyError(language)
        return self._read(language)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The words of `words/*.toml`, each file read when its language is first met.

    Of a `folder` all are read at once: ConfigError with every problem if one is not in order.
    """
    words = _Words(folder or Path(__file__).parent)
    if folder is None:
        return Vocabulary(words)
    problems: list[str] = []
    for language in LANGUAGES:
        try:
            words[language]
        except ConfigError as problem:
            problems.append(str(problem))
    if problems:
        raise ConfigError(*problems)
    return Vocabulary(words)


def _terms(path: Path, language: str) -> tuple[Term, ...]:
    try:
        concepts = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(
            term for name, text in concepts.items() for term in parse_terms(name, text, language)
        )
    except (OSError, ValueError, AttributeError, ConfigError) as problem:
        raise ConfigError(f"{path.name}: {problem}") from problem
