import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.model import Detected
from monitors.translate.glossary import KnownName, render, watched

MENDED = {
    "a genitive": ("be", "Суд вызваліў Алеся Бяляцкага.", "en", "The court freed Ales Belyatsky.",
        "The court freed Ales Bialiatski."),
    "a surname": ("be", "Бяляцкага вызвалілі.", "en", "Belyatski was released.",
        "Bialiatski was released."),
    "a possessive": ("be", "Жонка Бяляцкага", "en", "Belyatski's wife", "Bialiatski's wife"),
    "taraskievica": ("be", "Вызвалілі Бяляцкага й Ціханоўскага", "en",
        "Belyatski and Tikhanovski freed", "Bialiatski and Tsikhanouski freed"),
    "lacinka": ("be", "Vyzvalili Bialackaha", "en", "Belyatski was released",
        "Bialiatski was released"),
    "lithuanian": ("lt", "Alesis Bialiackis paleistas", "en", "Ales Bialiackis released",
        "Ales Bialiatski released"),
    "a woman": ("ru", "Помиловали Марию Колесникову", "en", "Mariya Kolesnikova was pardoned",
        "Maria Kalesnikava was pardoned"),
    "an official": ("be", "Лукашэнка сустрэўся з Коўлам", "en", "Lukashenka met Coal",
        "Lukashenko met Coale"),
    "into lithuanian": ("en", "Ales Bialiatski was freed", "lt", "Paleistas Alesis Bieliatskis",
        "Paleistas Alesis Bialiackis"),
    "into russian": ("en", "They met Ales Bialiatski", "ru", "Они встретили Алеса Бялятского",
        "Они встретили Алеса Беляцкого"),
    "into belarusian": ("en", "The court freed Bialiatski", "be", "Суд вызваліў Белятскага",
        "Суд вызваліў Бяляцкага"),
    "a case that stays": ("en", "The court freed Ales Bialiatski", "ru",
        "Суд освободил Алеся Беляцкого", "Суд освободил Алеся Беляцкого"),
    "an initial": ("be", "М. Знака вызвалілі", "en", "M. Znaka was released",
        "M. Znak was released"),
    "a title": ("ru", "Президент Лукашенко приехал", "en", "President Lukashenka came",
        "President Lukashenko came"),
    "a person without a form in the language": ("en", "They freed Nasta Loika", "lt",
        "Jie paleido Nastą Loiką", "Jie paleido Nastą Loiką"),
    "a ministry": ("be", "МЗС Літвы выклікала пасла", "en", "MZS of Lithuania summoned him",
        "Ministry of Foreign Affairs of Lithuania summoned him"),
    "a ministry that is right": ("ru", "МИД подтвердил это", "en", "The Foreign Ministry agreed",
        "The Foreign Ministry agreed"),
    "a service": ("be", "КДБ затрымаў дваіх", "en", "The CDB detained two",
        "The KGB detained two"),
    "into a service": ("en", "The KGB detained two", "lt", "KDB sulaikė du", "KGB sulaikė du"),
    "a quoted word": ("be", "Цэнтр «Вясна» піша пра суд", "en", "The Spring center writes",
        "The Viasna center writes"),
    "a word that is none": ("be", "Вясна прыйшла ў Мінск", "en", "Spring has come to Minsk",
        "Spring has come to Minsk"),
    "a company by sound": ("lt", "Sankcijos „Belavia“", "en", "Sanctions on Bellavya",
        "Sanctions on Belavia"),
    "an outlet": ("be", "Піша «Наша Ніва»", "en", "Our Field writes", "Nasha Niva writes"),
    "the union": ("ru", "ЕС ввёл санкции", "en", "ES imposed sanctions", "EU imposed sanctions"),
    "nothing known": ("ru", "Дождь идёт", "en", "It rains", "It rains"),
    "nothing at all": ("ru", "КГБ", "en", " ", " "),
}  # fmt: skip


@pytest.mark.parametrize("case", MENDED)
def test_known_names_are_written_as_the_table_has_them(case: str) -> None:
    language, source, target, translated, expected = MENDED[case]
    rendering = render(source, translated, Detected(language), (), target)

    assert (rendering.text, rendering.warnings) == (expected, ())


DOUBTED = {
    "another person": (
        "ru",
        "Освобождён правозащитник Алесь Беляцкий",
        "Human rights defender Ihar Sidarovich released",
        "Human rights defender Ales Bialiatski released",
        "name-swapped",
    ),
    "another surname": (
        "be",
        "Суд вызваліў Бабарыку",
        "The court released Sidarovich",
        "The court released Babaryka",
        "name-swapped",
    ),
    "another person with a title": (
        "be",
        "На волі актывіст Максім Знак",
        "Activist Pavel Ivanou is free",
        "Activist Maksim Znak is free",
        "name-swapped",
    ),
    "two others": (
        "ru",
        "Встретились Беляцкий и Статкевич",
        "There Sidarovich met Ivanov",
        "There Sidarovich met Ivanov (Bialiatski / Беляцкий; Statkevich / Статкевич)",
        "name-swapped",
    ),
    "nobody": (
        "be",
        "Суд вызваліў Алеся Бяляцкага",
        "The court released a man",
        "The court released a man (Ales Bialiatski / Алеся Бяляцкага)",
        "name-unverified",
    ),
    "a body": (
        "be",
        "Праваабаронцы «Вясны» пішуць",
        "The defenders write",
        "The defenders write (Viasna / Вясны)",
        "name-unverified",
    ),
}


@pytest.mark.parametrize("case", DOUBTED)
def test_what_cannot_be_mended_is_said_and_offered(case: str) -> None:
    language, source, translated, expected, warning = DOUBTED[case]
    rendering = render(source, translated, Detected(language))

    assert (rendering.text, rendering.warnings) == (expected, (warning,))


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("Виктор Беляцкий выиграл турнир", "Viktor Belyatsky won the tournament"),
        ("Знак стоит у дороги", "The sign stands by the road"),
        ("Кожнаму свой знак", "To each his sign"),
        ("Он отказался покидать Беларусь", "He refused to leave Belarus"),
        ("Помогли людям в Аравии", "They helped people in Arabia"),
        ("Освободили Алену", "Elena was released"),
        ("Суд снял арест с GIL", "A court unfroze GIL"),
    ],
)
def test_a_namesake_and_a_word_are_left_alone(source: str, translated: str) -> None:
    assert render(source, translated, Detected("ru")).text == translated


def test_the_users_own_names_come_first() -> None:
    own = (watched("Янка Крыжык", ["Yanka Kryzhyk", "Янка Крижик", "Janka Kryžykas"]),)
    freed = render("Вызвалілі Янку Крыжыка", "Janka Krizhik was freed", Detected("be"), own)
    into = render("Yanka Kryzhyk was freed", "Janka Križikas paleistas", Detected("en"), own, "lt")

    assert own[0] == KnownName(
        en="Yanka Kryzhyk",
        lt="Janka Kryžykas",
        be="Янка Крыжык",
        ru="Янка Крижик",
        spellings=("Крыжык", "Kryzhyk", "Крижик", "Kryžykas"),
        given=own[0].given,
    )
    assert freed.text == "Yanka Kryzhyk was freed"
    assert into.text == "Janka Kryžykas paleistas"
    assert freed.known == {"Янку", "Крыжыка"}


def test_a_watched_name_of_one_word_in_one_script_is_used_as_it_is() -> None:
    own = (watched("Skardavia"),)

    assert render("„Skardavia“ skrenda", "Scardavia flies", Detected("lt"), own).text == (
        "Skardavia flies"
    )


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "lt", "be", "ru", "uk"]))
def test_any_text_can_be_rendered(source: str, translated: str, target: str) -> None:
    rendering = render(source, translated, Detected("be"), (), target)

    assert set(rendering.warnings) <= {"name-swapped", "name-unverified"}
