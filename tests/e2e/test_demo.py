"""11 September 2025, replayed: the channel's timeline, as its readers see it."""

from dataclasses import dataclass, field

import pytest

from bot.demo import BEGIN, Clock, replay
from bot.format import plain_text
from tests.e2e.telegram_html import parse


@dataclass
class Channel:
    """A channel on paper: what was said when, and what each message says now."""

    clock: Clock
    said: list[tuple[str, str]] = field(default_factory=list)
    now: dict[int, str] = field(default_factory=dict)
    html: list[str] = field(default_factory=list)

    async def post(
        self,
        chat: str,
        html: str,
        *,
        thread: int | None = None,
        silent: bool = False,
        reply_to: int | None = None,
    ) -> int:
        number = len(self.now) + 1
        self._note("post" if reply_to is None else f"reply to {reply_to}", html)
        self.now[number] = plain_text(html)
        return number

    async def edit(self, chat: str, message_id: int, html: str) -> None:
        self._note(f"edit {message_id}", html)
        self.now[message_id] = plain_text(html)

    def _note(self, kind: str, html: str) -> None:
        self.html.append(html)
        self.said.append((f"{self.clock():%H:%M} {kind}", plain_text(html)))

    def heard(self) -> list[tuple[str, str]]:
        """What made a sound: posts and replies, the line that matters of each."""
        return [(when, text.splitlines()[0]) for when, text in self.said if "edit" not in when]


REPLIES = {
    "en": ["❗ Now 52 people (was 14)", "❗ 🇱🇹 Lithuania: 6", "❗ Sanctions lifted too: Belavia"],
    "lt": [
        "❗ Dabar – 52 žmonės (buvo 14)",
        "❗ 🇱🇹 Lietuva: 6",
        "❗ Taip pat panaikintos sankcijos: Belavia",
    ],
    "be": [
        "❗ Цяпер 52 чалавекі (было 14)",
        "❗ 🇱🇹 Літва: 6",
        "❗ Таксама зняты санкцыі: Белавія",
    ],
    "ru": ["❗ Теперь 52 человека (было 14)", "❗ 🇱🇹 Литва: 6", "❗ Также сняты санкции: Белавиа"],
}
FACTS = {
    "en": ["52 people released", "Sanctions lifted: Belavia (🇺🇸 US)"],
    "lt": ["Paleisti 52 žmonės", "Panaikintos sankcijos: Belavia (🇺🇸 JAV)"],
    "be": ["Вызвалены 52 чалавекі", "Зняты санкцыі: Белавія (🇺🇸 ЗША)"],
    "ru": ["Освобождены 52 человека", "Сняты санкции: Белавиа (🇺🇸 США)"],
}


@pytest.mark.parametrize("language", ["en", "lt", "be", "ru"])
async def test_one_event_is_one_message_and_only_new_facts_make_a_sound(language: str) -> None:
    clock = Clock(BEGIN)
    channel = Channel(clock)

    summary = await replay(language, channel, clock)

    heard = channel.heard()
    assert heard[0][0] == "08:45 post"
    assert [text for _, text in heard[1:]] == REPLIES[language]
    assert [when for when, _ in heard[1:]] == [
        "09:05 reply to 1",
        "09:15 reply to 1",
        "10:10 reply to 1",
    ]
    assert {when.split()[-1] for when, _ in channel.said if "edit" in when} == {"1"}
    for line in FACTS[language]:
        assert line in channel.now[1].splitlines()
    assert (summary.feeds, summary.items, summary.stories) == (11, 77, 1)


async def test_the_first_headline_is_translated_by_a_real_model_and_says_so() -> None:
    clock = Clock(BEGIN)
    channel = Channel(clock)

    await replay("en", channel, clock)

    headline, remark = channel.said[0][1].splitlines()[:2]
    assert "14" in headline
    assert headline.isprintable()
    assert remark == "machine translation from Belarusian"


async def test_every_message_of_the_demo_is_valid_telegram_html() -> None:
    clock = Clock(BEGIN)
    channel = Channel(clock)

    await replay("en", channel, clock)

    for html in channel.html:
        text, entities = parse(html)
        assert 0 < len(text.encode("utf-16-le")) // 2 <= 4096
        assert len(entities) <= 100
