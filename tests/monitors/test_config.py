"""Configuration: what a file means, and what is said of each mistake in it."""

import re
import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from monitors.config import BUILT_IN_TOPICS, Settings, bundled, default, load
from monitors.config.settings import TOKEN_VARIABLE
from monitors.errors import ConfigError
from monitors.model import ActionLabel, OutletKind, Source, SourceKind

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
MISTAKES = sorted((Path(__file__).parent / "config_mistakes").glob("*.toml"))
TOKEN = "123456:AAH-secret_secret"


@pytest.fixture(autouse=True)
def _no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Settings:
    return load(write(folder, text))


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(folder, text)
    return list(caught.value.problems)


def test_no_file_is_needed() -> None:
    settings = default()

    assert settings.channels == ()
    assert settings.all_sources() == ()
    assert settings.telegram.token() is None
    assert settings.store.url == f"sqlite:///{Path.cwd()}/volia.db"


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    settings = read(tmp_path, "")

    assert settings.network == default().network
    assert settings.alerts.max_age_hours == 24.0
    assert settings.store.url == f"sqlite:///{tmp_path}/volia.db"


class TestExample:
    def test_loads_as_it_is(self) -> None:
        assert len(load(EXAMPLE).all_sources()) > 40

    def test_shows_the_defaults(self) -> None:
        shown = load(EXAMPLE).model_dump(exclude={"catalogue", "store"})

        assert shown == default().model_dump(exclude={"catalogue", "store"})

    def test_loads_with_every_example_switched_on(self, tmp_path: Path) -> None:
        settings = read(tmp_path, switched_on(EXAMPLE.read_text(encoding="utf-8")))

        assert [channel.chat for channel in settings.channels] == ["@volia_en", "-1001234567890"]
        assert settings.topics[0].keywords["lt"][0] == "pasienio punkt*"
        assert settings.watch[0].spellings == ("Алесь Бяляцкі", "Алесь Беляцкий")
        assert settings.all_sources()[0].owner == "My Publisher"

    def test_names_every_setting(self) -> None:
        tree = tomllib.loads(switched_on(EXAMPLE.read_text(encoding="utf-8")))

        missing = set(every_setting(Settings)) - set(keys_of(tree)) - {"telegram.token_file"}

        assert missing == set()


def switched_on(text: str) -> str:
    """The example with its commented tables made real."""
    table = re.compile(r"^# (\[|[a-z_]+ = )", re.MULTILINE)
    head, rest = text.split("[telegram]", 1)
    lines: list[str] = []
    real: set[str] = set()
    for line in rest.splitlines():
        bare = line[2:] if table.match(line) else line
        key = bare.partition(" = ")[0]
        if key.startswith("["):
            real = set()
        if bare.startswith("token_file") or (key in real and not bare.startswith("[")):
            continue
        real.add(key)
        lines.append(bare)
    return head + "[telegram]\n" + "\n".join(lines)


def every_setting(model: Any, prefix: str = "") -> list[str]:
    schema = model.model_json_schema()
    found = []
    for name, field in schema["properties"].items():
        reference = re.search(r"#/\$defs/(\w+)", str(field))
        section = schema["$defs"].get(reference[1], {}) if reference else {}
        inner = section.get("properties", {})
        found += [f"{name}.{key}" for key in inner] or [name]
    return found


def keys_of(tree: dict[str, Any]) -> list[str]:
    found = []
    for name, value in tree.items():
        rows = value if isinstance(value, list) else [value]
        tables = [row for row in rows if isinstance(row, dict)]
        found += [f"{name}.{key}" for row in tables for key in row] or [name]
    return found


class TestMeaning:
    def test_paths_are_relative_to_the_file(self, tmp_path: Path) -> None:
        settings = read(
            tmp_path, '[store]\nurl = "sqlite:///data/v.db"\n[translation]\nmodels_dir = "models"'
        )

        assert settings.store.url == f"sqlite:///{tmp_path}/data/v.db"
        assert settings.translation.models_path() == tmp_path / "models"

    @pytest.mark.parametrize(
        "url",
        ["sqlite://", "sqlite:///:memory:", "sqlite:////var/lib/v.db", "postgresql://u:p@db/volia"],
    )
    def test_an_absolute_database_stays_as_it_is(self, tmp_path: Path, url: str) -> None:
        assert read(tmp_path, f'[store]\nurl = "{url}"').store.url == url

    def test_models_are_kept_in_the_data_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

        assert default().translation.models_path() == tmp_path / "volia" / "models"

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ('"@volia_en"', "@volia_en"),
            ("-1001234567890", "-1001234567890"),
            ('"-1001234567890"', "-1001234567890"),
            ("123456789", "123456789"),
        ],
    )
    def test_a_chat_is_a_name_or_a_number(self, tmp_path: Path, written: str, meant: str) -> None:
        settings = read(tmp_path, f"[[channels]]\nchat = {written}")

        assert settings.channels[0].chat == meant

    def test_quiet_hours_and_digest_are_local_times(self, tmp_path: Path) -> None:
        channel = read(
            tmp_path,
            '[[channels]]\nchat = "@abcd"\nquiet = "22:30-07:00"\ndigest = "08:00"\n'
            'timezone = "Europe/Warsaw"',
        ).channels[0]

        assert channel.quiet_span == (time(22, 30), time(7, 0))
        assert channel.digest_at == time(8, 0)
        assert channel.zone.key == "Europe/Warsaw"

    def test_without_quiet_hours_there_are_none(self, tmp_path: Path) -> None:
        channel = read(tmp_path, '[[channels]]\nchat = "@abcd"').channels[0]

        assert (channel.quiet_span, channel.digest_at) == (None, None)
        assert set(channel.topics) < set(BUILT_IN_TOPICS)

    def test_a_source_of_ones_own(self, tmp_path: Path) -> None:
        settings = read(
            tmp_path,
            '[[sources]]\nname = "mine"\nurl = "https://example.org/?rss"\nlanguage = "be"\n'
            'outlet_kind = "state"\npoll_minutes = 2',
        )

        assert settings.all_sources() == (
            Source(
                name="mine",
                url="https://example.org/?rss",
                kind=SourceKind.FEED,
                language="be",
                outlet_kind=OutletKind.STATE,
                poll_minutes=2.0,
            ),
        )

    def test_a_source_of_ones_own_takes_the_place_of_a_bundled_one(self, tmp_path: Path) -> None:
        name = next(each.name for each in bundled() if each.enabled and each.list_name == "lt")
        settings = read(
            tmp_path,
            f'catalogue = ["lt"]\n[[sources]]\nname = "{name}"\nurl = "https://example.org/a"',
        )

        urls = [each.url for each in settings.all_sources() if each.name == name]

        assert urls == ["https://example.org/a"]

    def test_a_topic_of_ones_own(self, tmp_path: Path) -> None:
        settings = read(
            tmp_path,
            '[[channels]]\nchat = "@abcd"\ntopics = ["border", "watch"]\n'
            '[[topics]]\nname = "border"\nalert_on = ["detention", "any"]\n'
            'keywords = {lt = ["pasienio  punkt*"], any = ["*border*"]}',
        )

        assert settings.topics[0].alert_on == (ActionLabel.DETENTION, "any")
        assert settings.topics[0].keywords["lt"] == ("pasienio punkt*",)

    def test_allowed_addresses_keep_host_and_port(self, tmp_path: Path) -> None:
        settings = read(tmp_path, '[network]\nallow = ["Localhost:80", "[::1]:9100"]')

        assert settings.network.allow == ("localhost:80", "[::1]:9100")

    def test_a_file_by_windows_editors_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "config.toml"
        path.write_bytes(b'\xef\xbb\xbfcatalogue = ["lt"]\r\n')

        assert load(path).catalogue == ("lt",)


class TestToken:
    def test_is_read_from_a_file_beside_the_configuration(self, tmp_path: Path) -> None:
        (tmp_path / "token").write_text(f"{TOKEN}\n")

        token = read(tmp_path, '[telegram]\ntoken_file = "token"').telegram.token()

        assert token is not None
        assert token.get_secret_value() == TOKEN

    def test_is_read_from_the_environment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)

        token = read(tmp_path, "").telegram.token()

        assert token is not None
        assert TOKEN not in f"{token!r} {token}"

    def test_in_both_places_is_a_mistake(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "token").write_text(TOKEN)
        monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)

        found = problems(tmp_path, '[telegram]\ntoken_file = "token"')

        assert found == [
            "config.toml: telegram.token_file: both token_file and VOLIA_TELEGRAM_TOKEN are set; "
            "keep one of them"
        ]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "is empty"),
            (b" \n", "is empty"),
            (b"hello world", "holds no bot token"),
            (b"\xff\xfe\x00", "is not text"),
        ],
        ids=["empty", "blank", "no-token", "binary"],
    )
    def test_a_file_without_a_token_is_a_mistake(
        self, tmp_path: Path, content: bytes, said: str
    ) -> None:
        (tmp_path / "token").write_bytes(content)

        found = problems(tmp_path, '[telegram]\ntoken_file = "token"')

        assert len(found) == 1
        assert said in found[0]

    def test_written_into_the_configuration_is_never_shown(self, tmp_path: Path) -> None:
        pasted = f'[telegram]\ntoken = "{TOKEN}"\ntoken_file = "{TOKEN}"'
        found = problems(tmp_path, pasted) + problems(
            tmp_path, f'[telegram]\ntoken_file = "{TOKEN}"'
        )

        assert TOKEN not in " ".join(found)
        assert "VOLIA_TELEGRAM_TOKEN" in found[0]
        assert "put it into a file" in found[-1]

    def test_nothing_secret_is_in_the_repr(self, tmp_path: Path) -> None:
        settings = read(
            tmp_path,
            '[store]\nurl = "postgresql://u:hunter2@db/volia"\n'
            '[network]\nproxy = "http://u:hunter2@proxy:8080"',
        )

        assert "hunter2" not in repr(settings)


class TestMistakes:
    @pytest.mark.parametrize("path", MISTAKES, ids=[path.stem for path in MISTAKES])
    def test_each_is_named(self, path: Path) -> None:
        expected = re.findall(r"^#: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)

        with pytest.raises(ConfigError) as caught:
            load(path)

        assert list(caught.value.problems) == [
            f"{path.name}: {line}".replace("{folder}", str(path.parent)) for line in expected
        ]

    def test_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match=r"nowhere\.toml: there is no such file"):
            load(tmp_path / "nowhere.toml")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
            load(tmp_path)

    def test_another_encoding(self, tmp_path: Path) -> None:
        path = tmp_path / "config.toml"
        path.write_bytes('name = "Звязда"'.encode("cp1251"))

        with pytest.raises(ConfigError, match="is not UTF-8 text"):
            load(path)

    def test_settings_cannot_be_changed(self) -> None:
        with pytest.raises(ValueError, match="frozen"):
            default().network.timeout_s = 1.0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("x = " + "[" * 3000, "too many brackets"),
        ('[store]\nurl = "sqlite:///a\\u0000b.db"', "NUL"),
        ('[telegram]\ntoken_file = "a\\u0000b"', "NUL"),
        ('[telegram]\ntoken_file = "~nobody-here/token"', "no such home folder"),
        ("[alerts]\nmax_age_hours = 1e300\nwindow_hours = 1e300", "at most"),
        ('[[sources]]\nname = "a"\nurl = "https://e.org"\npoll_minutes = 1e300', "at most"),
    ],
    ids=["brackets", "database", "token file", "home", "hours", "minutes"],
)
def test_what_no_system_call_takes_is_a_sentence(text: str, named: str, tmp_path: Path) -> None:
    assert all(named in problem for problem in problems(tmp_path, text))


def test_a_file_name_that_no_system_takes_is_a_sentence() -> None:
    with pytest.raises(ConfigError, match="not the name of a file"):
        load(Path("a\0b"))
