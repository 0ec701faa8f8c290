"""Edge: one loaded model; CTranslate2 and SentencePiece, imported when first needed.

Batches of sentences sorted by length are about ten times as fast as one at a time. Inputs longer
than the model was made for are cut at a comma and joined again: CTranslate2 would drop the tail
after 1024 pieces without a word.
"""

import os
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from monitors.errors import TranslateError
from monitors.translate.models import ModelInfo
from monitors.translate.records import check_weights

BATCH = 32
_LONGEST = 200  # pieces of one input
_LONGEST_OUTPUT = 256
_CUT_AFTER = (",", ";", ":", "–", "-", ".")


class Model(Protocol):
    """What the translator needs of a loaded model."""

    def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
        """The translations, in order; `again` searches wider and forbids repetition."""

    def close(self) -> None:
        """Give back its memory."""


Load = Callable[[ModelInfo], Model]


def load(info: ModelInfo) -> Model:
    """The model of an installed package. Raises TranslateError with the reason."""
    try:
        import ctranslate2
        import sentencepiece
    except (ImportError, OSError) as error:
        raise TranslateError(f"the translation library does not load ({error})") from error
    check_weights(info)
    try:
        return CTranslate2Model(info, ctranslate2, sentencepiece)
    except (RuntimeError, ValueError, OSError, MemoryError) as error:
        raise TranslateError(f"the model {info.name} does not load") from error


class CTranslate2Model:
    """A CTranslate2 translator with the SentencePiece of its package."""

    def __init__(self, info: ModelInfo, ctranslate2: Any, sentencepiece: Any) -> None:
        shared = info.path / "sentencepiece.model"
        source = shared if shared.exists() else info.path / "source.spm"
        target = shared if shared.exists() else info.path / "target.spm"
        self._source = sentencepiece.SentencePieceProcessor(model_file=str(source))
        self._target = sentencepiece.SentencePieceProcessor(model_file=str(target))
        self._prefix = info.target_prefix
        self._translator = ctranslate2.Translator(
            str(info.path / "model"),
            device="cpu",
            compute_type="int8",
            inter_threads=1,
            intra_threads=max(1, (os.cpu_count() or 2) - 1),
        )

    def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
        """The translations, in order. Raises TranslateError if the library fails."""
        cut = [cut_pieces(self._source.encode(one, out_type=str)) for one in sentences]
        parts = [part for parts in cut for part in parts]
        try:
            done = iter(self._batch(parts, again=again))
        except (RuntimeError, ValueError, MemoryError) as error:
            raise TranslateError("the model failed on this text") from error
        return [" ".join(next(done) for _ in parts).strip() for parts in cut]

    def close(self) -> None:
        """Unload the weights."""
        self._translator.unload_model()

    def _batch(self, parts: list[list[str]], *, again: bool) -> list[str]:
        if not parts:
            return []
        results = self._translator.translate_batch(
            parts,
            target_prefix=[[self._prefix]] * len(parts) if self._prefix else None,
            max_batch_size=BATCH,
            batch_type="examples",
            beam_size=4 if again else 2,
            length_penalty=0.2,
            no_repeat_ngram_size=3 if again else 0,
            disable_unk=True,  # as Marian does: "⁇" is no word
            max_decoding_length=min(_LONGEST_OUTPUT, 3 * max(map(len, parts)) + 20),
        )
        return [self._text(result.hypotheses[0]) for result in results]

    def _text(self, pieces: list[str]) -> str:
        if self._prefix and pieces[:1] == [self._prefix]:
            pieces = pieces[1:]
        return str(self._target.decode_pieces(pieces)).replace("▁", " ").strip()


def cut_pieces(pieces: list[str], longest: int = _LONGEST) -> list[list[str]]:
    """`pieces` in parts of at most `longest`, after a comma or the like where there is one."""
    parts: list[list[str]] = []
    while len(pieces) > longest:
        half = longest // 2
        cuts = [at for at in range(half, longest) if pieces[at].endswith(_CUT_AFTER)]
        at = cuts[-1] + 1 if cuts else longest
        parts.append(pieces[:at])
        pieces = pieces[at:]
    return [*parts, pieces] if pieces else parts
