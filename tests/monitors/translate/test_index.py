"""What is offered: the Argos index read by Argos itself, our own offers, and what words mean."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitors.errors import ConfigError, DownloadError, TranslateError
from monitors.translate.download import Way
from monitors.translate.index import (
    Offer,
    answer,
    argos_offers,
    choose_offer,
    index_address,
    own_offers,
    pair_of,
    probe_sentence,
)
from tests.monitors.translate.mirror import Mirror, index, row, running


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with running(Mirror()) as server:
        yield server


async def offers_of(mirror: Mirror) -> tuple[Offer, ...]:
    way = Way(plain_http=frozenset({mirror.place}), attempts=1)
    return await argos_offers(way, mirror.url())


async def test_an_index_of_96_packages_is_read_by_argos_itself(mirror: Mirror) -> None:
    codes = [f"{a}{b}" for a in "abcdfghi" for b in "klmnop"]
    mirror.files["index.json"] = index(
        *(row(code, "en") for code in codes), *(row("en", code) for code in codes)
    )

    offers = await offers_of(mirror)

    assert len(offers) == 96
    assert offers[0] == Offer(
        key="ak-en",
        name="translate-ak_en",
        version="1.9",
        languages=("ak",),
        from_codes=("ak",),
        to_code="en",
        links=(mirror.url("translate-ak_en-1_9.argosmodel"),),
        licence="not stated in the index; see README.md in the package",
        about="Argos package",
    )


async def test_the_home_of_the_user_is_not_touched(
    mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Argos would make folders below it, or fail where it cannot."""
    (tmp_path / "home").mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/proc/no-such-place")
    monkeypatch.setenv("ARGOS_INTER_THREADS", "many")
    mirror.files["index.json"] = index(row("lt", "en"))

    offers = await offers_of(mirror)

    assert [offer.key for offer in offers] == ["lt-en"]
    assert list((tmp_path / "home").iterdir()) == []


async def test_of_several_versions_the_highest_is_offered(mirror: Mirror) -> None:
    mirror.files["index.json"] = index(
        row("lt", "en", "1.9"), row("ru", "en"), row("lt", "en", "1.12"), row("lt", "en", "1.2")
    )

    assert [(offer.key, offer.version) for offer in await offers_of(mirror)] == [
        ("lt-en", "1.12"),
        ("ru-en", "1.9"),
    ]


async def test_rows_that_nobody_can_download_or_should_are_left_out(mirror: Mirror) -> None:
    mirror.files["index.json"] = index(
        row("aa", "en", links=[]),
        row("bb", "en", links=["ipfs://Qm"]),
        row("cc", "en", links=["https://e.org/.."]),
        row("dd", "en", code="../../escape"),
        row("ee", "en", type="sbd"),
        row("ff", "en", links=["ipfs://Qm", "https://e.org/v1/f.argosmodel"]),
    )

    assert [offer.key for offer in await offers_of(mirror)] == ["ff-en"]


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b"[1]", b'"x"', b"\xff", b"null"])
async def test_what_is_no_index_is_a_sentence(body: bytes, mirror: Mirror) -> None:
    mirror.files["index.json"] = body

    if body == b"{}":
        assert await offers_of(mirror) == ()
        return
    with pytest.raises(TranslateError, match="is not an index of Argos packages"):
        await offers_of(mirror)


async def test_an_index_out_of_reach_is_a_sentence() -> None:
    with running(Mirror()) as mirror:
        pass

    with pytest.raises(DownloadError, match="could not reach"):
        await offers_of(mirror)


def test_without_a_mirror_the_index_is_that_of_argos() -> None:
    assert index_address() == (
        "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
    )
    assert index_address("https://m.example.org/v") == "https://m.example.org/v/index.json"


def test_our_own_offers_are_over_https_and_have_a_licence() -> None:
    offers = own_offers()

    assert [(offer.key, offer.from_codes, offer.to_code) for offer in offers] == [
        ("be", ("be", "ru", "uk"), "en"),
        ("be-big", ("be", "ru", "uk"), "en"),
    ]
    assert all(offer.links[0].startswith("https://") and offer.licence for offer in offers)
    assert offers[0].file_name == "opus1m+bt-2021-05-02.zip"


def test_a_mirror_has_our_own_offers_too() -> None:
    offer = own_offers("https://m.example.org/v/")[0]

    assert offer.links == ("https://m.example.org/v/opus1m+bt-2021-05-02.zip",)


def test_every_language_of_the_news_has_a_sentence_to_try() -> None:
    said = {language: probe_sentence(language) for language in ("lt", "be", "ru", "uk", "pl", "lv")}

    assert len(set(said.values())) == 6
    assert probe_sentence("xx") == probe_sentence("en")


def _argos(source: str, target: str) -> Offer:
    link = f"https://e.org/{source}_{target}.argosmodel"
    return Offer(f"{source}-{target}", "n", "1", (source,), (source,), target, (link,))


OFFERS = (*own_offers(), _argos("lt", "en"), _argos("ru", "en"), _argos("en", "lt"))


@pytest.mark.parametrize(
    ("wanted", "target", "key"),
    [
        ("lt", "en", "lt-en"),
        ("LT", "en", "lt-en"),
        ("ru", "en", "ru-en"),
        ("be", "en", "be"),
        ("be-en", "en", "be"),
        ("be", "lt", "be"),
        ("be-big", "en", "be-big"),
        ("en-lt", "en", "en-lt"),
        ("en->lt", "en", "en-lt"),
        ("en_lt", "en", "en-lt"),
        ("en", "lt", "en-lt"),
    ],
)
def test_a_language_a_pair_or_an_offer_can_be_named(wanted: str, target: str, key: str) -> None:
    assert choose_offer(wanted, OFFERS, target).key == key


@pytest.mark.parametrize(
    ("wanted", "target", "told"),
    [
        ("lithuanian", "en", "'lithuanian' is neither a language such as lt"),
        ("en-", "en", r'with an arrow it needs quotes: "en->lt"'),
        ("en", "en", "en is the language that is translated into"),
        ("ru", "lt", "no package for ru -> lt is offered; from ru there is: en"),
        ("xx", "en", "no package for xx -> en is offered$"),
    ],
)
def test_a_wrong_word_is_told_with_what_there_is(wanted: str, target: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        choose_offer(wanted, OFFERS, target)


def test_what_is_no_pair_is_none() -> None:
    assert pair_of("en-lt-ru", "en") is None
    assert answer("translate", OFFERS, "en") is None


def test_argos_is_not_loaded_into_the_process_that_reads_its_index() -> None:
    script = (
        "import sys, bot.cli.models, bot.cli.run, monitors.translate.index\n"
        "print([n for n in ('argostranslate', 'torch', 'onnxruntime', 'ctranslate2') "
        "if n in sys.modules])"
    )

    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert printed.stdout == "[]\n", printed.stderr
