"""The tools that train the choice of the count."""

import json
from pathlib import Path

import numpy as np
import pytest

from monitors.facts.likely import (
    NONE,
    ONE,
    OTHER,
    PART,
    SEVERAL,
    TOTAL,
    WEIGHTS,
    read,
    shipped,
)
from tools.count_model import train
from tools.count_model.regression import chances, choice
from tools.count_model.reports import GROWN_WITH, ROWS, TRUST, digest, told

QUALITY = Path(__file__).parent.parent / "quality"


def reports(path: Path, *rows: tuple[str, str, str, int | None]) -> Path:
    path.write_text(
        "\n".join(
            json.dumps(
                {
                    "id": str(number),
                    "lang": tag,
                    "title": title,
                    "summary": summary,
                    "published": "2026-01-01T00:00:00Z",
                    "source": "none",
                    "url": f"https://example.org/{number}",
                    "labels": {
                        "event_type": "release.happened",
                        "alert": True,
                        "facts": {"released_count": count},
                    },
                }
            )
            for number, (tag, title, summary, count) in enumerate(rows)
        ),
        encoding="utf-8",
    )
    return path


def test_a_network_learns_what_clues_say_though_some_are_left_out_by_chance() -> None:
    seen = [(["freed"], TOTAL, 1), (["held"], OTHER, 1), (["freed", "part"], PART, 1)] * 1000

    made = train._network(seen)
    chances = [made.chances(clues) for clues in (["freed"], ["held"], ["freed", "part"])]

    assert [max(range(3), key=each.__getitem__) for each in chances] == [TOTAL, OTHER, PART]
    assert train._network(seen).chances(["held"]) == chances[1]


def test_more_pull_makes_smaller_weights() -> None:
    groups = [(np.array([[1.0, 0.0], [0.0, 1.0]]), 1)] * 5

    loose, tight = choice(groups, 1e-3), choice(groups, 1e-1)

    assert abs(tight).max() < abs(loose).max()


def test_a_choice_learns_which_of_a_group_is_right() -> None:
    groups = [(np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), 1)] * 5

    weights = choice(groups, 1e-3)

    assert chances(groups[0][0] @ weights).argmax() == 1


def test_numbers_are_the_total_parts_of_it_or_others(tmp_path: Path) -> None:
    path = reports(
        tmp_path / "few.jsonl",
        ("en", "Belarus frees 52 prisoners", "They include six Lithuanians.", 52),
        ("en", "13 Belarusians and six foreigners freed", "Some 1,100 are still held.", 19),
        ("en", "Activist freed", "Her 12 colleagues are still held.", 1),
        ("en", "Several prisoners freed", "", None),
    )

    found = told(path)

    assert [[kind for _, kind in one.numbers] for one in found] == [
        [TOTAL, OTHER],
        [PART, PART, OTHER],
        [OTHER],
        [],
    ]
    assert [one.tells for one in found] == [SEVERAL, SEVERAL, ONE, NONE]


def test_what_was_trained_is_written_and_read_again(tmp_path: Path) -> None:
    rows = [
        row
        for number in range(2, 10)
        for row in (
            ("en", f"Belarus frees {number} prisoners", "", number),
            ("en", "Activist freed", f"Another {number} are still in jail.", 1),
        )
    ]
    grown, trusted = (told(reports(tmp_path / name, *rows)) for name in ("a.jsonl", "b.jsonl"))

    made = train.trained([(grown, 1)], [trusted], "few")
    train.save(made, tmp_path / "one.npz")
    train.save(made, tmp_path / "two.npz")
    kept = read(tmp_path / "one.npz")

    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert kept.examples == "few"
    assert kept.numbers.rows == made.numbers.rows
    assert kept.choice == pytest.approx(made.choice, abs=0.01)


def test_the_shipped_weights_are_of_these_reports_and_small() -> None:
    assert shipped().examples == digest()
    assert WEIGHTS.stat().st_size <= 60_000


def test_what_only_measures_is_in_no_training() -> None:
    names = {path.name for path in (*GROWN_WITH, *ROWS, *TRUST)}

    assert all(path.is_file() for path in (*GROWN_WITH, *ROWS, *TRUST))
    assert names.isdisjoint(path.name for path in QUALITY.glob("heldout_[b-z].jsonl"))
    assert names.isdisjoint({"unseen.jsonl", "counted_even.jsonl"})
