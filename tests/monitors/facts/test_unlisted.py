"""Firms that no table has: quoted, in foreign letters, behind what they do, in a list."""

import pytest

from tests.monitors.facts.reading import IMPOSED, LIFTED, facts, targets

QUOTED = [
    ("lt", "ES įtraukė „Kingfisher Marine“ ir UAB „Baltlogas“ į sankcijų sąrašą",
     {"Kingfisher Marine", "Baltlogas"}),
    ("lt", "„Velesstroj“ ir „Globaltrans“ – JK sankcijų sąraše", {"Velesstroj", "Globaltrans"}),
    ("lt", "JAV nubaudė naftos perdirbėją „Hebei Xinhai“", {"Hebei Xinhai"}),
    ("ru", "Канада ввела санкции против белорусских «Эктива» и «Пеленга»", {"Ektiv", "Peleng"}),
    ("ru", "ЕС ввел санкции против ЧВК «Гардарика» и батальона «Смерч»",
     {"Gardarika", "Smerch"}),
    ("ru", "Минфин США исключил из SDN-листа «Технопром»", {"Tekhnoprom"}),
    ("ru", "«Волгарика» и «Полярная» под санкциями Канады", {"Volgarika", "Polyarnaya"}),
    ("be-latn", "ES uvioŭ sankcyi suprać «Ektyva» i zavodu «Dynama»", {"Ektyv", "Dynama"}),
    ("lt", "JAV sankcionavo „Huadong Trading“, tiekusią dronų dalis", {"Huadong Trading"}),
    ("lt", "JAV sankcijos smogė „Shandong Jincheng“ naftos perdirbimo gamyklai",
     {"Shandong Jincheng"}),
    ("ru", "США внесли «Электросигнал» и «Волгатранс» в санкционный список",
     {"Elektrosignal", "Volgatrans"}),
    ("ru", "«Нефтьсервис» и «Морская логистика» попали под санкции ЕС",
     {"Neftservis", "Morskaya logistika"}),
    ("be", "ЗША ўнеслі «Электросігнал» і ААТ «Марское» у санкцыйны спіс",
     {"Elektrosihnal", "Marskoe"}),
    ("be-tarask", "Эўразьвяз унёс у сьпіс холдынг «Арол»", {"Arol"}),
    ("be-latn", "Pad sankcyi ES trapiŭ zavod «Manalit»", {"Manalit"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "firms"), QUOTED)
def test_a_quoted_name_that_a_list_takes_in_is_a_target(
    tag: str, title: str, firms: set[str]
) -> None:
    assert targets(facts(tag, title, "", IMPOSED)) == firms


UNQUOTED = [
    ("ru", "Великобритания ввела санкции против Fractal Marine и Hung Phat",
     {"Fractal Marine", "Hung Phat"}),
    ("ru", "Под санкции США попали Binara Group, Tofler Ltd и завод «Сатурн»",
     {"Binara Group", "Tofler Ltd", "Saturn"}),
    ("ru", "Минфин США ввел санкции против криптобиржи Coinex24", {"Coinex24"}),
    ("ru", "Евросоюз внес в список китайскую Zhenrong Oil и турецкую Bosporos Gaz",
     {"Zhenrong Oil", "Bosporos Gaz"}),
    ("be", "Брытанія ўвяла санкцыі супраць Fractal Marine", {"Fractal Marine"}),
    ("be-tarask", "ЗША ўнеслі ў сьпіс банк Tofler", {"Tofler"}),
    ("en", "UK hits oil trader Coral and insurer Lagoda with sanctions", {"Coral", "Lagoda"}),
    ("en", "EU blacklists Iran Air, Kishro and Mahan", {"Iran Air", "Kishro", "Mahan Air"}),
    ("en", "US adds chip designer Sophgo to blacklist", {"Sophgo"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "firms"), UNQUOTED)
def test_a_name_without_quotation_marks_is_a_target_by_what_stands_beside_it(
    tag: str, title: str, firms: set[str]
) -> None:
    assert targets(facts(tag, title, "", IMPOSED)) == firms


NO_FIRMS = [
    ("ru", "OFAC снял санкции с «Белавиа», Boeing сможет поставлять запчасти", {"Belavia"}),
    ("ru", "США сняли санкции с «Белавиа», пишет Bloomberg", {"Belavia"}),
    ("en", "US lifts sanctions on Belavia, Coale says in Minsk", {"Belavia"}),
    ("en", "General Licence INT/2025: dealings with Lukoil permitted despite sanctions",
     {"Lukoil"}),
    ("en", "OFAC lifts sanctions on Garantex founder's firm", {"Garantex"}),
    ("lt", "Lietuva įvedė sankcijas „Baltic Fleet Service“ savininkui", set()),
    ("en", "UK sanctions Vologda-based exporters", set()),
    ("ru", "Санкции сняты: Bella Astra снова может работать с американцами", set()),
    ("lt", "„Kortex“ įkūrėjas išbrauktas iš ES sankcijų sąrašo", set()),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "firms"), NO_FIRMS)
def test_who_reports_or_owns_or_begins_a_clause_is_no_target(
    tag: str, title: str, firms: set[str]
) -> None:
    assert targets(facts(tag, title, "", LIFTED)) == firms
