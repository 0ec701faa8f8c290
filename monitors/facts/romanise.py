"""Pure: names of people in English letters and in the nominative."""

import re

from monitors.spelling import clean

_ENGLISH = dict(zip("абвгдезийклмнопрстуфыэёіў", "abvgdeziyklmnoprstufyeeiu", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    "ь": "", "ъ": "", "'": "", "’": "", "č": "ch", "š": "sh", "ž": "zh", "ė": "e", "ę": "e",
    "ą": "a", "į": "i", "ų": "u", "ū": "u",
}  # fmt: skip
_CH = re.compile("ch(?=[aeiouklmnrtv])|ch$")
_OF_MAN = re.compile(
    "(?:ск|sk|цк|ck)(?:ого|ому|ага|аму|aha|amu|io|iui)$|ича$|іча$|[аеіоуыэюя][бгджзклмпрстфхцчшщ]а$|"
    "(?<=[^иіы])на$"
)
_POLISH_END = re.compile("sk(?:aha|aga|iy|ogo|amu|omu|im|i|y)$")
_GEORGIAN_END = re.compile("((?:aur|shvil|el|ur|idz|adz|ian|an))$")
_CONSONANT = "(?<=[бвгджзйклмнпрстфхцчшўБВГДЖЗЙКЛМНПРСТФХЦЧШЎ])"
_SOFT = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        ("цц", "ц"), (_CONSONANT + "я", "ia"), (_CONSONANT + "ю", "iu"), (_CONSONANT + "ё", "io"),
        ("(?<=[аеёіоуыэюя])й(?![а-яёіў])", "i"), ("ый$", "y"),
        ("ch", "kh"), ("ł", "l"), ("ŭ", "u"), ("ś", "s"), ("ź", "z"), ("ć", "ts"), ("ń", "n"),
        ("c(?!h)", "ts"), ("(?<=[aeiouy])j(?![aeiou])", "i"), ("j", "y"), ("J", "Y"),
        ("Ł", "L"), ("Ś", "S"), ("Ź", "Z"), ("Ch", "Kh"), ("C(?!h)", "Ts"),
    )
)  # fmt: skip
_RUSSIAN_END = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        ("[иы]й$", "y"),
        ("ой$", "oy"),
        ("(?<=[аеёоуэюя])й$", "i"),
        ("[иь]я$", "ia"),
    )
)
_APOSTROPHE_END = re.compile("['’](?:as|o|ui|ą|u|e|is|io)$")
_HARD = "([бвгджзклмнпрстфхцчшщў])"
_HARD_LATIN = "([bcčdfghjklmnprsštvzž])"


def _endings(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern + "$"), proper) for pattern, proper in pairs)


# of each gender the first ending that fits is put right; Cyrillic before Lithuanian
_FEMININE = _endings(
    ("([оеаёэ]в|[иіы]н)(?:у|ой|ай)", r"\1а"), ("([сц]к)(?:ую|ой|ай)", r"\1ая"),
    ("([нлмртвх])ую", r"\1ая"), ("([аеёіоуыэюял])ю", r"\1я"), (_HARD + "у", r"\1а"),
    ("(ов|ев|av|ov|ev|in|skaj)(?:ą|os|ai)", r"\1a"), ("(ien|yt|it|ut|ūt)(?:ę|ės|ei)", r"\1ė"),
)  # fmt: skip
_MASCULINE = _endings(
    ("([сц]к)(?:ого|ому|им|ом)", r"\1ий"), ("([сц]к)(?:ага|аму|ім)", r"\1і"),
    ("ов(?:ого|ому)", "овой"), ("([нлмртх])(?:ого|ому)", r"\1ый"),
    ("([нлмртв])(?:ага|аму)", r"\1ы"), ("(енк|энк|анк|ушк|ечк)(?:у|і|е|ам|ай)", r"\1а"),
    ("ўц(?:а|у|ам|ом|ы)", "вец"), ("([внлр])ц(?:а|у|ам|ом|ем)", r"\1ец"),
    (_HARD + "(?:ым|ом|ем|ам|а|у)", r"\1"), ("([аеоуіиы])(?:я|ю|ем)", r"\1й"),
    ("([лнрдт])(?:я|ю|ем)", r"\1ь"),
    ("sk(?:is|į|io|iui|iu)", "sky"), ("enk(?:a|os|ą|ai|o)", "enko"),
    (_HARD_LATIN + "(?:i?us|i?aus|i?umi|i?ui|i?o|i?u|i?ų|as|ą|e|is|į)", r"\1"),
)  # fmt: skip


def is_of_man(surname: str) -> bool:
    """Say if the ending is that of a man's surname in another case: Вольскага, Volskaha."""
    return bool(_OF_MAN.search(surname))


def romanised(name: str, language: str, *, of: str = "") -> str:
    """Return a name in English letters: Belarusian as in passports, that `of` a Pole in Polish."""
    if language == "be":
        name = _belarusian(clean(name))
    elif language == "ru":
        for pattern, english in _RUSSIAN_END:
            name = pattern.sub(english, clean(name))
    letters = _letters(name, language)
    if of == "ka":
        return _GEORGIAN_END.sub(r"\1i", letters)
    return _polish(letters, language) if of == "pl" else letters


def _belarusian(name: str) -> str:
    """Soft vowels by their place, Łacinka by its letters: Лявонаў is Liavonau, Hramyka stays."""
    for pattern, english in _SOFT:
        name = pattern.sub(english, name)
    return name


def _polish(name: str, language: str) -> str:
    """Undo what other languages do to it: Volskaha, Вольскага and Wolskiego are Wolski."""
    name = _POLISH_END.sub("ski", name)
    if language == "be":
        name = re.sub("(?<=[^aeiouy])ie", "e", re.sub("^H", "G", name))
    return name.translate(str.maketrans("vV", "wW"))


def _letters(name: str, language: str) -> str:
    letters = _ENGLISH | ({"г": "h"} if language == "be" else {})
    if language == "lt":
        name = _CH.sub("kh", name)
    return "".join(
        english.capitalize() if letter.isupper() else english
        for letter in clean(name)
        for english in [letters.get(letter.lower(), letter.lower())]
    )


def nominative(surname: str, gender: str) -> str:
    """Return a surname in the nominative where its ending tells; else as it is."""
    surname = _APOSTROPHE_END.sub("", surname)
    for pattern, proper in _FEMININE if gender == "female" else _MASCULINE:
        changed = pattern.sub(proper, surname)
        if changed != surname:
            return changed
    return surname
