import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.translate.belarusian import respell
from monitors.translate.overlay import forms, guard, respelled, restore, unknown


def _put_in(text: str) -> str:
    """The sentence with overlay words in, as if Apertium changed nothing."""
    guarded = guard(text)
    return restore(guarded.text, guarded.kept)


@pytest.mark.parametrize(
    ("belarusian", "russian"),
    [
        ("вызваліла 52 палітвязняў", "освободила 52 политзаключённых"),
        ("Памілаваў зняволеных", "Помиловал заключённых"),
        ("ПРЫСУДЗІЎ ДА", "ПРИГОВОРИЛ ДА"),
        ("ўвяла", "ввела"),
        ("з’ехаў", "уехал"),
        ("Лукашэнкам, Ціханоўскую", "Лукашенко, Тихановскую"),
        ("КДБ", "КГБ"),
        ("супраць", "против"),
    ],
)
def test_words_of_the_topics_are_put_in_with_their_capitals(belarusian: str, russian: str) -> None:
    assert _put_in(belarusian) == russian


def test_what_apertium_would_damage_does_not_reach_it() -> None:
    text = r"a_b @c #d [e] {f} ^g$ h/i \j <k> ~l*m|n"

    guarded = guard(text)

    assert re.fullmatch(r"[\s\[\]0-9]+", guarded.text)
    assert restore(guarded.text, guarded.kept) == text


def test_a_name_that_is_a_word_is_kept_only_with_its_capital() -> None:
    assert guard("Вясна і вясна").text == "[0] і вясна"


def test_an_answer_that_lost_or_doubled_something_kept_is_no_answer() -> None:
    assert restore("[0] раз", ("а", "б")) == ""
    assert restore("[0] [0] [1]", ("а", "б")) == ""
    assert restore("[1] [0]", ("а", "б")) == "б а"


def test_marks_are_taken_away_and_unknown_words_respelled() -> None:
    answer = "*Дзягцярэнка і #домой, @слова"

    assert unknown(answer) == ["Дзягцярэнка", "домой", "слова"]
    assert restore(answer, ()) == "Дягтяренко і домой, слова"


@pytest.mark.parametrize(
    ("name", "russian"),
    [
        ("Іваноўскі", "Ивановский"),
        ("Яўген", "Явген"),
        ("Шчэрба", "Щерба"),
        ("Дзям'янаў", "Дямъянав"),
        ("ЦІШКЕВІЧ", "ТИШКЕВИЧ"),
        ("Сідарэнку", "Сидаренко"),
        ("Пячэрскі", "Пячерский"),
        ("выпускаюць", "выпускают"),
    ],
)
def test_unknown_words_get_russian_letters(name: str, russian: str) -> None:
    assert respelled(name) == russian


def test_every_form_is_spelled_as_belarusian_and_every_translation_as_russian() -> None:
    belarusian = re.compile(r"[а-яёіў']+")
    russian = re.compile(r"[А-Яа-яё -]+")
    wrong = [
        f"{form} = {meaning}"
        for form, meaning in forms().items()
        if not belarusian.fullmatch(form)
        or not russian.fullmatch(meaning)
        or re.search("[жшчщгкх]ы|[жшчщ]я", meaning)
        or re.search("[щъи]|[ржшчдт][іяюё]", form)
    ]

    assert wrong == []
    assert len(forms()) > 2_500


def test_forms_are_in_the_spelling_that_reaches_them() -> None:
    unreachable = [
        form for form in forms() if respell(form) != form and respell(form) not in forms()
    ]

    assert unreachable == []


@given(st.text(st.sampled_from("абвызліў [0]1\\*@#^$/<>{}ўі'’«»_-.😀\n"), max_size=60))
def test_nothing_in_a_sentence_can_pass_for_something_kept(text: str) -> None:
    guarded = guard(text)

    assert re.findall(r"\[(\d+)\]", guarded.text) == [str(n) for n in range(len(guarded.kept))]
    assert set("^$\\@*/<>{}") & set(guarded.text) == set()
