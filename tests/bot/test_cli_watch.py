"""`volia watch`: what it prints can be pasted, and counts what is stored."""

import json
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.watch import guess
from bot.demo import HERE
from monitors.concepts import load_concepts
from monitors.config import load
from monitors.match import Matcher, TopicRule
from monitors.model import Translation
from monitors.store import Store
from monitors.suggest import detected_of
from monitors.translate import Outcome, Request
from monitors.vocabulary import Vocabulary
from tests.monitors.making import item

Capture = pytest.CaptureFixture[str]
NOW = datetime.now(UTC)
STORED = [
    ("lt", "Baltarusija paleido 52 politinius kalinius", 1),
    ("lt", "Kaliningrade paleido fejerverką", 1),
    ("be", "З калоніі вызвалілі трох зняволеных", 2),
    ("be-latn", "Vyzvalili piacioch źniavolenych", 3),
    ("be-tarask", "Вызваленьне зьняволеных", 3),
    ("ru", "Освобождены двое заключённых\u2028\x7f", 4),
    ("ru", "Освобождён заключённый прошлого года", 200),
    ("en", "Prisoners released", 5),
    ("en", "Rain in Vilnius", 5),
]


@pytest.fixture
def config(tmp_path: Path) -> str:
    path = tmp_path / "config.toml"
    path.write_text(
        '[store]\nurl = "sqlite:///volia.db"\n'
        f'[translation]\nmodels_dir = "{HERE / "models"}"\nallow_demo_models = true\n'
        '[[topics]]\nname = "border"\n[topics.keywords]\nlt = ["pasienio punkt*"]\n'
        '[[watch]]\nname = "Ales Bialiatski"\nspellings = ["Алесь Беляцкий"]\n',
        encoding="utf-8",
    )
    with Store.open(load(path).store.url) as store:
        for number, (tag, title, days) in enumerate(STORED):
            published = NOW - timedelta(days=days)
            one = item(id=f"i{number}", title=title, published=published, canonical=str(number))
            store.add_items([one], tag)
        store.add_watch("42", "belavia", NOW)
    return str(path)


def _suggest(config: str, capsys: Capture, *arguments: str) -> tuple[int, str]:
    code = main(["watch", "suggest", *arguments, "--config", config])
    return code, capsys.readouterr().out


def test_the_answer_is_toml_that_a_topic_takes_and_finds_what_was_counted(
    config: str, capsys: Capture
) -> None:
    code, out = _suggest(config, capsys, "prisoner release")
    keywords = tomllib.loads(out)["topics"]["keywords"]
    path = Path(config).with_name("pasted.toml")
    path.write_text(f'[[topics]]\nname = "mine"\n{out}', encoding="utf-8")
    topic = load(path).topics[0]
    rule = TopicRule("mine", {str(code): words for code, words in topic.keywords.items()})
    matcher = Matcher(Vocabulary({}), [rule])
    found = [tag for tag, title, _ in STORED if matcher.match(title, "", detected_of(tag))]

    assert code == 0
    assert list(keywords) == ["lt", "be", "ru", "en"]
    assert "paleid* ... kaliniu*" in keywords["lt"]
    assert found == ["lt", "be", "be-latn", "be-tarask", "ru", "ru", "en"]


def test_each_keyword_stands_with_its_number_and_titles(config: str, capsys: Capture) -> None:
    _, out = _suggest(config, capsys, "prisoner release")
    lines = out.splitlines()
    at = lines.index('    "вызвал* ... зняволен*",  # 3')

    assert "# Lithuanian: kalinys + paleisti" in lines
    assert "вызваленне (Taraškievica and Łacinka are found as well)" in out
    assert lines[at + 1].endswith("lantern: З калоніі вызвалілі трох зняволеных")
    assert "# 1 stored items of the last 30 days" in lines
    assert "прошлого года" not in out


def test_days_and_limit_bound_what_is_shown(config: str, capsys: Capture) -> None:
    _, out = _suggest(config, capsys, "prisoner release", "--days", "300", "--limit", "1")

    assert "# 2 stored items of the last 300 days" in out
    assert out.count("заключённ") == 2
    assert "прошлого года" not in out


def test_json_is_one_object(config: str, capsys: Capture) -> None:
    code, out = _suggest(config, capsys, "kalinių paleidimas", "--json")
    told = json.loads(out)

    assert code == 0
    assert (told["language"], told["concepts"]) == ("lt", ["prisoner", "release"])
    assert told["proposals"]["be"]["items"] == 3
    assert {"keyword": "releas* ... prisoner*", "items": 0, "titles": []} in (
        told["proposals"]["en"]["keywords"]
    )
    assert told["proposals"]["en"]["keywords"][0]["titles"] == ["Prisoners released"]


def test_a_name_gets_the_advice_to_watch_it(config: str, capsys: Capture) -> None:
    _, out = _suggest(config, capsys, "Бяляцкі")

    assert 'without keywords: name = "Бяляцкі"' in out
    assert tomllib.loads(out)["topics"]["keywords"]["en"] == ["bialiatsk*"]
    assert "Bialiatsk (by its letters, check it)" in out


def test_a_word_without_a_form_is_said_plainly_and_a_demo_model_is_not_asked(
    config: str, capsys: Capture
) -> None:
    code, out = _suggest(config, capsys, "rugsėjo")

    assert code == 0
    assert tomllib.loads(out)["topics"]["keywords"] == {"lt": ["rugsėj*"]}
    assert '# no form of "rugsėjo" is known: put one in by hand' in out


def test_what_is_left_out_is_said(config: str, capsys: Capture) -> None:
    _, out = _suggest(config, capsys, "prisoner court bank protest")

    assert "less usual combinations are left out" in out


def test_the_language_of_a_query_can_be_named(config: str, capsys: Capture) -> None:
    _, out = _suggest(config, capsys, "naujienos", "--language", "lt")

    assert "read as Lithuanian" in out


def test_a_query_without_words_is_wrong_usage(config: str, capsys: Capture) -> None:
    code = main(["watch", "suggest", "of the", "--config", config])

    assert code == 2
    assert "holds no word to look for" in capsys.readouterr().err


def test_list_shows_topics_names_and_the_words_of_chats(config: str, capsys: Capture) -> None:
    assert main(["watch", "list", "--config", config]) == 0
    plain = capsys.readouterr().out.splitlines()
    assert main(["watch", "list", "--json", "--config", config]) == 0
    told = json.loads(capsys.readouterr().out)

    assert plain == [
        "topic border, lt: pasienio punkt*",
        "name Ales Bialiatski, Алесь Беляцкий",
        "chat 42: belavia",
    ]
    assert told == {
        "topics": {"border": {"lt": ["pasienio punkt*"]}},
        "names": {"Ales Bialiatski": ["Алесь Беляцкий"]},
        "chats": {"42": ["belavia"]},
    }


class Dictionary:
    """A translator that knows three words, one of them badly."""

    async def translate(self, requests: Sequence[Request], target: str) -> list[Outcome]:
        known = {
            ("rugsėjo", "en"): Translation("September.", "", "en", "test"),
            ("rugsėjo", "ru"): Translation("сентябрь", "", "ru", "test", warnings=("length",)),
            ("rugsėjo", "be"): Translation("верасень", "", "be", "test", demo=True),
        }
        return [Outcome(known.get((request.title, target)), "not known") for request in requests]


async def test_only_sound_translations_of_unknown_words_are_guesses() -> None:
    unknown = load_concepts().read("rugsėjo sankcijos")

    assert await guess(unknown, Dictionary()) == {("rugsėjo", "en"): "September"}
    assert await guess(load_concepts().read("sankcijos"), Dictionary()) == {}


def test_more_things_than_can_stand_together_are_refused(config: str, capsys: Capture) -> None:
    asked = ["watch", "suggest", "prisoner release sanctions border court lawyer journalist"]

    assert main([*asked, "--config", config]) == 2
    assert "at most 4 things" in capsys.readouterr().err
