"""Edge: one loaded model; CTranslate2 and SentencePiece, imported when first needed.

Sentences go through the model in groups of like length, two groups side by side: many times as fast
as one at a time. Threads within a group would wait for each other at every step, which costs more
than it brings. What is under way is bounded in sentences and in pieces, and with it the memory of a
call, whatever is asked for at once. Inputs longer than the model was made for are cut at a comma
and joined again: CTranslate2 would drop the tail after 1024 pieces without a word.
"""

import ctypes
import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from monitors.errors import TranslateError
from monitors.translate.guards import STOPPED
from monitors.translate.models import ModelInfo
from monitors.translate.records import check_weights

BATCH = 32
_CUT_AFTER = (",", ";", ":", "–", "-", ".")
_WORD_STARTS = "▁"


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a model is run; the defaults are what docs/translation.md has figures for.

    `batch` and `batch_pieces` bound what is under way at once, `workers` groups together (None:
    two, or one on a single core): its sentences, and these times the pieces of the longest.
    `input_pieces` and `output_pieces` bound one input (longer ones are cut) and one output (longer
    ones are marked). With these a process with one model of Argos' size stays below 250 MB.
    """

    beam: int = 2
    beam_again: int = 4
    batch: int = BATCH
    batch_pieces: int = 960
    length_penalty: float = 0.2
    input_pieces: int = 200
    output_pieces: int = 400
    workers: int | None = None
    threads: int = 1

    def side_by_side(self) -> int:
        """How many groups are translated at the same time."""
        return self.workers or min(2, os.cpu_count() or 1)

    def longest_output(self, pieces: int) -> int:
        """Pieces that an input of so many may become: three times as many and 20, capped."""
        return min(self.output_pieces, 3 * pieces + 20)

    def bounds(self, *, again: bool) -> tuple[int, int]:
        """Sentences and pieces of a group; fewer for a wider search, which takes more memory."""
        share = 1 / self.side_by_side()
        if again:
            share *= self.beam / max(self.beam, self.beam_again)
        return max(1, int(self.batch * share)), int(self.batch_pieces * share)


DEFAULT = Decoding()


@dataclass(frozen=True, slots=True)
class Rendering:
    """One translation; `truncated` if the model was stopped before it had ended."""

    text: str
    truncated: bool = False


class Model(Protocol):
    """What the translator needs of a loaded model."""

    def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
        """The translations, in order; `again` searches wider and forbids repetition.

        One that the model was stopped in ends with STOPPED.
        """

    def close(self) -> None:
        """Give back its memory."""


Load = Callable[[ModelInfo], Model]


def load(info: ModelInfo, decoding: Decoding = DEFAULT) -> "CTranslate2Model":
    """The model of an installed package. Raises TranslateError with the reason."""
    try:
        import ctranslate2
        import sentencepiece
    except (ImportError, OSError) as error:
        raise TranslateError(f"the translation library does not load ({error})") from error
    check_weights(info)
    try:
        return CTranslate2Model(info, ctranslate2, sentencepiece, decoding)
    except (RuntimeError, ValueError, OSError, MemoryError, LookupError) as error:
        raise TranslateError(f"the model {info.name} does not load") from error


class CTranslate2Model:
    """A CTranslate2 translator with the SentencePiece of its package."""

    def __init__(
        self, info: ModelInfo, ctranslate2: Any, sentencepiece: Any, decoding: Decoding = DEFAULT
    ) -> None:
        shared = info.path / "sentencepiece.model"
        source = shared if shared.exists() else info.path / "source.spm"
        target = shared if shared.exists() else info.path / "target.spm"
        self._source = sentencepiece.SentencePieceProcessor(model_file=str(source))
        self._target = sentencepiece.SentencePieceProcessor(model_file=str(target))
        self._name, self._prefix = info.name, info.target_prefix
        self._decoding = decoding
        self._translator: Any = ctranslate2.Translator(
            str(info.path / "model"),
            device="cpu",
            compute_type="int8",
            inter_threads=decoding.side_by_side(),
            intra_threads=decoding.threads,
        )

    def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
        """The texts of `render`, with STOPPED behind those that are not whole."""
        return [
            one.text + STOPPED if one.truncated else one.text
            for one in self.render(sentences, again=again)
        ]

    def render(self, sentences: Sequence[str], *, again: bool = False) -> list[Rendering]:
        """The translations, in order. Raises TranslateError if the library fails."""
        longest = self._decoding.input_pieces
        cut = [cut_pieces(self._source.encode(one, out_type=str), longest) for one in sentences]
        parts = [part for parts in cut for part in parts]
        try:
            done = iter(self._all(parts, again=again))
        except (RuntimeError, ValueError, MemoryError) as error:
            raise TranslateError("the model failed on this text") from error
        return [_joined([next(done) for _ in parts]) for parts in cut]

    def close(self) -> None:
        """Give the memory of the model back to the system; it translates no more."""
        self._translator = None
        give_back_memory()

    def _all(self, parts: list[list[str]], *, again: bool) -> list[Rendering]:
        """All groups, longest first; the renderings in the order of `parts`."""
        if self._translator is None:
            raise TranslateError(f"the model {self._name} has been closed")
        order = sorted(range(len(parts)), key=lambda at: -len(parts[at]))
        bounds = self._decoding.bounds(again=again)
        under_way = [
            (group, self._begin([parts[at] for at in group], again=again))
            for group in groups(order, [len(part) for part in parts], *bounds)
        ]
        done: dict[int, Rendering] = {}
        for group, results in under_way:
            longest = self._longest([parts[at] for at in group])
            done |= {
                at: self._rendering(result.result().hypotheses[0], longest)
                for at, result in zip(group, results, strict=True)
            }
        return [done[at] for at in range(len(parts))]

    def _begin(self, parts: list[list[str]], *, again: bool) -> list[Any]:
        """One group, whose results are waited for later."""
        begun: list[Any] = self._translator.translate_batch(
            parts,
            target_prefix=[[self._prefix]] * len(parts) if self._prefix else None,
            beam_size=self._decoding.beam_again if again else self._decoding.beam,
            length_penalty=self._decoding.length_penalty,
            no_repeat_ngram_size=3 if again else 0,
            max_decoding_length=self._longest(parts),
            disable_unk=True,  # as Marian does: "⁇" is no word
            asynchronous=True,
        )
        return begun

    def _longest(self, parts: list[list[str]]) -> int:
        return self._decoding.longest_output(max(map(len, parts)))

    def _rendering(self, pieces: list[str], longest: int) -> Rendering:
        # an output that ended by itself is shorter: its end counts and is left out
        return Rendering(self._text(pieces), truncated=len(pieces) >= longest)

    def _text(self, pieces: list[str]) -> str:
        if self._prefix and pieces[:1] == [self._prefix]:
            pieces = pieces[1:]
        return str(self._target.decode_pieces(pieces)).replace("▁", " ").strip()


def _joined(parts: list[Rendering]) -> Rendering:
    return Rendering(
        " ".join(part.text for part in parts).strip(), any(part.truncated for part in parts)
    )


def groups(
    order: Iterable[int], lengths: Sequence[int], most: int, most_pieces: int
) -> Iterator[list[int]]:
    """`order`, places in `lengths` from the longest on, in groups within the bounds.

    The pieces of a group are its sentences times the pieces of the longest; one sentence is always
    allowed.
    """
    group: list[int] = []
    for at in order:
        if group and (len(group) == most or (len(group) + 1) * lengths[group[0]] > most_pieces):
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def cut_pieces(pieces: list[str], longest: int) -> list[list[str]]:
    """`pieces` in parts of at most `longest`: after a comma or the like, else between words."""
    parts: list[list[str]] = []
    while len(pieces) > longest:
        at = _cut(pieces, longest)
        parts.append(pieces[:at])
        pieces = pieces[at:]
    return [*parts, pieces] if pieces else parts


def _cut(pieces: list[str], longest: int) -> int:
    """Where the second half of a part may end best: at most `longest`."""
    ends = range(longest, longest // 2, -1)
    after_comma = (at for at in ends if pieces[at - 1].endswith(_CUT_AFTER))
    between_words = (at for at in ends if pieces[at].startswith(_WORD_STARTS))
    return next(after_comma, None) or next(between_words, longest)


def give_back_memory() -> None:
    """Ask the C library to return what is free to the system; glibc keeps it otherwise."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
