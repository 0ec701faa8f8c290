import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.translate.care import Taken, plain, put_back, recase, take_out


def test_quotes_dashes_and_spaces_become_plain() -> None:
    assert plain("„Belavia“ —  «Белавія»\u00a0“x” ’y’ −5") == '"Belavia" – "Белавія" "x" \'y\' –5'


@given(st.text(max_size=40))
def test_plain_is_idempotent(text: str) -> None:
    assert plain(plain(text)) == plain(text)


TAKEN = {
    "a handle inside": ("Rašo @viasna_chat čia", "Rašo čia", (), ("@viasna_chat",)),
    "a link at the end": (
        "Daugiau: https://a.lt/x_y?z=1.",
        "Daugiau:.",
        (),
        ("https://a.lt/x_y?z=1",),
    ),
    "a trail of them": (
        "Laisvė 🎉🎉 #laisve, www.a.by",
        "Laisvė,",
        (),
        ("🎉🎉", "#laisve", "www.a.by"),
    ),
    "an e-mail stays": ("a@b.lt nėra vardas", "a@b.lt nėra vardas", (), ()),
    "at the start": ("📌 #Беларусь: 5 на волі 🎉", ": 5 на волі", ("📌", "#Беларусь"), ("🎉",)),
    "a tag that is a word": ("У #Мінску затрымалі 5", "У Мінску затрымалі 5", (), ("#Мінску",)),
    "a tag of several words": ("Į #LaisvęKaliniams ragina", "Į ragina", (), ("#LaisvęKaliniams",)),
    "nothing else": ("@a @b", "", (), ("@a", "@b")),
    "between commas": ("Rašo, www.a.by, ir viskas", "Rašo, ir viskas", (), ("www.a.by",)),
}


@pytest.mark.parametrize("case", TAKEN)
def test_what_a_model_would_damage_is_taken_out(case: str) -> None:
    text, rest, before, after = TAKEN[case]

    assert take_out(text) == (rest, Taken(before, after))


def test_it_is_put_back_where_it_stood_or_at_the_end() -> None:
    rest, taken = take_out("📌 Rašo @viasna_chat čia #laisve")

    assert put_back(rest, taken) == "📌 Rašo čia @viasna_chat #laisve"


@given(st.text(alphabet="ab #@🎉.,", max_size=30))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    rest, taken = take_out(text)
    back = put_back(rest, taken)

    assert {letter for letter in text if letter.isalpha()} <= set(back)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "lt",
            'JAV PANAIKINO SANKCIJAS ORO BENDROVEI "BELAVIA"',
            'JAV panaikino sankcijas oro bendrovei "Belavia"',
        ),
        (
            "be",
            "БЕЛАРУСЬ ВЫЗВАЛІЛА 52 ПАЛІТВЯЗНЯЎ ПАСЛЯ ПЕРАМОЎ З ЗША",
            "Беларусь вызваліла 52 палітвязняў пасля перамоў з ЗША",
        ),
        ("ru", "52 ЧЕЛОВЕКА УЖЕ В ВИЛЬНЮСЕ", "52 человека уже в Вильнюсе"),
        ("lt", "JAV ir ES susitarė dėl sankcijų", "JAV ir ES susitarė dėl sankcijų"),
        ("ru", "США", "США"),
        ("lv", "ASV ATCEL SANKCIJAS PRET BNS", "Asv atcel sankcijas pret BNS"),
        ("lt", "LRT, BNS, ELTA", "LRT, BNS, ELTA"),
        ("lt", "SKUBU: Baltarusija paleido 52", "Skubu: Baltarusija paleido 52"),
        ("be", "ТЭРМІНОВА! Беларусь вызваліла 5", "Тэрмінова! Беларусь вызваліла 5"),
        ("be", "Намеснік ЛУКАШЭНКІ звольнены", "Намеснік Лукашэнкі звольнены"),
        ("ru", "Агентство БЕЛТА сообщило об ОДКБ", "Агентство БЕЛТА сообщило об ОДКБ"),
        ("ru", "Завод СТАНКОГРАД остановлен", "Завод СТАНКОГРАД остановлен"),
        ("ru", "Их всех ВНИМАНИЕ отпустили", "Их всех внимание отпустили"),
        ("ru", "США, ЕС, ООН ввели санкции", "США, ЕС, ООН ввели санкции"),
        (
            "ru",
            "БЕЛОРУССИЯ ОСВОБОДИЛА 52 ПОЛИТЗАКЛЮЧЁННЫХ – заявление США",
            "Белоруссия освободила 52 политзаключённых – заявление США",
        ),
        (
            "ru",
            "Источник: ВСЕ УЖЕ ДОМА и ждут журналистов",
            "Источник: Все уже дома и ждут журналистов",
        ),
        ("ru", "Он сказал ВСЕ УЖЕ НА СВОБОДЕ и ушёл", "Он сказал все уже на свободе и ушёл"),
        (
            "be",
            'СУД НАД "ВЯСНОЙ". ПРЫСУД ШАСЦЯРЫМ АКТЫВІСТАМ',
            'Суд над "Вясной". Прысуд шасцярым актывістам',
        ),
    ],
)
def test_a_shouted_headline_becomes_a_sentence(language: str, text: str, expected: str) -> None:
    assert recase(text, language) == expected
