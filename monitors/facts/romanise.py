"""Pure: names in Latin letters, in a readable English form."""

import re

from monitors.spelling import clean

_ENGLISH = dict(zip("абвгдезийклмнопрстуфыэёіў", "abvgdeziyklmnoprstufyeeiu", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    "ь": "", "ъ": "", "'": "", "’": "", "č": "ch", "š": "sh", "ž": "zh", "ė": "e", "ę": "e",
    "ą": "a", "į": "i", "ų": "u", "ū": "u",
}  # fmt: skip
_CH = re.compile("ch(?=[aeiouklmnrtv])|ch$")
_OF_MAN = re.compile("(?:ск|sk|цк|ck)(?:ого|ому|ага|аму|aha|amu|io|iui)$")
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
    for pattern, english in (("[иы]й$", "y"), ("(?<=[аеёоуэюя])й$", "i"), ("[иь]я$", "ia"))
)
_UKRAINIAN_END = re.compile("enk$")
_ADJECTIVE = (("ского", "ский"), ("скому", "ский"), ("скага", "скі"), ("скаму", "скі"))
_FEMININE = (("скую", "ская"), ("ской", "ская"), ("ову", "ова"), ("еву", "ева"), ("овой", "ова"),
    ("аву", "ава"), ("авай", "ава"), ("еву", "ева"), ("евой", "ева"), ("скай", "ская"),
    ("ovą", "ova"), ("ovos", "ova"), ("ovai", "ova"), ("evą", "eva"), ("evos", "eva"),
    ("skają", "skaja"), ("skajos", "skaja"), ("skajai", "skaja"),
)  # fmt: skip
_MASCULINE_END = re.compile(
    r"(?<=[вўнчкйлрхцт])(?:ым|ом|ем|ам|а|у)$|(?<=[bcčdghjklmnprsštvzž])(?:as|o|ui|ą|u|is|į|io|iui|us|ų)$"
)


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
    for ending, proper in _FEMININE if gender == "female" else _ADJECTIVE:
        if surname.endswith(ending):
            return surname.removesuffix(ending) + proper
    if gender == "male":
        return _UKRAINIAN_END.sub("enko", _MASCULINE_END.sub("", surname))
    return surname
