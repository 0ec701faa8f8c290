"""`volia models` as people and scripts meet it, against a mirror on loopback."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests.monitors.translate import marian_model as marian
from tests.monitors.translate.mirror import PEM, Mirror, index, row, running
from tests.monitors.translate.packages import files, write_folder, write_zip

Capture = pytest.CaptureFixture[str]
LT, RU = "translate-lt_en-1_9.argosmodel", "translate-ru_en-1_9.argosmodel"
DEMO = Path(__file__).parents[2] / "bot/demo/models/translate-demo_en.argosmodel"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    lt = write_zip(tmp_path / "served" / LT, files())
    ru = write_zip(tmp_path / "served" / RU, files(from_code="ru", code="translate-ru_en"))
    rows = [row("lt", "en"), row("ru", "en"), row("en", "lt"), row("fr", "en")]
    served = {LT: lt.read_bytes(), RU: ru.read_bytes(), "index.json": index(*rows)}
    with running(Mirror(served)) as server:
        yield server


def configure(folder: Path, mirror: Mirror | None = None, *, more: str = "") -> str:
    path = folder / "config.toml"
    allow = f'[network]\nallow = ["{mirror.place}"]\n' if mirror else ""
    where = f'mirror = "{mirror.url()}"\n' if mirror else ""
    path.write_text(f'{allow}[translation]\nmodels_dir = "models"\n{where}{more}', encoding="utf-8")
    return str(path)


SOURCES = "".join(
    f'[[sources]]\nname = "{code}"\nurl = "https://{code}.example.org/"\nlanguage = "{code}"\n'
    for code in ("lt", "ru", "be", "en")
)


@pytest.fixture
def config(mirror: Mirror, tmp_path: Path) -> str:
    return configure(tmp_path, mirror, more=SOURCES)


def volia(*words: str, config: str) -> int:
    return main(["models", *words, "--config", config])


def last(capsys: Capture) -> Any:
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def test_languages_are_installed_listed_verified_and_removed(
    config: str, tmp_path: Path, capsys: Capture
) -> None:
    installed = volia("install", "lt", "ru", "--json", config=config)
    told = last(capsys)["installed"]
    volia("list", "--json", config=config)
    listed = last(capsys)
    verified = volia("verify", "--json", config=config)
    tried = last(capsys)["models"]
    removed = volia("remove", "lt", "ru->en", "--json", config=config)
    gone = last(capsys)["removed"]
    volia("list", "--json", "--offline", config=config)

    assert (installed, verified, removed) == (0, 0, 0)
    assert [(one["from"], one["to"], one["fresh"]) for one in told] == [
        (["lt"], "en", True),
        (["ru"], "en", True),
    ]
    assert [one["path"] for one in listed["installed"]] == [one["path"] for one in told]
    assert all(len(one["sha256"]) == 64 and one["bytes"] > 1000 for one in listed["installed"])
    assert [one["key"] for one in listed["offered"]] == ["be", "be-big", "lt-en", "ru-en", "en-lt"]
    assert [(one["checked"], one["problem"]) for one in tried] == [(True, ""), (True, "")]
    assert [Path(one["path"]).name for one in gone] == ["translate-lt_en-1.9",
                                                        "translate-ru_en-1.9"]  # fmt: skip
    assert last(capsys)["installed"] == []
    assert {path.name for path in (tmp_path / "models").iterdir()} == {
        ".downloads",
        ".lock",
        "checksums.json",
    }


def test_belarusian_is_downloaded_converted_and_translates(
    config: str, mirror: Mirror, tmp_path: Path, capsys: Capture
) -> None:
    release = marian.write(tmp_path / "be.zip", marian.words_release())
    mirror.files["opus1m+bt-2021-05-02.zip"] = release.read_bytes()

    installed = volia("install", "be", "--json", config=config)
    (told,) = last(capsys)["installed"]
    verified = volia("verify", "be", config=config)
    tried = capsys.readouterr().out
    asked = ["try", "Літва зняла санкцыі", "--json", "--config", config]

    assert (installed, verified) == (0, 0)
    assert (told["name"], told["from"], told["to"]) == ("opus-zle_en", ["be", "ru", "uk"], "en")
    assert "be, ru, uk -> en: opus-zle_en: Belarus" in tried
    assert main(asked) == 0
    assert last(capsys)["translation"] == "Lithuania lifted sanctions"


def test_a_release_of_opus_is_installed_from_a_file(
    config: str, tmp_path: Path, capsys: Capture
) -> None:
    release = marian.write(tmp_path / "release.zip", marian.words_release())

    assert volia("install", "be", "--from", str(release), config=config) == 0
    assert "be, ru, uk -> en" in capsys.readouterr().out


def test_people_read_lines(config: str, capsys: Capture) -> None:
    volia("install", "lt", config=config)
    fresh = capsys.readouterr()
    volia("install", "lt-en", config=config)
    again = capsys.readouterr()
    volia("list", config=config)
    listed = capsys.readouterr().out.splitlines()
    volia("verify", config=config)
    tried = capsys.readouterr().out
    volia("remove", "translate-lt_en", config=config)
    removed = capsys.readouterr().out

    assert fresh.out.startswith("lt -> en: translate-lt_en 1.9 installed; sha256 ")
    assert again.out == "lt -> en: translate-lt_en 1.9 is installed already and unchanged\n"
    assert listed[1].startswith("  lt -> en    translate-lt_en 1.9  ")
    assert "  and 1 more pairs: volia models list --all" in listed
    assert tried.startswith("ok      lt -> en: translate-lt_en: ")
    assert removed.endswith("models/translate-lt_en-1.9\n")


def test_all_pairs_are_listed_when_asked_for(config: str, capsys: Capture) -> None:
    volia("list", "--all", config=config)

    assert "fr-en    translate-fr_en 1.9" in capsys.readouterr().out


def test_a_mirror_over_https_needs_no_exception(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    body = write_zip(tmp_path / "served" / LT, files()).read_bytes()
    with running(Mirror({LT: body, "index.json": index(row("lt", "en"))}), tls=True) as mirror:
        path = configure(tmp_path)
        text = f'[translation]\nmodels_dir = "models"\nmirror = "{mirror.url()}"\n'
        Path(path).write_text(text, encoding="utf-8")
        code = volia("install", "lt", config=path)

    assert code == 0
    assert "lt -> en: translate-lt_en 1.9 installed" in capsys.readouterr().out


def test_a_package_is_installed_from_a_file_with_no_network(
    tmp_path: Path, capsys: Capture
) -> None:
    archive = write_zip(tmp_path / "x.argosmodel", files())
    path = configure(tmp_path)

    code = volia("install", "--from", str(archive), "--json", config=path)

    assert code == 0
    assert last(capsys)["installed"][0]["name"] == "translate-lt_en"


def test_the_demo_model_is_told_to_be_one(tmp_path: Path, capsys: Capture) -> None:
    path = configure(tmp_path)
    volia("install", "--from", str(DEMO), config=path)
    said = capsys.readouterr().out
    volia("list", "--offline", config=path)

    assert "tried: Belarus freed 52 prisoners." in said
    assert "a demo model: refused unless translation.allow_demo_models = true" in said
    assert "  demo  " in capsys.readouterr().out


def test_offline_says_what_to_do_on_another_machine(tmp_path: Path, capsys: Capture) -> None:
    with running(Mirror()) as gone:
        path = configure(tmp_path, gone)

    of_index = volia("install", "lt", config=path), capsys.readouterr().err
    of_file = volia("install", "be", config=path), capsys.readouterr().err
    listed = volia("list", config=path), capsys.readouterr()

    assert of_index == (
        1,
        f"volia: could not reach {gone.place}: it refuses the connection\n"
        f"on another machine download the package that {gone.url('index.json')} names, "
        f"and here: volia models install --from FILE --config {path}\n",
    )
    assert of_file == (
        1,
        f"volia: could not reach {gone.place}: it refuses the connection\n"
        f"on another machine download {gone.url('opus1m+bt-2021-05-02.zip')}, "
        f"and here: volia models install --from FILE --config {path}\n",
    )
    assert listed[0] == 0
    assert "the offers of Argos are not shown: could not reach" in listed[1].err
    assert "be-big" in listed[1].out


def test_what_was_installed_before_a_failure_is_told(
    config: str, mirror: Mirror, capsys: Capture
) -> None:
    del mirror.files[RU]

    code = volia("install", "lt", "ru", config=config)
    said = capsys.readouterr()

    assert code == 1
    assert said.out.startswith("lt -> en: translate-lt_en 1.9 installed")
    assert "does not have it (HTTP 404)" in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["install"], "the sources need: volia models install lt ru be --config "),
        (["install", "xyzzy"], "'xyzzy' is neither a language such as lt"),
        (["install", "pl"], "no package for pl -> en is offered"),
        (["install", "lt", "ru", "--from", "x"], "name one language or pair at most"),
    ],
)
def test_a_wrong_word_is_exit_2_and_says_what_fits(
    words: list[str], told: str, config: str, capsys: Capture
) -> None:
    assert volia(*words, config=config) == 2
    assert told in capsys.readouterr().err


def test_nothing_to_install_is_not_suggested(tmp_path: Path, capsys: Capture) -> None:
    assert volia("install", config=configure(tmp_path)) == 2
    assert capsys.readouterr().err == ("say what to install: a language, a pair, or --from FILE\n")


def test_a_package_that_changed_at_its_source_needs_a_word(
    config: str, mirror: Mirror, capsys: Capture
) -> None:
    volia("install", "lt", config=config)
    volia("remove", "lt", config=config)
    mirror.files[LT] += b"\0"

    refused = volia("install", "lt", config=config), capsys.readouterr().err
    taken = volia("install", "lt", "--accept-changed", config=config)

    assert refused[0] == 1
    assert "--accept-changed" in refused[1]
    assert taken == 0


def test_a_broken_package_fails_verify_and_doctor_and_can_be_removed(
    config: str, tmp_path: Path, capsys: Capture
) -> None:
    write_folder(tmp_path / "models" / "lt", files() | {"model/model.bin": b"nonsense"})
    write_folder(tmp_path / "models" / "stray", {"notes.txt": b"x"})

    verified = volia("verify", config=config), capsys.readouterr().out
    examined = volia("doctor", config=config), capsys.readouterr().out
    listed = volia("list", "--offline", config=config), capsys.readouterr().out
    removed = volia("remove", "lt", "stray", config=config)

    assert verified[0] == examined[0] == 1
    assert "broken  " in verified[1]
    assert f"broken package        {tmp_path}/models/stray: stray: it has no" in examined[1]
    assert f"  broken      {tmp_path}/models/stray: stray: it has no" in listed[1]
    assert listed[0] == removed == 0


def test_what_argos_installed_is_used_and_left_alone(
    config: str, tmp_path: Path, capsys: Capture
) -> None:
    write_folder(tmp_path / "data/argos-translate/packages/lt", files())

    volia("list", "--offline", "--json", config=config)
    listed = last(capsys)["installed"]
    code = volia("remove", "lt", config=config)

    assert [one["from"] for one in listed] == [["lt"]]
    assert code == 1
    assert "is not Volia's" in capsys.readouterr().err


def test_a_model_that_is_not_there_cannot_be_removed_or_verified(
    config: str, capsys: Capture
) -> None:
    for verb in ("remove", "verify"):
        assert volia(verb, "lt", config=config) == 1
        assert "lt: no such model is installed" in capsys.readouterr().err

    assert volia("verify", config=config) == 0
    assert capsys.readouterr().out == "no models are installed\n"


def test_the_doctor_names_what_is_missing_and_the_command(config: str, capsys: Capture) -> None:
    volia("install", "lt", config=config)
    capsys.readouterr()

    code = volia("doctor", "--json", config=config)
    findings = {one["what"]: one for one in last(capsys)["findings"]}

    assert code == 0
    assert findings["languages"]["told"] == (
        "no model for ru, be: alerts go out in the original; "
        f"volia models install ru be --config {config}"
    )
    assert findings["ctranslate2"]["verdict"] == "ok"


def test_damaged_records_do_not_hide_the_packages(
    config: str, tmp_path: Path, capsys: Capture
) -> None:
    volia("install", "lt", config=config)
    (tmp_path / "models" / "checksums.json").write_text("{")
    capsys.readouterr()

    assert volia("list", "--offline", config=config) == 0
    assert "lt -> en    translate-lt_en 1.9" in capsys.readouterr().out
    assert volia("verify", config=config) == 1
    assert "checksums.json is damaged" in capsys.readouterr().out


def test_a_release_of_opus_that_is_none_is_refused(tmp_path: Path, capsys: Capture) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as package:
        for name in ("decoder.yml", "model.npz", "source.spm", "target.spm"):
            package.writestr(name, b"x")
    path = configure(tmp_path)

    assert volia("install", "--from", str(tmp_path / "other.zip"), config=path) == 2
    assert "volia models install be-en --from other.zip" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["models"], ["models", "install"], ["models", "doctor"]])
def test_help_has_examples(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*words, "--help"])

    assert stopped.value.code == 0
    assert "examples:\n  volia models " in capsys.readouterr().out


def test_without_an_action_the_actions_are_named(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["models"])

    assert stopped.value.code == 2
    assert "ACTION" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", "no model for lt, ru, be: alerts go out in the original; volia models install lt ru"),
        ('belarusian = "none"\n', "no model for lt, ru: alerts go out in the original; volia"),
        ('target = "lt"\n', "no model for en: alerts go out in the original; volia"),
    ],
)
def test_only_what_is_wanted_and_offered_is_missed(
    more: str, told: str, tmp_path: Path, capsys: Capture
) -> None:
    volia("doctor", config=configure(tmp_path, more=more + SOURCES))

    assert told in capsys.readouterr().out


def test_an_installation_without_sources_still_says_that_it_has_no_models(
    tmp_path: Path, capsys: Capture
) -> None:
    path = configure(tmp_path)
    volia("doctor", config=path)
    examined = capsys.readouterr().out
    switched_off = configure(tmp_path, more='engine = "none"\n' + SOURCES)
    volia("doctor", config=switched_off)

    assert f"no models in {tmp_path}/models: alerts go out in the original" in examined
    assert "no model for" not in capsys.readouterr().out


def test_check_names_the_command_too(tmp_path: Path, capsys: Capture) -> None:
    path = configure(tmp_path, more=SOURCES.split("[[sources]]")[0])
    text = Path(path).read_text(encoding="utf-8")
    lt = '[[sources]]\nname = "n"\nurl = "http://127.0.0.1:1/"\nlanguage = "lt"\n'
    Path(path).write_text(text + lt, encoding="utf-8")

    main(["check", "--config", path])

    assert f"note   languages      no model for lt: alerts go out in the original; volia models " \
        f"install lt --config {path}" in capsys.readouterr().out  # fmt: skip
