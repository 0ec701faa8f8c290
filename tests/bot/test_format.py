"""Formatting: what subscribers read, and that no feed can break or abuse it."""

from dataclasses import fields, replace
from html import escape
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.format import digest, plain_text, post, reply
from bot.format.html import cut, disarm, fits, foreign, safe_url, tidy, time_tag, units
from bot.format.post import SIZES, Size
from monitors.ledger import ledger
from monitors.model import (
    ActionLabel,
    Count,
    Facts,
    Ledger,
    Mention,
    OutletKind,
    Qualifier,
    Reason,
    Report,
    Said,
    Source,
    Story,
)
from tests.bot.stories import (
    AGENCY,
    BELARUSIAN,
    BELTA,
    LITHUANIAN,
    LRT,
    NIVA,
    NOON,
    REUTERS,
    SEPTEMBER_11,
    SPAN,
    STATE_FIRST,
    alert,
    freed,
    lifted,
    report,
    story,
)
from tests.e2e.telegram_html import parse

LANGUAGES = ("en", "lt", "be", "ru")
URM = Source(name="urm", url="", title="URM", outlet_kind=OutletKind.GOVERNMENT)
MINISTRY = report("52 žmonės Lietuvoje", URM, minutes=120, language="lt", facts=freed(52))


def living(about: Story, language: str = "en", news: tuple[str, ...] = ()) -> str:
    return post(about, ledger(about), alert(about.reports[-1], news=news), language)


def told(about: Story, language: str, *news: str, reason: Reason = Reason.NEW_FACT) -> str:
    return reply(about, ledger(about), alert(about.reports[-1], reason, news), language)


def first_line(html: str) -> str:
    return plain_text(html).splitlines()[0]


def line_with(html: str, word: str) -> str:
    return next(line for line in plain_text(html).splitlines() if word in line)


def assert_telegram_takes(html: str) -> None:
    text, entities = parse(html)

    assert 0 < units(text.strip()) <= 4096
    assert len(entities) <= 100
    assert len(html.encode()) < 35_000
    assert fits(html)


class TestHeadline:
    def test_a_channel_reads_the_original_of_its_own_language(self) -> None:
        assert first_line(living(SEPTEMBER_11, "be")) == "🕊 52 палітвязні на волі"
        assert "машынны пераклад" not in living(SEPTEMBER_11, "be")

    def test_a_machine_translation_says_that_it_is_one_and_from_what(self) -> None:
        shown = living(story(LITHUANIAN), "en")

        assert "<b>Belarus released 52 prisoners, among them 6 Lithuanians</b>" in shown
        assert "<i>machine translation from Lithuanian</i>" in shown

    def test_a_doubted_translation_names_its_doubts_and_has_the_original_beside_it(self) -> None:
        told = report("Paleido Petrą", language="lt", translated="Petras was released")
        doubted = replace(
            told, translations=(replace(told.translations[0], warnings=("name-unverified",)),)
        )
        shown = living(story(doubted), "en")

        assert "<b>Petras was released</b>\nPaleido Petrą\n" in shown
        assert "machine translation from Lithuanian, uncertain: names not verified" in shown

    def test_a_translation_through_russian_says_so(self) -> None:
        told = report("Вызвалілі траіх", language="be", translated="Three were released")
        through = replace(told, translations=(replace(told.translations[0], via="ru"),))

        assert "from Belarusian, via Russian" in living(story(through), "en")

    def test_without_a_translation_the_original_stands_and_says_so(self) -> None:
        shown = living(story(BELARUSIAN), "en")

        assert first_line(shown) == "🕊 52 палітвязні на волі"
        assert "<i>not translated</i>" in shown
        assert "no model" not in shown

    def test_a_report_of_another_action_does_not_take_the_headline(self) -> None:
        assert first_line(living(story(STATE_FIRST, AGENCY), "en")) == (
            "🕊 Lukashenko pardoned 14 foreigners"
        )

    def test_an_unknown_language_is_named_as_such(self) -> None:
        shown = living(
            story(report("Ŝablono", language="eo", translated="A template", into="lt")), "lt"
        )

        assert "mašininis vertimas iš kitos kalbos" in shown

    def test_a_watched_name_and_a_watched_word_are_said_first(self) -> None:
        about = story(report("Statkevich returns to prison", watched="Mikola Statkevich"))

        assert first_line(living(about, news=("watch:prison",))) == (
            "👁 Watched: Mikola Statkevich, prison"
        )


class TestFacts:
    @pytest.mark.parametrize(
        ("language", "sentences"),
        [
            pytest.param(
                "en", ["1 person released", "3 people", "11 people", "21 people"], id="en"
            ),
            pytest.param(
                "lt",
                [
                    "Paleistas 1 žmogus",
                    "Paleisti 3 žmonės",
                    "Paleista 11 žmonių",
                    "Paleistas 21 žmogus",
                ],
                id="lt",
            ),
            pytest.param(
                "be",
                [
                    "Вызвалены 1 чалавек",
                    "Вызвалены 3 чалавекі",
                    "Вызвалена 11 чалавек",
                    "Вызвалены 21 чалавек",
                ],
                id="be",
            ),
            pytest.param(
                "ru",
                [
                    "Освобождён 1 человек",
                    "Освобождены 3 человека",
                    "Освобождено 11 человек",
                    "Освобождён 21 человек",
                ],
                id="ru",
            ),
        ],
    )
    def test_numbers_and_nouns_agree(self, language: str, sentences: list[str]) -> None:
        for number, sentence in zip((1, 3, 11, 21), sentences, strict=True):
            shown = plain_text(living(story(report("x", facts=freed(number))), language))

            assert sentence in shown

    @pytest.mark.parametrize(
        ("count", "shown"),
        [
            pytest.param(Count(14, SPAN, Qualifier.AT_LEAST), "at least 14 people", id="at least"),
            pytest.param(Count(30, SPAN, Qualifier.ABOUT), "about 30 people", id="about"),
            pytest.param(Count(14, SPAN, Qualifier.RANGE, 16), "14–16 people", id="range"),
            pytest.param(Count(25, SPAN, increment=True), "+25 people", id="more"),
        ],
    )
    def test_a_count_says_how_sure_it_is(self, count: Count, shown: str) -> None:
        about = story(report("x", facts=Facts(released=count)))

        assert shown in plain_text(living(about))

    def test_conflicting_figures_stand_side_by_side_with_who_says_so(self) -> None:
        shown = line_with(living(SEPTEMBER_11), "—")

        assert shown == "52 — LRT, Naša Niva · 14 — BelTA"

    def test_many_who_say_the_same_are_counted(self) -> None:
        sources = tuple(Source(name=f"s{n}", url="", title=f"Outlet {n}") for n in range(9))
        said = (Said(Count(52, SPAN), sources, NOON), Said(Count(14, SPAN), (BELTA,), NOON))
        about = story(STATE_FIRST)
        shown = post(about, Ledger(released=said), alert(STATE_FIRST), "en")

        assert "52 — Outlet 0, Outlet 1, Outlet 2 and 6 more · 14 — BelTA" in shown

    def test_nations_have_flags_and_names_in_the_readers_language(self) -> None:
        assert "🇱🇹 Lietuva 6 · 🇵🇱 Lenkija 3" in living(story(LITHUANIAN), "lt")

    def test_sanctions_say_what_on_whom_and_by_whom(self) -> None:
        assert line_with(living(SEPTEMBER_11, "be"), "санкцыі:") == (
            "Зняты санкцыі: Белавія (🇺🇸 ЗША)"
        )

    def test_targets_without_an_action_are_only_called_sanctions(self) -> None:
        about = story(report("x", facts=replace(freed(52), targets=(Mention("Belavia", SPAN),))))

        assert "Sanctions: <b>Belavia</b>" in living(about)

    def test_an_announced_release_has_not_happened(self) -> None:
        about = story(report("x", label=ActionLabel.RELEASE_ANNOUNCED, facts=freed(5)))

        assert "Бус" not in living(about, "lt")
        assert "Bus paleisti <b>5</b> žmonės" in living(about, "lt")

    def test_a_figure_nobody_stands_by_any_more_is_struck_out(self) -> None:
        about = story(report("x", facts=freed(13)))

        assert "<s>14</s> <b>13</b> people released" in living(about, news=("released:14->13",))

    def test_a_figure_that_somebody_still_gives_stands_beside_the_new_one_as_well(self) -> None:
        shown = living(SEPTEMBER_11, news=("released:14->52",))

        assert "<s>14</s> <b>52</b> people released\n52 — LRT, Naša Niva · 14 — BelTA" in shown

    @pytest.mark.parametrize(
        ("news", "shown"),
        [
            pytest.param(("released:14->40", "released:40->52"), "<s>40</s> <b>52</b>", id="last"),
            pytest.param(("released:52->14", "released:14->52"), "<s>14</s> <b>52</b>", id="back"),
            pytest.param(("released:52->52",), "\n<b>52</b>", id="never another"),
            pytest.param(("released:52<>14",), "\n<b>52</b>", id="contested"),
        ],
    )
    def test_the_figure_told_last_is_struck_out(self, news: tuple[str, ...], shown: str) -> None:
        assert f"{shown} people released" in living(SEPTEMBER_11, news=news)

    def test_a_nationalitys_old_figure_is_struck_out(self) -> None:
        shown = living(story(LITHUANIAN), news=("nation:PL=2->3", "nation:LT=6"))

        assert "🇱🇹 Lithuania 6 · 🇵🇱 Poland <s>2</s> 3" in shown

    def test_people_are_named(self) -> None:
        named = Facts(people=(Mention("Siarhei Tsikhanouski", SPAN),))

        assert "Minimi asmenys: Siarhejus Cichanouskis" in living(
            story(report("x", facts=named)), "lt"
        )


class TestBadge:
    @pytest.mark.parametrize(
        ("reports", "badge"),
        [
            pytest.param((STATE_FIRST,), "⚠️ only state media so far", id="state only"),
            pytest.param((MINISTRY,), "⚠️ only official sources so far", id="officials only"),
            pytest.param(
                (STATE_FIRST, MINISTRY), "⚠️ only official sources so far", id="state and officials"
            ),
            pytest.param((LITHUANIAN,), "☝️ one source so far", id="one"),
            pytest.param(
                (STATE_FIRST, LITHUANIAN), "☝️ one independent source so far", id="one, and state"
            ),
            pytest.param(
                (LITHUANIAN, BELARUSIAN, MINISTRY),
                "✅ confirmed by 2 independent sources\n🏛 confirmed officially: URM",
                id="two and a ministry",
            ),
            pytest.param(SEPTEMBER_11.reports, "✅ confirmed by 3 independent sources", id="three"),
        ],
    )
    def test_the_badge_says_how_well_it_is_confirmed(
        self, reports: tuple[Report, ...], badge: str
    ) -> None:
        assert badge in living(story(*reports))


class TestSources:
    def test_each_outlet_has_the_flag_of_its_language_a_link_and_a_time(self) -> None:
        assert (
            '🇱🇹 <a href="https://lrt.example/40">LRT</a> '
            '<tg-time unix="1757594400" format="t">12:40 UTC</tg-time>'
        ) in living(SEPTEMBER_11)

    @pytest.mark.parametrize(
        ("language", "line"),
        [
            pytest.param("en", "🇱🇹 LRT 12:30 UTC (citing BNS)", id="en"),
            pytest.param("lt", "🇱🇹 LRT 12:30 UTC (remiasi „BNS“)", id="lt"),
            pytest.param("be", "🇱🇹 LRT 12:30 UTC (са спасылкай на BNS)", id="be"),
            pytest.param("ru", "🇱🇹 LRT 12:30 UTC (со ссылкой на BNS)", id="ru"),
        ],
    )
    def test_who_only_passes_on_an_agency_is_marked(self, language: str, line: str) -> None:
        passing = report("52 laisvi, praneša BNS", LRT, minutes=30, language="lt")

        assert line in plain_text(living(story(STATE_FIRST, passing), language)).splitlines()

    def test_a_report_of_another_day_has_its_date(self) -> None:
        late = report("later", LRT, minutes=60 * 20)

        assert 'format="dt">12.09 08:00 UTC<' in living(story(STATE_FIRST, late))

    def test_an_outlet_stands_once(self) -> None:
        again = report("again", LRT, minutes=50, language="lt")

        assert living(story(LITHUANIAN, again)).count(">LRT<") == 1

    def test_original_headlines_are_in_a_quote_that_opens_but_not_the_one_that_leads(self) -> None:
        shown = living(SEPTEMBER_11, "lt")
        quote = shown.partition("<blockquote expandable>")[2]

        assert "Reuters: US lifts sanctions on Belavia" in quote
        assert "Baltarusija paleido" not in quote

    def test_a_report_without_a_link_is_named(self) -> None:
        orphan = replace(STATE_FIRST, item=replace(STATE_FIRST.item, url="javascript:alert(1)"))
        shown = living(story(orphan))

        assert "🇷🇺 BelTA <tg-time" in shown
        assert "javascript" not in shown

    @pytest.mark.parametrize(
        ("language", "tags"),
        [
            pytest.param("en", "#PrisonerRelease #Sanctions #Belarus #USA", id="en"),
            pytest.param("lt", "#KaliniųPaleidimas #Sankcijos #Baltarusija #JAV", id="lt"),
            pytest.param("be", "#ВызваленнеВязняў #Санкцыі #Беларусь #ЗША", id="be"),
            pytest.param("ru", "#ОсвобождениеЗаключённых #Санкции #Беларусь #США", id="ru"),
        ],
    )
    def test_hashtags_name_topics_and_countries(self, language: str, tags: str) -> None:
        assert living(SEPTEMBER_11, language).endswith(tags)

    def test_a_topic_of_the_users_is_a_hashtag_of_its_letters(self) -> None:
        assert living(story(report("x", topics=("belarus-energy_2", "12")))).endswith(
            "#BelarusEnergy2"
        )


class TestReply:
    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            pytest.param("en", "❗ Now 52 people (was 14)", id="en"),
            pytest.param("lt", "❗ Dabar – 52 žmonės (buvo 14)", id="lt"),
            pytest.param("be", "❗ Цяпер 52 чалавекі (было 14)", id="be"),
            pytest.param("ru", "❗ Теперь 52 человека (было 14)", id="ru"),
        ],
    )
    def test_a_new_figure_says_what_it_was(self, language: str, sentence: str) -> None:
        assert first_line(told(SEPTEMBER_11, language, "released:14->52")) == sentence

    @pytest.mark.parametrize(
        ("news", "sentence"),
        [
            pytest.param(("released:7",), "❗ 7 people", id="another first figure"),
            pytest.param(("nation:LT=6",), "❗ Among them: 🇱🇹 Lithuania 6", id="nation"),
            pytest.param(
                ("nation:PL=2->3",), "❗ Among them: 🇵🇱 Poland 3 (was 2)", id="nation now"
            ),
            pytest.param(
                ("nation:PL=3<>2",), "❗ Among them: 🇵🇱 Poland 3 / 2", id="nations differ"
            ),
            pytest.param(
                ("leg:sanctions.lifted", "target:Belavia"),
                "❗ Sanctions lifted too: Belavia",
                id="leg and target",
            ),
            pytest.param(("leg:sanctions",), "❗ Sanctions too", id="leg mentioned"),
            pytest.param(("leg:release.happened",), "❗ Prisoners released too", id="release"),
            pytest.param(("target:Belaruskali",), "❗ Sanctions lifted: Belaruskali", id="target"),
            pytest.param(("people:A B; C D",), "❗ Names: A B, C D", id="names"),
            pytest.param(("sources:3",), "❗ confirmed by 3 independent sources", id="sources"),
            pytest.param(("official:release",), "❗ Release officially confirmed", id="official"),
            pytest.param(("state:sanctions",), "❗ State media report it too", id="state media"),
            pytest.param(("official:weather",), "❗ New details", id="official nonsense"),
            pytest.param(("sources:1",), "❗ New details", id="no confirmation"),
            pytest.param(("weather:fine", "nation:LT=many"), "❗ New details", id="unknown"),
            pytest.param(("leg:nonsense",), "❗ New details", id="unknown action"),
            pytest.param((), "❗ New details", id="nothing"),
        ],
    )
    def test_each_token_is_a_sentence(self, news: tuple[str, ...], sentence: str) -> None:
        assert first_line(told(SEPTEMBER_11, "en", *news)) == sentence

    def test_the_first_figure_is_said_as_the_message_says_it(self) -> None:
        assert first_line(told(story(LITHUANIAN), "lt", "released:52")) == ("❗ Paleisti 52 žmonės")

    def test_a_correction_is_called_one(self) -> None:
        shown = told(SEPTEMBER_11, "lt", "released:14->52", reason=Reason.CORRECTED)

        assert first_line(shown) == "❗ Pataisymas: 52 žmonės (ne 14)"

    def test_a_contradiction_names_both_sides(self) -> None:
        assert first_line(told(SEPTEMBER_11, "en", "released:52<>14")) == (
            "❗ Sources differ: 52 — LRT, Naša Niva · 14 — BelTA"
        )

    def test_a_contradiction_of_one_source_shows_both_figures(self) -> None:
        assert first_line(told(story(LITHUANIAN), "en", "released:52<>14")) == (
            "❗ Sources differ: 52 · 14"
        )

    @pytest.mark.parametrize(
        ("token", "language", "line"),
        [
            pytest.param("late:90", "en", "⏳ published 90 minutes ago, seen only now", id="en"),
            pytest.param(
                "backlog:360", "lt", "⏳ paskelbta prieš 6 val., pastebėta tik dabar", id="lt"
            ),
            pytest.param(
                "late:1260",
                "be",
                "⏳ апублікавана 21 гадзіну таму, заўважана толькі цяпер",
                id="be",
            ),
            pytest.param(
                "late:299", "ru", "⏳ опубликовано 4 часа назад, замечено только сейчас", id="ru"
            ),
        ],
    )
    def test_what_was_seen_late_says_so(self, token: str, language: str, line: str) -> None:
        assert first_line(living(SEPTEMBER_11, language, (token,))) == line
        assert plain_text(told(SEPTEMBER_11, language, token)).splitlines()[1] == line

    def test_in_an_edited_message_only_what_stays_true_is_said(self) -> None:
        what = alert(LITHUANIAN, news=("late:360",))
        shown = post(SEPTEMBER_11, ledger(SEPTEMBER_11), what, "en", edited=True)

        assert first_line(shown) == "⏳ seen 6 hours after it was published"

    def test_it_names_the_report_that_says_so(self) -> None:
        assert told(SEPTEMBER_11, "en", "sources:2").endswith("13:30 UTC</tg-time>")

    def test_a_repeated_message_is_marked(self) -> None:
        marked = [
            kind(SEPTEMBER_11, ledger(SEPTEMBER_11), alert(AGENCY), language, repeated=True)
            for kind in (post, reply)
            for language in LANGUAGES
        ]

        assert [one.splitlines()[0] for one in marked] == 2 * [
            "[repeat]",
            "[pakartota]",
            "[паўтор]",
            "[повтор]",
        ]


class TestDigest:
    def test_stories_are_listed_oldest_first_with_links(self) -> None:
        shown = plain_text(digest([story(LITHUANIAN), story(STATE_FIRST)], "en"))

        assert shown.splitlines()[0] == "2 earlier events"
        assert shown.index("Lukashenko pardoned") < shown.index("Belarus released 52")

    def test_too_many_stories_are_counted(self) -> None:
        many = [story(report("word " * 40, minutes=n)) for n in range(80)]
        shown = digest(many, "ru")

        assert_telegram_takes(shown)
        assert plain_text(shown).splitlines()[0] == "80 более ранних событий"
        assert plain_text(shown).splitlines()[-1].startswith("и ещё ")

    def test_addresses_that_fill_a_message_leave_the_count(self) -> None:
        about = story(report("x", url="https://a.example/" + "&" * 4000))
        shown = digest([about] * 40, "lt")

        assert_telegram_takes(shown)

    def test_a_doubted_translation_gives_way_to_the_original_and_any_other_is_marked(self) -> None:
        told = report("Выпусцілі Івана", language="be", translated="Prisoner Petrov was released")
        doubted = replace(
            told, translations=(replace(told.translations[0], warnings=("name-swapped",)),)
        )

        assert "Petrov" not in digest([story(doubted)], "en")
        assert "Выпусцілі Івана" in digest([story(doubted)], "en")
        assert "<i>machine translation from Belarusian</i>" in digest([story(told)], "en")

    def test_late_stories_say_that_they_are_and_a_repeated_digest_is_marked(self) -> None:
        shown = plain_text(digest([story(LITHUANIAN)], "lt", backlog=True, repeated=True))

        assert shown.splitlines()[:2] == [
            "[pakartota]",
            "1 ankstesnis įvykis, pastebėtas tik dabar",
        ]

    def test_of_too_many_stories_those_stay_in_which_something_happened(self) -> None:
        call = ActionLabel.RELEASE_CALLED_FOR
        many = [story(report(f"A call {n}", minutes=n, label=call)) for n in range(80)]
        shown = plain_text(digest([*many, story(report("52 freed", minutes=-600))], "en"))

        assert "52 freed" in shown.splitlines()[2]

    def test_of_a_headline_of_nothing_the_outlet_is_the_link(self) -> None:
        assert ">Reuters</a>" in digest([story(report("\u200b"))], "en")


class TestHarmless:
    @pytest.mark.parametrize(
        ("hostile", "shown"),
        [
            pytest.param("a <b>bold</b> & more", "a <b>bold</b> & more", id="markup"),
            pytest.param("ask @evil_bot", "ask \uff20evil_bot", id="mention"),
            pytest.param("/start now", "\u2215start now", id="command"),
            pytest.param("2/3 and/or", "2/3 and/or", id="not a command"),
            pytest.param("#hot", "\uff03hot", id="hashtag"),
            pytest.param("see tg://resolve?x=1", "see tg:\u2215\u2215resolve?x=1", id="tg link"),
            pytest.param("abc\u202eevil\u202c", "abcevil", id="bidi"),
            pytest.param("a\u200bb\u2060c\ufeffd\u00ade", "abcde", id="zero width"),
            pytest.param("one\n\n two\tthree\u2028four", "one two three four", id="white space"),
            pytest.param("nul\x00 \x1b[31m", "nul [31m", id="control"),
            pytest.param("half \ud83d pair", "half pair", id="surrogate"),
            pytest.param("Z" + "\u0335" * 50, "Z\u0335\u0335", id="piled marks"),
            pytest.param("„Śnieh“ ідзе’", "„Śnieh“ ідзе’", id="letters stay"),
        ],
    )
    def test_foreign_text_is_only_text(self, hostile: str, shown: str) -> None:
        assert parse(foreign(hostile, 300))[0] == shown

    def test_text_is_cut_before_it_is_escaped(self) -> None:
        assert foreign("&" * 50, 10) == "&amp;" * 9 + "…"

    def test_a_cut_is_at_a_word_and_counts_in_utf16(self) -> None:
        assert cut("paleisti kaliniai namo", 20) == "paleisti kaliniai…"
        assert units(cut("🕊" * 50, 20)) <= 20

    @pytest.mark.parametrize(
        ("url", "safe"),
        [
            pytest.param("https://a.example/x?a=1&b=2", "https://a.example/x?a=1&b=2", id="plain"),
            pytest.param("HTTP://A.example", "http://A.example", id="upper case"),
            pytest.param("tg://resolve?domain=x", "", id="tg"),
            pytest.param("javascript:alert(1)", "", id="script"),
            pytest.param('https://a/"><b>', "https://a/%22%3E%3Cb%3E", id="quotes"),
            pytest.param("https://a/š ž", "https://a/š%20ž", id="space"),
            pytest.param("https://a/\u202ex", "https://a/%E2%80%AEx", id="bidi"),
            pytest.param("https://a/" + "x" * 5000, "", id="endless"),
        ],
    )
    def test_only_http_addresses_become_links(self, url: str, safe: str) -> None:
        assert safe_url(url) == safe

    def test_a_time_before_1970_is_only_text(self) -> None:
        assert time_tag(NOON.replace(year=1960)) == "12:00 UTC"

    def test_disarmed_text_stays_as_long(self) -> None:
        hostile = "@a /b #c tg://d"

        assert units(disarm(hostile)) == units(hostile)


TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("<>&\"'/@#$:.\u202e\u2067\u200d\u200b\ufeff\U000e0061🕊👨🇱\u0301\u0335 \n"),
        st.sampled_from("aбž1שم好"),
    ),
    max_size=40,
)
ENDLESS = [
    "a.by " * 2000,
    "<b>&@/x" * 1500,
    "👩‍👩‍👧‍👦" * 1000,
    "\u202eabc\u2067" * 2000,
    "x\u200b" * 5000,
    "&lt;/a&gt;" * 1000,
    "http://x.by/" * 800,
    "ў" * 10_000,
]
LONG = st.one_of(
    TEXT,
    st.builds(lambda text, n: (text * n)[:10_000], TEXT.filter(bool), st.integers(2, 400)),
    st.sampled_from(ENDLESS),
)
URLS = st.one_of(
    st.builds(lambda path: f"https://x.example/{path}"[:300], LONG),
    st.sampled_from(["https://x.example/" + "&" * 4000, "HTTPS://x.example/?a=<b>&c='\"d"]),
)
NUMBERS = st.sampled_from([0, 1, 14, 21, 52, 999_999_999, 10**12])


def hostile_facts(text: str, number: int, many: int) -> Facts:
    names = tuple(Mention(f"{text} {n}", SPAN) for n in range(many))
    return replace(
        freed(number, **{"LT": 6, "<&": 2}),
        people=names,
        targets=names,
        sanctioning=names,
        countries=names,
    )


@st.composite
def hostile_stories(draw: st.DrawFn) -> Story:
    """The first three reports are all odd, the others are many."""
    reports: list[Report] = []
    for at in range(draw(st.sampled_from([1, 2, 5, 200]))):
        rich = at < 3
        text = draw(LONG) if rich else f"<Ў&{at}>"
        kind = draw(st.sampled_from(list(OutletKind))) if rich else OutletKind.AGENCY
        source = Source(name=f"s{at}", url="", title=text or "x", outlet_kind=kind)
        facts = hostile_facts(text, draw(NUMBERS), 30) if rich else freed(at)
        reports.append(
            report(
                text,
                source,
                minutes=at,
                language=draw(st.sampled_from(["en", "lt", "be", "ru", "zz"])) if rich else "ru",
                label=draw(st.sampled_from(list(ActionLabel))) if rich else ActionLabel.OTHER,
                topics=(text, "sanctions", *(f"t{n}{text}" for n in range(20))),
                translated=draw(LONG) if rich else "",
                untranslated=text,
                url=draw(URLS) if rich else f"https://x.example/{at}",
                facts=facts,
                watched=text,
            )
        )
    return Story(id="s1", reports=tuple(reports))


KINDS_OF_NEWS = ["people", "target", "leg", "watch", "official", "state", "late", "backlog"]
NEWS = st.lists(
    st.one_of(
        TEXT,
        st.builds("{}:{}".format, st.sampled_from(KINDS_OF_NEWS), LONG),
        st.builds("{}:{}".format, st.sampled_from(["late", "backlog", "sources"]), NUMBERS),
        st.builds("released:{}->{}".format, NUMBERS, NUMBERS),
        st.builds("released:{}<>{}".format, NUMBERS, NUMBERS),
        st.builds("nation:{}={}->{}".format, TEXT, NUMBERS, NUMBERS),
    ),
    max_size=6,
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    hostile_stories(),
    NEWS,
    st.sampled_from(LANGUAGES),
    st.sampled_from(list(Reason)),
    st.booleans(),
)
def test_whatever_the_input_telegram_takes_it_and_the_first_link_is_there(
    about: Story, news: list[str], language: str, reason: Reason, flag: bool
) -> None:
    what = alert(about.reports[0], reason, news)
    known = ledger(about)
    first = f'href="{escape(safe_url(about.reports[0].item.url))}"'
    living = post(about, known, what, language, repeated=flag, edited=not flag)
    short = reply(about, known, what, language, repeated=flag)
    many = digest([about, SEPTEMBER_11, *[about] * 40], language, backlog=flag, repeated=flag)

    for html in (living, short, digest([about], language, backlog=flag), many):
        assert_telegram_takes(html)
        links = [entity.value for entity in parse(html)[1] if entity.kind == "text_link"]
        assert all(link.startswith(("http://", "https://")) for link in links)
    assert first in living
    assert first in short


@given(LONG)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = tidy(text)

    assert tidy(once) == once
    assert "\n" not in once


def test_when_every_part_is_full_of_addresses_headline_and_link_are_left() -> None:
    links = "a.b " * 100
    names = [report(links, BELTA, watched=f"{n} {links}") for n in range(5)]
    shown = living(story(*names), "lt")

    assert_telegram_takes(shown)
    assert shown.startswith('<a href="https://belta.example/0">a.b a.b')


def test_each_step_takes_away_the_stated_parts_and_nothing_else() -> None:
    lost = [
        {
            field.name
            for field in fields(Size)
            if getattr(early, field.name) != getattr(late, field.name)
        }
        for early, late in pairwise(SIZES)
    ]

    assert lost == [
        {"originals"},
        {"originals"},
        {"people"},
        {"sources"},
        {"nations"},
        {"hashtags"},
        {"facts", "sources", "headline"},
    ]
    assert all(
        getattr(late, field.name) <= getattr(early, field.name)
        for early, late in pairwise(SIZES)
        for field in fields(Size)
    )


def test_parts_go_whole_and_in_the_stated_order() -> None:
    titles = "Длинный заголовок о заключённых " * 6
    many = [
        report(
            f"{n} {titles}",
            Source(name=f"s{n}", url="", title=f"Outlet {n}"),
            minutes=n,
            language="ru",
        )
        for n in range(30)
    ]
    crowd = Facts(people=tuple(Mention(f"Person number {n} " * 3, SPAN) for n in range(12)))
    about = story(replace(many[0], facts=crowd), *many[1:], replace(AGENCY, facts=lifted("X" * 60)))
    shown = living(about, "en")

    assert_telegram_takes(shown)
    assert "Outlet 14" in shown
    assert "and 16 more" in shown
    assert NIVA.label not in shown
    assert REUTERS.label not in plain_text(shown).partition("Original headlines")[2]


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("en", "Mikola Statkevich, Somebody Unknown"),
        ("lt", "Mikola Statkevičius, Somebody Unknown"),
        ("be", "Мікола Статкевіч, Somebody Unknown"),
        ("ru", "Николай Статкевич, Somebody Unknown"),
    ],
)
def test_known_people_are_named_as_the_reader_writes_them(language: str, named: str) -> None:
    people = tuple(Mention(name, SPAN) for name in ("Mikola Statkevich", "Somebody Unknown"))
    about = story(report("52 freed", facts=replace(freed(52), people=people)))

    assert named in living(about, language)
    assert named in told(about, language, "people:Mikola Statkevich", "people:Somebody Unknown")
