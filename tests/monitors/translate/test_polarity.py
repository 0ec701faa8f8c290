import pytest

from monitors.translate.polarity import direction_differs, negation_differs, stance

AGREE = {
    "fused": ("lt", "Režimas neatšaukė nuosprendžio", "The regime did not cancel the sentence"),
    "no negation": ("lt", "Neseniai paleisti penki", "Five were recently released"),
    "a name": ("lt", "Kalinys Jonas Nemunaitis paleistas", "Prisoner Nemunaitis was released"),
    "refused": ("ru", "Он не согласился уехать", "He refused to leave"),
    "not only": ("ru", "Не только Литва открыла границу", "Lithuania opened its border too"),
    "double": ("be", "Ніхто не вызвалены", "Nobody was released"),
    "far before": (
        "be",
        "Ніхто з траіх затрыманых не вызвалены",
        "None of the three people detained in Brest has so far been freed",
    ),
    "contraction": ("ru", "Его не отпустили", "They didn't let him go"),
    "unknown": ("be", "Ці вызвалены ён, невядома", "It is not known if he was released"),
    "behind": ("ru", "Санкции отменены не полностью", "The sanctions have not been fully lifted"),
    "another clause": ("ru", "Одного освободили, но не двоих", "One was freed but not two"),
    "forbidden": ("be", "Яму не дазволілі ўехаць", "He was banned from entering"),
    "two directions": ("be", "Арыштаванага вызвалілі", "The arrested man was released"),
    "announced": ("lt", "Paskelbtos sankcijos dviem", "Sanctions were imposed on two"),
    "no language": ("", "Sankcijos neatšauktos", "The sanctions have not been lifted"),
}


@pytest.mark.parametrize("case", AGREE)
def test_a_true_translation_takes_the_same_stand(case: str) -> None:
    language, source, translated = AGREE[case]
    one, two = stance(source, language), stance(translated, "en")

    assert (negation_differs(one, two), direction_differs(one, two)) == (False, False)


DIFFER = {
    "lost": ("be", "Яго не вызвалілі", "He was released", (True, False)),
    "gained": ("be", "Яго вызвалілі", "He was not released", (True, False)),
    "refusal lost": ("lt", "Jis atsisakė išvykti", "He left", (True, False)),
    "refusal gained": ("lt", "Jis išvyko", "He refused to leave", (True, False)),
    "of another deed": (
        "ru",
        "Одного освободили, другой не приехал",
        "One was not freed, the other came",
        (True, False),
    ),
    "freed and held": ("ru", "Его освободили", "He was arrested", (False, True)),
    "lifted and imposed": ("be", "Санкцыі знялі", "Sanctions were imposed", (False, True)),
    "extended and lifted": ("lt", "Sankcijos pratęstos", "Sanctions were lifted", (False, True)),
    "eased and tightened": ("be", "Меры паслабілі", "Measures were imposed", (False, True)),
    "opened and closed": ("lt", "Siena atidaryta", "The border is closed", (False, True)),
}


@pytest.mark.parametrize("case", DIFFER)
def test_a_turned_statement_is_seen(case: str) -> None:
    language, source, translated, expected = DIFFER[case]
    one, two = stance(source, language), stance(translated, "en")

    assert (negation_differs(one, two), direction_differs(one, two)) == expected


def test_it_works_into_all_languages() -> None:
    source = stance("The sanctions were not lifted", "en")
    turned = {"lt": "Sankcijos panaikintos", "be": "Санкцыі знялі", "ru": "Санкции сняли"}
    true = {"lt": "Sankcijos nepanaikintos", "be": "Санкцыі не знялі", "ru": "Санкции не сняли"}

    assert all(negation_differs(source, stance(text, one)) for one, text in turned.items())
    assert not any(negation_differs(source, stance(text, one)) for one, text in true.items())
