"""One random fact and its words in every language: the slots of the grammar's templates."""

import random
from dataclasses import dataclass, field
from typing import Any

from tools.demo_model import lexicon
from tools.demo_model.names import Person, company, person

_PLACE = {
    "be": ("nom", "gen", "dat", "acc", "ins", "loc"),
    "lt": ("nom", "gen", "dat", "acc", "loc"),
}
_PLACE["ru"] = _PLACE["be"]
_WHO = (
    *("polprisoner", "prisoner", "person") * 3,
    *("foreigner", "convict") * 2,
    *("journalist", "activist"),
)
_DAYS_OF = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_COMMON = ("LT", "LT", "US", "US", "US", "PL", "DE", "UA", "LV", "FR", "GB")


def one_few_many(number: int, language: str) -> int:
    """0, 1 or 2: the form of a noun after `number` (CLDR plural rules, "few" and "other" of lt)."""
    tens, ones = number % 100, number % 10
    if language == "lt":
        if ones == 0 or 11 <= tens <= 19:
            return 2
        return 0 if ones == 1 else 1
    if ones == 1 and tens != 11:
        return 0
    return 1 if 2 <= ones <= 4 and not 12 <= tens <= 14 else 2


@dataclass
class Number:
    """A number that is written in digits or, up to ten, in a word."""

    value: int
    word: bool = False
    group: bool = False

    def written(self, language: str, case: str = "nom") -> str:
        """The number alone."""
        if not self.word:
            return str(self.value)
        table = lexicon()["words"]
        if language == "en":
            words = table["en"]
        elif self.group and language != "lt" and case in {"nom", "acc"}:
            words = table["people"][language][case]
        else:
            words = table[language].get(case) or table[language]["nom"]
        return str(words.split()[self.value - 2])


def counted(number: Number, forms: list[str], language: str, case: str, *, thing: bool) -> str:
    """The noun's form after a number in a case."""
    form = one_few_many(number.value, language)
    if language == "lt":
        if case == "gen" or (form == 2):
            return forms[4]
        if case == "dat":
            return forms[5 + form]
        return forms[2 * form + (case == "acc")]
    if case == "gen" or (number.word and number.group and not thing):
        return forms[3]
    if case == "acc" and not thing and number.value in (2, 3, 4):
        return forms[3]
    if form == 0:
        return forms[1 if case == "acc" else 0]
    return forms[2] if form == 1 else forms[3]


@dataclass
class Fact:
    """Everything that the slots of one line may need."""

    countries: dict[str, dict[str, Any]]
    numbers: dict[str, Number]
    city: str
    power: dict[str, Any]
    agent: dict[str, Any]
    voice: dict[str, Any]
    head: dict[str, Any]
    who: str
    target: dict[str, Any]
    company: dict[str, str]
    people: dict[str, Person]
    day: int
    month: int
    weekday: int
    avoid_one: bool = False
    picked: dict[str, Any] = field(default_factory=dict)

    def person(self, slot: str) -> Person:
        """The person in a slot."""
        return self.people[slot]

    def fill(self, language: str, slot: str, rest: str, rng: random.Random) -> str:
        """The words of one slot; `rest` is what stands behind its name in the braces."""
        if slot in self.numbers:
            return self._number(language, slot, rest, rng)
        if slot in self.people:
            return self._person(language, slot, rest)
        if slot in self.countries and rest.startswith(":"):
            plural = self.countries[slot] is lexicon()["countries"]["US"]
            return rest[1:].split("|")[plural]
        if slot in self.countries:
            return self._country(language, slot, rest.lstrip("."))
        return str(getattr(self, f"_{slot.lower()}")(language, rest, rng))

    def _pick(self, owner: str, words: Any, rng: random.Random) -> str:
        """One of several readings, the same each time within a line."""
        if isinstance(words, list):
            return str(self.picked.setdefault(owner, rng.choice(words)))
        return str(words)

    def _number(self, language: str, slot: str, rest: str, rng: random.Random) -> str:
        number = self.numbers[slot]
        if self.avoid_one and number.value % 10 == 1:
            number.value += 1
        if rest.startswith(":"):
            options = rest[1:].split("|")
            form = one_few_many(number.value, language)
            if number.word and number.group and language != "lt":
                form = 2 if len(options) == 3 else 1
            return options[min(form, len(options) - 1)]
        head, _, before = rest.lstrip(".").partition(":")
        case, _, noun = head.partition(".") if language != "en" else ("nom", "", head)
        if not noun:
            return number.written(language, case or "nom")
        forms, thing = self._noun(language, noun, number, rng)
        middle = self._country(language, before, "gen") + " " if before else ""
        if language == "en":
            return f"{number.written('en')} {forms[0]}"
        counted_noun = counted(number, forms, language, case, thing=thing)
        return f"{number.written(language, case)} {middle}{counted_noun}"

    def _noun(
        self, language: str, noun: str, number: Number, rng: random.Random
    ) -> tuple[list[str], bool]:
        if noun in self.countries:
            country = self.countries[noun]
            if language == "en":
                return [country["en"].split("|")[1]], False
            return country["people"][language].split("|"), False
        entry = lexicon()["nouns"][self.who if noun == "WHO" else noun]
        if entry.get("digits"):
            number.word = False
        if entry.get("thing"):
            number.group = False
        forms = self._pick(f"{noun}.{language}", entry[language], rng)
        return forms.split("|"), bool(entry.get("thing"))

    def _person(self, language: str, slot: str, rest: str) -> str:
        who = self.people[slot]
        if rest.startswith(":"):
            options = rest[1:].split("|")
            return options[min(int(who.female), len(options) - 1)]
        return who.english if language == "en" else who.form(language, rest.lstrip(".") or "nom")

    def _country(self, language: str, slot: str, case: str) -> str:
        country = self.countries[slot]
        if language == "en":
            return str(country["en"].split("|")[0])
        words = country[language]
        words = (words[self.day % len(words)] if isinstance(words, list) else words).split("|")
        if language == "lt" and case == "ins":
            return " ".join(w[:-1] + "e" if w.endswith("ė") else w for w in words[0].split())
        return str(words[_PLACE[language].index(case or "nom")])

    def _city(self, language: str, rest: str, rng: random.Random) -> str:
        if language == "en":
            return self.city
        words = self._pick(f"city.{language}", lexicon()["cities"][self.city][language], rng)
        return words.split("|")[("gen", "acc", "loc").index(rest.lstrip("."))]

    def _agreeing(
        self, key: str, entry: dict[str, Any], language: str, rest: str, rng: random.Random
    ) -> str:
        """A power, an agent or a voice: its name, its genitive or what agrees with it."""
        if language == "en":
            return str(entry["en"])
        name, gender, genitive = (
            *self._pick(f"{key}.{language}", entry[language], rng).split("|"),
            "",
            "",
        )[:3]
        if rest.startswith(":"):
            options = rest[1:].split("|")
            genders = "mfnp" if len(options) == 4 else "mfp"
            return options[genders.index(gender)]
        return genitive if rest == ".gen" else name

    def _i(self, language: str, rest: str, rng: random.Random) -> str:
        return self._agreeing("i", self.power, language, rest, rng)

    def _s(self, language: str, rest: str, rng: random.Random) -> str:
        return self._agreeing("s", self.agent, language, rest, rng)

    def _v(self, language: str, rest: str, rng: random.Random) -> str:
        return self._agreeing("v", self.voice, language, rest, rng)

    def _head(self, language: str, _rest: str, rng: random.Random) -> str:
        return self._pick(f"head.{language}", self.head[language], rng)

    def _t(self, language: str, rest: str, rng: random.Random) -> str:
        if language == "en":
            return f"{self.target['en']} {self.company['en']}".strip()
        words = self._pick(f"t.{language}", self.target[language], rng).split("|")
        order = ("dat", "gen", "nom") if language == "lt" else ("gen", "dat", "nom")
        return f"{words[order.index(rest.lstrip('.'))]} {self._q(language, rest, rng)}".strip()

    def _q(self, language: str, _rest: str, _rng: random.Random) -> str:
        name = self.company[language]
        return {"en": name, "lt": f"„{name}“"}.get(language, f"«{name}»")

    def _d(self, language: str, _rest: str, _rng: random.Random) -> str:
        month = lexicon()["dates"][language].split()[self.month]
        return f"{month} {self.day} d." if language == "lt" else f"{self.day} {month}"

    def _when(self, language: str, rest: str, rng: random.Random) -> str:
        if self.weekday == 8:
            return ("on " if language == "en" else "") + self._d(language, rest, rng)
        return str(lexicon()["days"][language].split("|")[self.weekday])


def draw(rng: random.Random, *, gender: str, target: str) -> Fact:
    """A random fact; `gender` of its person and kind of `target` only if the template asks."""
    countries = lexicon()["countries"]
    actor = rng.choices(("BY", "RU", "LT", "PL"), (85, 7, 4, 4))[0]
    others = _different(rng, actor, list(countries))
    named = {countries[code]["en"].split("|")[0] for code in others}
    powers = [p for p in lexicon()["powers"] if p["en"] not in named]
    target_of = [t for t in lexicon()["targets"] if not target or t["en"].endswith(target)]
    month = rng.randrange(12)
    return Fact(
        countries={
            slot: countries[code]
            for slot, code in zip(("A", "C2", "C3"), (actor, *others), strict=True)
        },
        numbers=_numbers(rng),
        city=rng.choice(list(lexicon()["cities"])),
        power=rng.choice(powers),
        agent=rng.choice(lexicon()["agents"]),
        voice=rng.choice(lexicon()["voices"]),
        head=rng.choice(lexicon()["heads"]),
        who=rng.choice(_WHO),
        target=rng.choice(target_of),
        company=company(rng, lexicon()["known"]),
        people={slot: person(rng, gender if slot == "P" else "") for slot in ("P", "P2", "P3")},
        day=rng.randint(1, _DAYS_OF[month]),
        month=month,
        weekday=rng.randrange(9),
    )


def _different(rng: random.Random, actor: str, codes: list[str]) -> list[str]:
    others: list[str] = []
    while len(others) < 2:
        code = rng.choice(_COMMON) if rng.random() < 0.5 else rng.choice(codes)
        if code not in (actor, *others):
            others.append(code)
    return others


def _numbers(rng: random.Random) -> dict[str, Number]:
    largest = rng.choice((20, 60, 60, 400))
    return {
        "N": _number(rng, rng.randint(2, largest)),
        "M": _number(rng, rng.randint(2, rng.choice((9, 30)))),
        "Y": Number(rng.randint(4, 19)),
        "G": Number(rng.randint(0, 5)),
        "H": Number(rng.randint(0, 5)),
        "K": Number(rng.choice((10 * rng.randint(20, 199), 100 * rng.randint(3, 19)))),
    }


def _number(rng: random.Random, value: int) -> Number:
    word = value <= 10 and rng.random() < 0.5
    return Number(value, word, word and rng.random() < 0.5)
