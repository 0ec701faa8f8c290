import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.translate.guards import Verdict, judge

SOURCE = "Baltarusija paleido 52 kalinius, tarp jų šešis Lietuvos piliečius"
GOOD = "Belarus freed 52 prisoners, among them six citizens of Lithuania"

CLEAN = {
    "plain": (SOURCE, GOOD),
    "words for digits": ("Paleisti 6 žmonės", "Six people were released"),
    "digits for words": ("Вызвалены шасцёра літоўцаў", "6 Lithuanians were freed"),
    "thousands": ("За кратамі 1 300 чалавек", "1,300 people are behind bars"),
    "names only": ("BNS", "BNS"),
    "repeated digits": ("Kodas 7 7 7 7", "Code 7 7 7 7"),
    "short and longer": ("МИД: да", "The Foreign Ministry said yes"),
    "names stay": ("Iharas Novikas – Vilniuje", "Ihar Novik is in Vilnius"),
    "nothing to translate": ("52", "52"),
}


@pytest.mark.parametrize("case", CLEAN)
def test_a_good_translation_has_no_warning(case: str) -> None:
    assert judge(*CLEAN[case]).warnings == ()


DAMAGED = {
    "a negation": (GOOD.replace("freed", "has not freed"), ("negation",)),
    "another country": (GOOD.replace("Lithuania", "Poland"), ("place-swapped",)),
    "a country lost": (GOOD.replace(" of Lithuania", ""), ("place-missing",)),
    "a direction": (GOOD.replace("freed", "jailed"), ("direction",)),
    "a number lost": (GOOD.replace("52 ", ""), ("numbers-missing",)),
    "a number changed": (GOOD.replace("52", "25"), ("numbers-missing", "numbers-added")),
    "a number invented": (GOOD + " on 3 May", ("numbers-added",)),
    "the tail lost": (
        "Belarus freed 52 prisoners",
        ("numbers-missing", "place-missing", "length"),
    ),
    "Cyrillic left": (GOOD.replace("Belarus", "Беларусь"), ("leftover-script",)),
    "a loop": (GOOD + " of the of the of the", ("loop",)),
    "a long loop": (GOOD + " and they went home" * 3, ("loop", "length")),
    "a copy": (SOURCE, ("copied",)),
    "nothing": ("", ("empty",)),
    "only dots": ("...", ("empty",)),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damage_is_named(case: str) -> None:
    translated, warnings = DAMAGED[case]

    assert judge(SOURCE, translated).warnings == warnings


OUTCOMES = {
    "good": (GOOD, False, False),
    "another number": (GOOD.replace("52", "25"), True, True),
    "Cyrillic left": (GOOD.replace("Belarus", "Беларусь"), True, False),
    "a copy": (SOURCE, True, True),
    "nothing": ("", True, True),
    "too long": (
        GOOD + " and" + " of many other things that the story has" + " in store for them all",
        False,
        False,
    ),
}


@pytest.mark.parametrize("case", OUTCOMES)
def test_what_says_something_else_is_tried_again_and_then_suppressed(case: str) -> None:
    translated, rejected, suppressed = OUTCOMES[case]
    verdict = judge(SOURCE, translated, "lt")

    assert (verdict.rejected, verdict.suppressed) == (rejected, suppressed)


def test_cyrillic_is_welcome_where_it_belongs() -> None:
    assert judge("Belarus freed prisoners", "Беларусь освободила заключённых", "en", "ru") == (
        Verdict()
    )


LEFT = {
    "a word": ("The court closed", "Суд closed", ("leftover-script",)),
    "a name": ("Ihar Novik is free", "Ihar Novik на свободе", ("leftover-script",)),
    "an outlet": ("Reuters: the court closed", "Reuters: суд закрылся", ()),
    "an acronym": ("LRT shut down", "LRT закрылось", ()),
    "a company of the source": ("«Skardavia» зачынілася", "«Skardavia» закрылась", ()),
    "the original in brackets": ("Judges met", "Судьи (judges) встретились", ()),
}


@pytest.mark.parametrize("case", LEFT)
def test_latin_words_left_in_russian_are_named(case: str) -> None:
    source, translated, warnings = LEFT[case]
    language = "be" if source.startswith("«") else "en"

    assert judge(source, translated, language, "ru").warnings == warnings


NAMES = {
    "told": ("Вызвалены Ігар Клімовіч.", "Ihar Klimovich was released.", ()),
    "swapped": ("Вызвалены Ігар Клімовіч.", "Ihar Sidarovich was released.", ("name-swapped",)),
    "lost": ("Вызвалены Ігар Клімовіч.", "The prisoner was released.", ("name-unverified",)),
    "a country": ("Учора суд Літвы зачыніўся", "Yesterday a court of Lithuania closed", ()),
    "a headline in capitals": (
        "Вызвалены з турмы вядомы Ігар Клімовіч",
        "Another Activist Ihar Sidarovich Released From Prison",
        (),
    ),
}


@pytest.mark.parametrize("case", NAMES)
def test_names_are_compared_by_their_consonants(case: str) -> None:
    source, translated, warnings = NAMES[case]

    assert judge(source, translated, "be").warnings == warnings


def test_a_name_that_the_glossary_has_seen_to_is_not_judged_again() -> None:
    source, translated = "Вызвалены Янка Крыжык.", "John Cross was released."

    assert judge(source, translated, "be").warnings == ("name-swapped",)
    assert judge(source, translated, "be", "en", {"Янка", "Крыжык"}).warnings == ()


def test_kin_languages_share_words_without_being_copies() -> None:
    source = "Суд адклаў справу на тыдзень, адвакат не быў супраць"
    translated = "Суд отложил дело на неделю, адвакат не был супраць"

    assert judge(source, translated, "be", "ru").warnings == ()
    assert judge(source, source, "be", "ru").warnings == ("copied",)


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["", "lt", "be", "ru", "en"]))
def test_any_text_can_be_judged(source: str, translated: str, language: str) -> None:
    warnings = [judge(source, translated, language, to).warnings for to in ("en", "lt", "be", "ru")]

    assert all(len(set(one)) == len(one) for one in warnings)


@given(st.text(max_size=60))
def test_a_text_is_a_clean_translation_of_itself_but_a_copy(text: str) -> None:
    assert set(judge(text, text, "en", "en").warnings) <= {"copied", "leftover-script"}
