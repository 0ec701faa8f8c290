import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.translate.care import plain, put_back, recase, take_out


def test_quotes_dashes_and_spaces_become_plain() -> None:
    assert plain("„Belavia“ —  «Белавія»\u00a0“x” ’y’ −5") == '"Belavia" – "Белавія" "x" \'y\' –5'


@given(st.text(max_size=40))
def test_plain_is_idempotent(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "rest", "taken"),
    [
        ("Rašo @viasna_chat čia", "Rašo čia", ("@viasna_chat",)),
        ("Daugiau: https://a.lt/x_y?z=1.", "Daugiau:", ("https://a.lt/x_y?z=1",)),
        ("Laisvė 🎉🎉 #laisve, www.a.by", "Laisvė,", ("🎉🎉", "#laisve", "www.a.by")),
        ("a@b.lt nėra vardas", "a@b.lt nėra vardas", ()),
    ],
)
def test_what_a_model_would_damage_is_taken_out_and_put_back(
    text: str, rest: str, taken: tuple[str, ...]
) -> None:
    assert take_out(text) == (rest, taken)
    assert put_back(rest, taken) == " ".join((rest, *taken))


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
    ],
)
def test_a_shouted_headline_becomes_a_sentence(language: str, text: str, expected: str) -> None:
    assert recase(text, language) == expected
