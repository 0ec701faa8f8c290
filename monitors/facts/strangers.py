"""Pure: people whom no table knows, where a release or sanctions are told, named in English.

A name is two to four words with capitals. It counts if it begins with a usual given name, if what
the person does stands before it ("the driver"), or if nothing else can be meant by the capitals.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from monitors.facts.book import Given, book
from monitors.facts.passage import Passage
from monitors.facts.romanise import nominative, romanised
from monitors.facts.surnames import english
from monitors.spelling import clean, to_cyrillic

_SHORTEST = 2
_LONGEST = 4  # words of a name
_OFFICE = 4  # words before a name in which an office is looked for
_DEEDS = ("release", "sanction", "swap")
_THINGS = ("country", "people", "power", "authority", "target", "sector", "unname")
_PARTICLES = frozenset(
    "de del da di dos van von der den bin ibn el al la le du "  # noqa: SIM905
    "де дель да ди дэ ван фон бин ибн".split()
)
_NATION = 3  # words before a name in which a nation is looked for
_WOMAN = re.compile("(?:иц|іц|ин|ын|[^иіыаоя]к|ачк)(?:[аыуеэіия]|ой|ай|ую)$")
_OF_MAN = re.compile("(?:[аяую]|ого|его|ага|яга|ому|аму)$")
_EXPLAINING = frozenset({"the", "a", "an", "who", "whose", "aged", "one"})
_LINKING = 5  # letters of words that have no capital in such titles: after
_FEW = 5
_SURE = 5  # letters by which Andrejus is told from Andrius
_OWNER = re.compile("['’]s?$")
_OF_WOMAN = re.compile("[аяую]$|[aąę]$")
_LITHUANIAN = re.compile("(?:ausk|insk|ick|[ėū]n)as$|(?:on|ait|yt|el|ul|uol)is$|vičius$|[aeėy]$")
_CAMEL = re.compile("[a-zа-я]{3}[A-ZА-Я]")
_LATIN = re.compile("[A-Za-z]")
_IN_CYRILLIC = re.compile("[а-яё]")
_CYRILLIC = frozenset({"be", "ru"})


class Stranger(NamedTuple):
    """A name and the tokens [first, last) it stands in; `role` is unknown or officer."""

    name: str
    role: str
    first: int
    last: int


def strangers(passage: Passage, taken: set[int], *, alone: bool) -> Iterator[Stranger]:
    """Names that begin outside `taken` tokens.

    `alone` says that the title names nobody: then the summary's names need no deed beside them.
    """
    free = 0
    for at, token in enumerate(passage.tokens[:-1]):
        if at < free or not token.raw[0].isupper() or not _begins(passage, at, taken):
            continue
        if not (alone or passage.where == "title" or _is_freed(passage, at)):
            continue
        last = _end(passage, at, taken)
        given = _given(passage, at)
        if given is None and last - at > 2 and book().usual(passage.raw(at + 1)):
            continue  # a town and then the name: "з Магілёва Таццяна Рудзік"
        if any(passage.has(one, "form") for one in range(at, last + 1)):
            continue
        if (
            last - at > 1
            and _is_person(passage, at, last, given)
            and not _speaks(passage, at, last)
        ):
            role = "officer" if _is_officer(passage, at) else "unknown"
            words = [token.raw for token in passage.tokens[at:last]]
            yield Stranger(in_english(words, given, passage.words.language), role, at, last)
            free = last


def _given(passage: Passage, at: int) -> Given | None:
    """The usual given name; in news of Belarus alone Сергей is Siarhei."""
    language = passage.words.language
    surname = passage.raw(at + 1)
    if language != "en" and _is_of_ukraine(passage, at):
        given = _told_gender(passage, at, "ua", surname)
        if given and given.language == "ua":
            return given
    if language in {"ru", "lt"} and _of_belarus(passage):
        given = book().usual(passage.raw(at), "by", surname)
        if given and given.language == "by" and given.name[:_SURE] == passage.raw(at)[:_SURE]:
            return given
    return _told_gender(passage, at, language, surname)


def _told_gender(passage: Passage, at: int, language: str, surname: str) -> Given | None:
    """The usual given name; what the person is tells a man from a woman: "генерала Александра"."""
    gender = ""
    if at and _is_apposed(passage, at) and language in {"ru", "be", "ua"}:
        before = passage.raw(at - 1)
        gender = "female" if _WOMAN.search(before) else "male" if _OF_MAN.search(before) else ""
    if not gender and language in _CYRILLIC and passage.raw(at)[-1] in "ыиі":
        gender = "female"  # Валянціны is of Валянціна: no man's name has the ending
    return book().usual(passage.raw(at), language, surname, gender)


def _is_of_ukraine(passage: Passage, at: int) -> bool:
    """Say if a word for Ukraine or its people stands right before the name."""
    near = range(max(at - _NATION, 0), at)
    return any(
        passage.has(one, kind, "UA") and not passage.parted(one, one + 1)
        for one in near
        for kind in ("people", "country")
    )


def _of_belarus(passage: Passage) -> bool:
    kinds = {"country", "power", "people"}
    named = {found.value for found in passage.found if found.tag.kind in kinds}
    return "BY" in named and not {"RU", "UA"} & named


def _begins(passage: Passage, at: int, taken: set[int]) -> bool:
    """Say if a name may begin here: a word with a capital that is in no other name."""
    if at in taken or at + 1 in taken or len(passage.raw(at)) < _SHORTEST:
        return False
    return _is_name(passage, at) and _is_of_one_script(passage, at)


def _is_of_one_script(passage: Passage, at: int) -> bool:
    """Say if the next word is in the same letters: "WikiLeaks Джулиан" is not."""
    return bool(_LATIN.search(passage.raw(at))) == bool(_LATIN.search(passage.raw(at + 1)))


def _is_foreign(passage: Passage, at: int) -> bool:
    """Say if a word in Latin letters stands among words in Cyrillic."""
    letters = passage.text[: passage.tokens[at].start] + passage.text[passage.tokens[at].end :]
    return bool(_LATIN.search(passage.raw(at))) and bool(_IN_CYRILLIC.search(letters))


def _is_name(passage: Passage, at: int) -> bool:
    raw = passage.raw(at)
    letters = _OWNER.sub("", raw.partition("-")[0])
    capital = raw[0].isupper() and not (letters.isupper() and len(letters) > 1)
    capital = capital and not _CAMEL.search(raw)
    return capital and not any(found.tag.kind in _THINGS for found in passage.at(at))


def _end(passage: Passage, at: int, taken: set[int]) -> int:
    """Go on over surnames: "Jose Daniel Ferrer", "Abdel Fattah al-Burhan"."""
    last = at + 1
    longest = at + (2 if is_in_title_case(passage) else _LONGEST)
    while (
        last < len(passage.tokens) and last not in taken and passage.between(last - 1, last) == " "
    ):
        raw = passage.raw(last)
        particle = raw.lower() in _PARTICLES and last + 1 < len(passage.tokens)
        if particle and passage.raw(last + 1)[0].isupper():
            longest += 1
        elif last >= longest or not _is_surname(passage, last):
            break
        last += 1
    return last


def _is_surname(passage: Passage, at: int) -> bool:
    raw = passage.raw(at)
    article = raw.partition("-")[2][:1].isupper()
    return (_is_name(passage, at) or article) and len(raw) >= _SHORTEST and not raw.isupper()


def _is_person(passage: Passage, at: int, last: int, given: Given | None) -> bool:
    if _is_apposed(passage, at) or (given and given.name == passage.raw(at)):
        return True
    if passage.words.language in _CYRILLIC and _is_foreign(passage, at):
        return False  # a person is written in the letters of the text, an outlet as it is
    if given:
        return True
    if passage.at(at) or passage.at(at + 1) or is_in_title_case(passage):
        return False
    begins = at == 0 or passage.sentence(at - 1) != passage.sentence(at)
    if begins:
        # "Перад Новым годам": the capital of the first word says nothing
        return _is_explained(passage, last)
    return not _is_quoted(passage, at, last)


def _is_explained(passage: Passage, last: int) -> bool:
    """Say if an age or, in English, what the person is follows a comma: "NAME, 34,"."""
    if last >= len(passage.tokens) or passage.between(last - 1, last) != ", ":
        return False
    follows = passage.raw(last)
    return follows[0].isdigit() or (passage.words.adjectival and follows in _EXPLAINING)


def _is_quoted(passage: Passage, first: int, last: int) -> bool:
    """Say if quotation marks open right before a name or close right behind it."""
    opens = passage.text[: passage.tokens[first].start][-1:] in {*"«„“\"'‘"}
    return opens or passage.text[passage.tokens[last - 1].end :][:1] in {*'»“”"'}


@lru_cache(maxsize=8)  # asked of every name in an English text
def is_in_title_case(passage: Passage) -> bool:
    """Say if every long word has a capital, as in some English titles: capitals say nothing."""
    if passage.words.language != "en":
        return False
    words = [token.raw for token in passage.tokens if token.raw[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    if capitals < _FEW or 2 * capitals <= len(words):
        return False
    return not any(word.islower() and len(word) > _LINKING for word in words)


def _is_apposed(passage: Passage, at: int) -> bool:
    """Say if what the person does stands right before: "the driver", "манах-кармеліт"."""
    if at == 0 or passage.parted(at - 1, at):
        return False
    return passage.has(at - 1, "noun", "role") or passage.has(at - 1, "job")


def _is_officer(passage: Passage, at: int) -> bool:
    """Say if an office, not a former one, stands before the name."""
    if at and passage.has(at - 1, "job"):
        return False  # the diplomat, who may be a prisoner
    near = range(max(at - _OFFICE, 0), at)
    offices = [
        one for one in near if passage.has(one, "mark", "office") or passage.has(one, "kin", "boss")
    ]
    return bool(offices) and not any(passage.has(one, "kin", "former") for one in near)


def _is_freed(passage: Passage, at: int) -> bool:
    sentence = passage.sentence(at)
    verbs = (passage.in_sentence(sentence, "verb", one) for one in _DEEDS)
    return any(verbs) or bool(passage.in_sentence(sentence, "mark", "list"))


def _speaks(passage: Passage, at: int, last: int) -> bool:
    """Say if a verb of saying stands beside the name, or it is a lawyer or relative of theirs."""
    passive = passage.has(last, "mark", "auxiliary")  # NAME is named
    beside = (at - 2, at - 1) if passive else (at - 2, at - 1, last, last + 1)
    if any(
        passage.has(one, "verb", "say") or passage.has(one, "stance", "speaks") for one in beside
    ):
        return True
    if is_heading(passage, at, last):
        return True
    kin = passage.has(at - 1, "kin", "her") or passage.has(at - 1, "kin", "him")
    return kin and passage.has(at - 2, "kin", "whose")


def is_heading(passage: Passage, first: int, last: int) -> bool:
    """Say if the title begins with who speaks: "Politologas NAME: kodėl ...".

    A deed or an authority before the name tells what was done to the person.
    """
    end = passage.tokens[last - 1].end
    if passage.where != "title" or passage.text[end : end + 1] != ":":
        return False
    deed = any(passage.has(at, "verb", one) for at in range(first) for one in _DEEDS)
    return not deed and not (first and passage.has(0, "authority"))


def in_english(words: Sequence[str], given: Given | None, language: str) -> str:
    """Return a name of two or more words in English letters and in the nominative.

    `given` is the usual given name that the first word is a form of, if it is one. English text
    has the name as it is; elsewhere the case of the given name tells that of the surname.
    """
    if language == "en":
        return " ".join(_plain(_OWNER.sub("", word)) for word in words)
    written = [_in_cyrillic(word) if language == "be" else word for word in words]
    gender = given.gender if given else _gender(words)
    first = given.english if given else romanised(nominative(written[0], gender), language)
    as_it_is = given is not None and given.name in {words[0], written[0]}
    if language == "lt" and given and not _is_lithuanian(given, words[-1]):
        as_it_is = False  # Aidenas Aslinas: the ending is Lithuanian, the name is not
    of = given.language if given else ""
    rest = (word if as_it_is else nominative(word, gender) for word in written[1:])
    pairs = zip(written[1:], rest, strict=True)
    return " ".join([first, *(_surname(word, proper, language, of) for word, proper in pairs)])


def _is_lithuanian(given: Given, surname: str) -> bool:
    """Say if a Lithuanian is called so: no Pavelas, whose English form differs, but Kazlauskas."""
    own = given.language == "lt" and given.english == romanised(given.name, "lt")
    return own or (given.language == "lt" and bool(_LITHUANIAN.search(surname)))


def _surname(word: str, proper: str, language: str, of: str) -> str:
    """A surname in English, from the table of usual ones or by its letters."""
    usual = english(proper, of) or english(word, of)
    return usual or romanised(proper, language, of=of)


def _in_cyrillic(word: str) -> str:
    return to_cyrillic(word).capitalize() if _LATIN.search(word) else word


def _gender(words: Sequence[str]) -> str:
    """Guess from the endings of both words: Таісію Грынкевіч is no man, Ёакіма Мэдына is."""
    if _OF_WOMAN.search(words[0]) is None:
        return "male"
    return "male" if words[0][-1] in "аa" and words[-1][-1] in "аa" else "female"


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFD", clean(name))
    return "".join(one for one in bare if not unicodedata.combining(one))
