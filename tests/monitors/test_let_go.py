"""Releases told in few words: who got his men back, who "is out", who came out at all."""

import pytest

from monitors.language import detect
from monitors.match import Matcher
from monitors.rules import decide
from monitors.words import load_vocabulary

VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)


@pytest.mark.parametrize(
    ("title", "language", "label"),
    [
        ("500 Ukrainian soldiers repatriated in second stage of exchange", "en", "happened"),
        ("Thirty marines returned under third phase of prisoner swap", "en", "happened"),
        ("Nicaragua keeps its promise: all 222 political prisoners are out", "en", "happened"),
        ("Nurse held in Iran to be freed on Sunday under Qatari deal", "en", "announced"),
        ("New pardon in Minsk: 12 prisoners to be let out", "en", "happened"),
        ("Kyjivas susigrąžino 150 gynėjų ir keturis pasieniečius", "lt", "happened"),
        ("Rusija sakosi atgavusi 90 kareivių", "lt", "happened"),
        ("Managva perdavė Vatikanui vyskupą ir septynis kunigus", "lt", "happened"),
        ("Выйшла настаўніца, якую асудзілі за каментары", "be", "happened"),
        ("Тэгеран адпусьціў ґрэцкага марака і ягонага кухара", "be", "happened"),
        ("Vyjšaŭ muzyka, jakoha pasadzili za pratesty", "be", "happened"),
        ("Вышла библиотекарь, которую осудили за донаты", "ru", "happened"),
        ("Вышли братья, которых судили за комментарии", "ru", "happened"),
        ("Photo of Ihar Kavalenka without bars: no longer under lock", "en", "happened"),
        ("Evin loses its oldest inmate: poet walks home", "en", "happened"),
        ("Ankara appeals court clears novelist, she was home by dawn", "en", "happened"),
        ("Court in Baku orders the reporter's immediate release", "en", "happened"),
        ("Writer completes term for anti-war sermon", "en", "happened"),
        (
            "Steps onto stage after three years in captivity: Azov drummer plays again",
            "en",
            "happened",
        ),
        ("Junta agrees to put jailed Briton on evening flight", "en", "announced"),
        ("Nebe po užraktu: politinė kalinė pasitikta Vilniuje", "lt", "happened"),
        ("Evinas neteko vyriausio kalinio", "lt", "happened"),
        ("Pirmas koncertas po dvejų metų nelaisvės: dainininkė Kijeve", "lt", "happened"),
        ("Politinį kalinį nuvežė prie sienos ir paleido", "lt", "happened"),
        (
            "Baku apeliacinis teismas panaikino nuosprendį, salėje nuimti istorikui antrankiai",
            "lt",
            "happened",
        ),
        ("Režisierius paliks izoliatorių ketvirtadienį", "lt", "announced"),
        ("Больше не под замком: политзаключённую встретили в Варшаве", "ru", "happened"),
        ("Эвин лишился старейшего узника", "ru", "happened"),
        ("Rest of term waived for jailed Lida schoolteacher", "en", "happened"),
        ("Likusi bausmės dalis kalinei dovanota", "lt", "happened"),
        ("Осуждённой учительнице простили остаток срока", "ru", "happened"),
        ("Асуджанай настаўніцы скасавалі рэшту пакараньня", "be", "happened"),
        ("Asudžanaj nastaŭnicy daravali reštu terminu", "be", "happened"),
        ("Пасля пяці гадоў калоніі скрыпач убачыў дачку", "be", "happened"),
        ("Колонию в Речице покинула последняя фигурантка «дела хора»", "ru", "happened"),
        ("За решёткой больше никого: отпущены последние осуждённые хористы", "ru", "happened"),
        ("Суд в Баку постановил освободить историка", "ru", "happened"),
        ("Историка после шести лет колонии обняла мать", "ru", "happened"),
        ("Режиссёр покинет сизо в четверг, сообщил адвокат", "ru", "announced"),
        ("Больш не пад замком: палітзняволеную сустрэлі ў Варшаве", "be", "happened"),
        ("Настаўніца з СІЗА паехала дадому", "be", "happened"),
        ("Суд у Баку пастанавіў вызваліць гісторыка", "be", "happened"),
        ("Першы канцэрт спявачкі пасьля двух гадоў палону", "be", "happened"),
        ("Эвін страціў самага старога вязьня", "be", "happened"),
        ("Žurnalista z kałonii davieźli da miažy ź Litvoj", "be", "happened"),
        ("Za kratami bolš nikoha: vyjšli apošnija asudžanyja charysty", "be", "happened"),
        ("Režysior pakinie SIZA ŭ čaćvier", "be", "announced"),
    ],
)
def test_a_release_told_in_other_words(title: str, language: str, label: str) -> None:
    detected = detect(title, "", language)
    hits = MATCHER.match(title, "", detected)
    action = decide(title, "", detected, hits, VOCABULARY)

    assert (action.label, action.decided) == (f"release.{label}", True)
    assert "prisoner-release" in {hit.topic for hit in hits}


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("All exam results are out", "en"),
        ("Soldiers are all in, new barracks are out of reach", "en"),
        ("Vilnius perdavė Rygai kūną nežinomo kario", "lt"),
        ("Выйшла кніга, якую чакалі гады", "be"),
        ("Вышел фильм, который снимали в тюрьме", "ru"),
        ("Jailed poet rushed from colony to hospital", "en"),
        ("Prison governor leaves colony after scandal", "en"),
        ("Journalist in handcuffs appears in court", "en"),
        ("Judge replaces jail with fine for speeding driver", "en"),
        ("Prison drama: he walks out of jail after ten years. What to watch this weekend", "en"),
        ("Politinis kalinys pervežtas iš kolonijos į kalėjimo ligoninę", "lt"),
        ("Kolonijos viršininkas paliko koloniją", "lt"),
        ("Žurnalistas su antrankiais atvestas į teismo salę", "lt"),
        ("Начальник покинул колонию после проверки", "ru"),
        ("Клиентам простили остаток долга", "ru"),
        ("After years in jail, gang leader returns to crime", "en"),
        ("Политзаключённого увезли из колонии в тюремную больницу", "ru"),
        ("Политзаключённого лишили звонков и передач", "ru"),
        ("Через десять лет она выходит из тюрьмы: что посмотреть вечером", "ru"),
        ("Начальніца пакінула калёнію", "be"),
        ("Палітвязьня перавезьлі з калоніі ў турэмную бальніцу", "be"),
        ("Praz dziesiać hadoŭ jana vychodzić z turmy: što pahladzieć uviečary", "be"),
    ],
)
def test_what_came_out_and_is_no_prisoner(title: str, language: str) -> None:
    detected = detect(title, "", language)
    hits = MATCHER.match(title, "", detected)

    assert not decide(title, "", detected, hits, VOCABULARY).decided or not hits
