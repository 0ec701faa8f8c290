import pytest

from monitors.translate.numbers import numbers, untold

SAME = {
    "digits": ("52 kaliniai", "52 prisoners"),
    "words": ("Dvidešimt keturi kaliniai", "Twenty-four prisoners"),
    "words for digits": ("24 зняволеныя", "twenty-four prisoners"),
    "collective": ("шасцёра журналістаў", "6 journalists"),
    "taraskievica": ("шасьцёра журналістаў", "six journalists"),
    "thousands by a space": ("1 300 чалавек", "1,300 people"),
    "thousands by a point": ("1.300 žmonių", "1,300 people"),
    "thousands by a word": ("10 tūkst. eurų", "10,000 euros"),
    "millions": ("1,5 млн рублей", "1,500,000 roubles"),
    "decimals": ("3,4 proc.", "3.4 per cent"),
    "hundreds": ("du šimtai dvidešimt penki", "225"),
    "hundreds in one word": ("триста пять человек", "three hundred and five people"),
    "hundred and more": ("сто человек", "a hundred and more people"),
    "thousands in words": ("дзве тысячы пяцьсот", "2,500"),
    "a date in digits": ("03.12.2025", "3 December 2025"),
    "a date of day and month": ("11.09", "11 September"),
    "a year and its m.": ("2027 m. vasario 28 d.", "28 February 2027"),
    "an initial beside a number": ("2027 K. Budrys", "In 2027 K. Budrys"),
    "a date in words": ("rugsėjo 11 d.", "September 11"),
    "an ordinal": ("17-ы пакет", "the seventeenth package"),
    "an ordinal in words": ("dvidešimt pirmas paketas", "the 21st package"),
    "a clock of 12": ("14:30", "2:30 p.m."),
    "an hour": ("14 val.", "2 pm"),
    "a range": ("10–15 žmonių", "10 to 15 people"),
    "per cent": ("на 17%", "by 17 per cent"),
    "a score": ("3:1", "3–1"),
    "a Roman century": ("XVII a.", "the 17th century"),
    "half a year": ("полгода", "six months"),
    "a dozen": ("дюжина писем", "12 letters"),
    "a decade": ("дзесяцігоддзе", "10 years"),
    "one": ("Вызвалены адзін чалавек", "A man was released"),
    "both": ("abi šalys", "the sides"),
    "hundreds of": ("сотні людзей", "many people"),
    "a weekday": ("ketvirtadienį", "on Thursday"),
    "may be": ("gali būti 5", "may be 5"),
    "a march": ("kovo menas", "the art of fighting"),
    "an approximate decimal": ("1 300,5 eur", "1,300.5 euros"),
}


@pytest.mark.parametrize("case", SAME)
def test_the_same_number_is_seen_however_it_is_written(case: str) -> None:
    source, translated = map(numbers, SAME[case])

    assert (untold(source, translated), untold(translated, source)) == ((), ())


OTHER = {
    "digits": ("52 kaliniai", "25 prisoners", (52.0,), (25.0,)),
    "lost": ("шасцёра журналістаў", "journalists", (6.0,), ()),
    "gained": ("журналисты", "six journalists", (), (6.0,)),
    "a decimal": ("3,4 proc.", "34 per cent", (3.4,), (34.0,)),
    "a scale": ("12 mln. eurų", "12 thousand euros", (12e6,), (12e3,)),
    "a month": ("11 верасня", "11 December", (9.0,), (12.0,)),
    "a day": ("lapkričio 17 d.", "17 December", (11.0,), (12.0,)),
    "a compound": ("тридцать три года", "thirty years", (33.0,), (30.0,)),
    "a compound's neighbour": ("du iš penkių", "two of nine", (5.0,), (9.0,)),
}


@pytest.mark.parametrize("case", OTHER)
def test_another_number_is_told(case: str) -> None:
    source, translated, missing, added = OTHER[case]
    said, there = numbers(source), numbers(translated)

    assert (untold(said, there), untold(there, said)) == (missing, added)
