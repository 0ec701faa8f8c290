"""Pure: firms and bodies that nobody has listed before, by quotation marks or by their form."""

import re
from collections.abc import Iterator

from monitors.facts.known import in_cyrillic
from monitors.facts.passage import Passage
from monitors.facts.romanise import nominative, romanised
from monitors.facts.strangers import is_in_title_case
from monitors.model import Mention
from monitors.tokens import Token

_LONGEST_NAME = 4  # words of a firm's name
_SANCTION_BEFORE = 2  # "sanctions against" and the mark
_FIRM_BEFORE = 3  # words before the quotation mark in which "company" is looked for
_QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]{2,40})[»“”\"]")
_BANK = re.compile(r"\bbank(?:as|o|ui|ą|u|e)$")
_WHOLE = re.compile("(?:пр|д|ат|гр|(?<!н)к)[оа]м$")  # no instrumental: «Технопром», «Телеком»
_FOREIGN = re.compile("[qwx]|sh", re.IGNORECASE)  # no Lithuanian spelling: "Shandong Jincheng"
_BEFORE_LIST = 8  # words behind a name in which it is put on a list
LISTING = (("verb", "sanction"), ("roll", None), ("mark", "covers"), ("mark", "subset"))
_PUTS = (("mark", "list"), ("stance", "acts"))
_TO_LIST = 2  # words from the verb to the list: "внес в список «Ромашку»"
_STAFF = (("mark", "office"), ("kin", "founder"), ("kin", "top"), ("job", None), ("noun", "role"))


def firms(passage: Passage) -> Iterator[Mention]:
    """Firms named in a sentence that speaks of sanctions, in English letters."""
    last = -1  # the last word of the quoted name before, if that was listed
    heads = False  # whether the names so far begin the text, in the nominative
    for quoted in _QUOTED.finditer(passage.text):
        inside = [at for at, token in enumerate(passage.tokens) if _within(token, quoted.span(1))]
        if inside and len(inside) <= _LONGEST_NAME and _is_listed(passage, inside, last):
            heads = inside[0] == 0 or (heads and is_joined(passage, last, inside[0]))
            last = inside[-1]
            name = quoted.group(1) if heads else _proper(passage, quoted.group(1), inside)
            yield _mention(passage, _english(name, passage.words.language), inside)
    if passage.words.language == "en" and not is_in_title_case(passage):
        yield from _by_form(passage)


def _proper(passage: Passage, name: str, inside: list[int]) -> str:
    """A name of one word in the nominative where no word for a firm carries the case."""
    if len(inside) > 1 and passage.has(inside[0], "legal"):
        return passage.text[passage.tokens[inside[1]].start : passage.tokens[inside[-1]].end]
    if _WHOLE.search(name):
        return name
    if len(inside) > 1 or _is_called_firm(passage, inside[0]):
        return _BANK.sub("bankas", name)
    return nominative(in_cyrillic(passage.tokens[inside[0]]), "male")


def _english(name: str, language: str) -> str:
    """A name in English letters; one in letters of no native word stays as it is."""
    return name if language == "lt" and _FOREIGN.search(name) else romanised(name, language)


def _within(token: Token, span: tuple[int, int]) -> bool:
    return span[0] <= token.start and token.end <= span[1]


def _mention(passage: Passage, name: str, inside: list[int]) -> Mention:
    return Mention(name, passage.span(inside[0], inside[-1] + 1))


def _is_listed(passage: Passage, inside: list[int], last: int) -> bool:
    """Say if a quoted name is that of a firm under sanctions: «Авангард-Строй».

    A name joined to one that is listed is listed as well; `last` is where that one ends.
    """
    first = inside[0]
    if not passage.raw(first)[0].isupper() or any(_is_known(passage, at) for at in inside):
        return False
    if not tells_of_list(passage, passage.sentence(first)) or _is_of_staff(passage, inside[-1] + 1):
        return False
    before = range(max(first - _FIRM_BEFORE, 0), first)
    if any(passage.has(at, "verb", "say") or passage.has(at, "medium") for at in before):
        return False
    if _is_called_firm(passage, first) or is_object(passage, first) or is_hit(passage, inside):
        return True
    return is_joined(passage, last, first) or passage.has(first - 1, "mark", "subset")


def tells_of_list(passage: Passage, sentence: int) -> bool:
    """Say if a sentence speaks of sanctions or a list, or a title of who bars or punishes."""
    if any(passage.in_sentence(sentence, kind, value) for kind, value in LISTING):
        return True
    return passage.where == "title" and bool(passage.in_sentence(sentence, "stance", "acts"))


def _is_of_staff(passage: Passage, after: int) -> bool:
    """Say if a Lithuanian name only tells whose founder or head is meant: "„Yandex“ įkūrėjas"."""
    if passage.words.language != "lt":
        return False
    return any(passage.has(after, kind, value) for kind, value in _STAFF)


def is_joined(passage: Passage, last: int, first: int) -> bool:
    """Say if a name stands right behind one that is listed, a comma or "and" between.

    One that a table knows is listed; `last` is where one that it does not know ends.
    """
    joint = passage.has(first - 1, "mark", "joint")
    before = first - 2 if joint else first - 1
    if before < 0 or not (joint or "," in passage.between(before, first)):
        return False
    return before == last or passage.has(before, "target")


def _is_called_firm(passage: Passage, first: int) -> bool:
    """Say if a word for a firm stands before the quotation mark."""
    before = range(max(first - _FIRM_BEFORE, 0), first)
    return any(passage.has(at, "thing", "firm") or passage.has(at, "firm") for at in before)


def is_object(passage: Passage, first: int) -> bool:
    """Say if the title has the sanctions right before the name: "санкции против «Ромашки»".

    Or, wherever it stands, a verb of listing: "внесли «Ромашку» в санкционный список".
    """
    first = behind_adjective(passage, first)
    before = range(max(first - _SANCTION_BEFORE, 0), first)
    told = passage.where == "title" and any(
        passage.has(at, "verb", "sanction") and not passage.parted(at, at + 1) for at in before
    )
    return told or _is_put_on_list(passage, first)


def behind_adjective(passage: Passage, first: int) -> int:
    """Return the place of the country that a name belongs to: "внес китайскую Zhenrong Oil"."""
    before = first - 1
    adjective = before > 0 and passage.raw(before).islower() and passage.has(before, "country")
    return before if adjective else first


def _is_put_on_list(passage: Passage, first: int) -> bool:
    """Say if a verb right before the name puts it on a list or takes it off."""
    verb = first - 1
    if verb < 0 or passage.parted(verb, first):
        return False
    roll = next((one.first for one in passage.at(verb) if one.tag.kind == "roll"), first)
    places = range(max(roll - _TO_LIST, 0), roll) if roll < first else (verb,)
    puts = any(passage.has(at, *kind) for at in places for kind in _PUTS)
    sentence = passage.sentence(first)
    return puts and any(passage.in_sentence(sentence, kind, value) for kind, value in LISTING[:2])


def is_hit(passage: Passage, inside: list[int]) -> bool:
    """Say if a title begins with the name, and tells of the list: "«Ромашка» попала под санкции".

    Not if the name only tells whose founder or head it is.
    """
    after = inside[-1] + 1
    if passage.where != "title" or inside[0] > 0:
        return False
    if any(passage.has(after, kind, value) for kind, value in _STAFF):
        return False
    end = after + _BEFORE_LIST
    return bool(passage.near(after, end, "stance", "hit") or passage.near(after, end, "roll"))


def _is_known(passage: Passage, at: int) -> bool:
    return any(passage.has(at, kind) for kind in ("target", "medium", "sector"))


def _by_form(passage: Passage) -> Iterator[Mention]:
    """English names that end in what firms end in: "Capital Bank", "Aeza Group"."""
    for found in passage.of("form"):
        first = found.first
        while first and found.last - first < _LONGEST_NAME and _is_part(passage, first - 1):
            first -= 1
        inside = list(range(first, found.last))
        told = passage.in_sentence(passage.sentence(first), "verb", "sanction")
        if first < found.first and told and not any(_is_known(passage, at) for at in inside):
            yield _mention(passage, " ".join(passage.raw(at) for at in inside), inside)


def _is_part(passage: Passage, at: int) -> bool:
    """Say if the word is one of the name: a capital, no country, no beginning of the text."""
    kinds = {"country", "people", "authority", "power", "target", "job"}
    return (
        passage.raw(at)[0].isupper()
        and passage.between(at, at + 1) == " "
        and at > 0
        and not any(found.tag.kind in kinds for found in passage.at(at))
    )
