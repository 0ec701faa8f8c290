"""Pure: a headline as acts and the words that govern them.

An act ("freed", "lifts") counts as done unless a word before it in its sentence says otherwise:
"could be freed", "refuses to lift", "calls for the release". A clause behind "after" or "since"
is background: what stands there is not the news.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from monitors.vocabulary import Found, Text


class Stance(StrEnum):
    """How an act is put: as done, or as what else."""

    DONE = "done"
    NOT = "not"
    REFUSED = "refused"
    CALLED = "called for"
    HOPED = "hoped or threatened"
    COMING = "coming"


_GOVERNORS = (
    # concept, stance, words it may stand before a finite act, and before an infinitive or noun
    ("refuse", Stance.REFUSED, 4, 9),
    ("call", Stance.CALLED, 4, 10),
    ("modal", Stance.HOPED, 3, 8),
    ("plan", Stance.HOPED, 3, 9),
    ("future", Stance.COMING, 3, 5),
    ("negation", Stance.NOT, 3, 3),
)
GOVERNORS = tuple(concept for concept, *_ in _GOVERNORS)
"""Concepts whose words say that an act is not done, the most telling first."""
# concepts whose phrases take acts away
_TAKING = ("detain", "held", "plan", "free_coming", "home_coming", "lift", "tighten")
# what changes sanctions for the better of those on whom they lie
MERCIFUL = ("lift", "lift_inf", "ease", "ease_inf", "spare")
_SPREADING = ("tighten", "free_coming")  # what begins in such a phrase belongs to it
_DENYING = ("negation", "refuse")
_CHANGES = (*MERCIFUL, "impose", "extend")
FIRM = 0.95
"""The certainty of an action that is told in so many words that no vote turns it round."""
QUESTION = "?"
"""Stands for the word that governs an act which a question asks after."""
_ENGLISH_PARTICIPLES = ("ed", "withdrawn")
# of many, of one woman or thing, in cases that a noun before the comma may have
_PARTICIPLES = (
    *("ые", "ых", "ыя", "ная", "ную", "тую", "тая", "ное", "нае"),
    *("tas", "tos", "ta", "ti", "tus", "tu"),
)
# Cyrillic and Lithuanian participles in cases of a noun, folded: "выведенного", "atsildytu"
_OBLIQUE = (
    *("нные", "нных", "нного", "нную", "нной", "нному", "нный", "ное", "того", "тому", "тое"),
    *("нага", "наму", "ных", "ную", "най", "тага", "таму", "тых", "тую", "тай", "тые", "дший"),
    *("вшие", "вших", "вшего", "вшую", "вшая", "вший", "дшие", "дших", "дшего", "дшую", "дшая"),
    *("tus", "tu", "toms", "tam", "tiems", "usiu", "usius", "usiam", "usiems"),
)
# with those in which Belarusian and Lithuanian may also say that something is so
_EITHER = ("ныя", "ная", "нае", "тыя", "тая", "тае", "tas", "tos", "ta", "ti", "usi")
ATTRIBUTIVE = (*_OBLIQUE, *_EITHER)
"""How participles end that tell more of a noun, or may."""
# The same, and those of one man, that a headline may open with: "Struck off in May, he is back"
_FRONTED = (*ATTRIBUTIVE, "ed", "struck", "taken", "unfrozen", "ны", "ты")
_OUT = ("з-пад", "из-под")  # what may stand behind the participle: "выведенный из-под санкций"
_HALT = re.compile("[:;–—]")
_STOP = re.compile("[,:;–—]")
_OPENING = ("«", "“", "„", '"', "'", "‘")
_CLOSING = re.compile("[»”“\"]|['’](?!\\w)")
_PAUSE = re.compile(r"[,;:–—]|\b(?:is|are|was|were|be|been|being)\b")
_COMING = 3  # words between "will" or "bus" and the participle that it makes future
_WISHED = 4  # words between an act and the "would be" behind it
_MANY = 3  # letters that a word has more of if its -s is that of many
_BEHIND = 5  # words behind an infinitive or noun where a governor may stand ("release is demanded")


@dataclass(frozen=True)
class Act:
    """An occurrence of an act's concept, its stance and the word that decided it."""

    concept: str
    term: str
    at: int
    stance: Stance
    because: str = ""
    firm: bool = False
    """True for what is denied or refused in so many words: "Fake: ...", "refuses to lift"."""


@dataclass(frozen=True)
class Clause:
    """A field of an item with its background told from its main statement."""

    text: Text
    background: tuple[bool, ...] = field(init=False, repr=False, compare=False)
    """For each word: stands it behind "after", "since", "who" and before the next comma."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "background", self._behind())

    def has(self, *concepts: str) -> bool:
        """Say if any of the concepts occurs outside the background."""
        return any(not self.background[found.start] for found in self.text.all(*concepts))

    def first(self, *concepts: str) -> int:
        """Return the place of the first occurrence outside the background; -1 if none."""
        places = (f.start for f in self.text.all(*concepts) if not self.background[f.start])
        return min(places, default=-1)

    @property
    def asks(self) -> bool:
        """True for a question, unless it asks who: that something happened is granted.

        Of several sentences the last asks for itself alone: see `_asked`.
        """
        ends = self.text.text.rstrip().endswith("?") and not self.text.has("who")
        return ends and bool(self.text.tokens) and not self.text.tokens[-1].sentence

    def _behind(self) -> tuple[bool, ...]:
        starts = {found.start for found in self.text.all("background")}
        if not starts:
            return (False,) * len(self.text.tokens)
        flags: list[bool] = []
        inside = False
        for at in range(len(self.text.tokens)):
            if at and inside and self._breaks(at):
                inside = False
            inside = inside or at in starts
            flags.append(inside)
        return tuple(flags)

    def _breaks(self, at: int) -> bool:
        """Say if a comma or the end of a sentence stands before word `at`."""
        before, token = self.text.tokens[at - 1], self.text.tokens[at]
        return before.sentence != token.sentence or "," in self.text.text[before.end : token.start]

    def quotes(self, at: int) -> bool:
        """Say if a word stands in the saying that a headline opens with: "'They freed us': ..."."""
        text = self.text.text
        if not text.startswith(_OPENING):
            return False
        closing = _CLOSING.search(text, 1)
        return closing is not None and self.text.tokens[at].start < closing.start()

    def remembers(self, done: Sequence[int]) -> bool:
        """Say if "anniversary of" makes all acts behind it old: "... of the swap that freed him".

        A comma ends what is remembered: "On the anniversary of his arrest, Minsk frees ...".
        """
        old = [found.end for found in self.text.all("history")]
        if not old:
            return False
        tokens, text = self.text.tokens, self.text.text
        between = (text[tokens[old[0] - 1].end : tokens[at].start] for at in done)
        return all(at >= old[0] for at in done) and not any("," in part for part in between)

    def acts(self, finite: Iterable[str], nominal: Iterable[str] = ()) -> list[Act]:
        """Return acts outside the background, then those inside it; each in order of place.

        `finite` concepts are done where nothing governs them; `nominal` ones (infinitives, nouns)
        have no stance of their own: they are given as COMING with no reason.
        """
        finite, nominal = tuple(finite), tuple(nominal)
        found = [one for one in self.text.all(*finite, *nominal) if not self._taken(one)]
        denied = self._denied() if found else ""
        acts = [self._act(one, denied, finite=one.concept in finite) for one in found]
        return sorted(acts, key=lambda act: (self.background[act.at], act.at))

    def _taken(self, act: Found) -> bool:
        """Say if an act stands in a phrase that means something else: "returned to the colony"."""
        if self._torn(act):
            return True
        phrases = (f for f in self.text.all(*_TAKING) if f.end - f.start > 1 and not self._torn(f))
        return any(
            p.concept != act.concept != "tighten"
            and p.start <= act.start < p.end
            and (act.end <= p.end or p.concept in _SPREADING)
            for p in phrases
        )

    def _torn(self, act: Found) -> bool:
        """Say if the halves of "ends ... licence" are of two statements: "ends ban, gives licence".

        A comma, another act or sanctions themselves part them: "ends ban and licence". So are
        "sanctions ... suspended" in "sanctions it had suspended": one half is background.
        """
        if "..." not in act.term or not (act.concept == "tighten" or act.concept in MERCIFUL):
            return False
        if self.background[act.start] != self.background[act.end - 1]:
            return True
        if act.concept != "tighten":
            return False
        tokens = self.text.tokens
        between = self.text.text[tokens[act.start].end : tokens[act.end - 1].start]
        last = act.end - 1
        others = self.text.all("ease", "impose", "spare", "plan")
        states = {one.start for one in self.text.all("state")}  # "the Treasury's licence"
        inside = any(act.start < one.start < last and one.start not in states for one in others)
        named = (one for one in self.text.all("sanction", "measure") if act.start < one.start)
        return "," in between or inside or any(one.end < last for one in named)

    def _act(self, found: Found, denied: str, *, finite: bool) -> Act:
        if found.negated:
            return Act(found.concept, found.term, found.start, Stance.NOT, found.term, firm=True)
        if denied:
            return Act(found.concept, found.term, found.start, Stance.REFUSED, denied, firm=True)
        if self._refused_within(found):
            return Act(
                found.concept, found.term, found.start, Stance.REFUSED, found.term, firm=True
            )
        if self._asked(found):
            return Act(found.concept, found.term, found.start, Stance.HOPED, QUESTION)
        governor = self._governor(found, finite=finite)
        if governor:
            firm = governor[0] in {Stance.REFUSED, Stance.NOT} and self._refused_at_once(found)
            return Act(found.concept, found.term, found.start, *governor, firm=firm)
        stance = Stance.DONE if finite or self._plain(found) else Stance.COMING
        because = found.term if found.concept.endswith("_coming") else ""
        return Act(found.concept, found.term, found.start, stance, because)

    def _denied(self) -> str:
        """What denies the whole: "Fact check: ...", "Minsk denies: ..."; "" if nothing does.

        "Not lifted: ..." denies no more than the lifting; "nobody" in "behind bars nobody any
        more: ..." is part of the act.
        """
        mercies = [one.start for one in self.text.all(*MERCIFUL)]
        freed = self.text.all("freed")
        for word in self.text.all("refuse", "negation"):
            within = any(act.start < word.start < act.end for act in freed)
            if within or any(at < word.end for at in mercies):
                continue
            after = self.text.text[self.text.tokens[word.end - 1].end :]
            if after.startswith(":") or (word.start == 0 and after.startswith(",")):
                return word.term
        return ""

    def _refused_within(self, act: Found) -> bool:
        """Say if an act that begins by refusing has another inside: "atsisakė atšaukti sankcijas".

        "Atsisakė sankcijų" gives them up; with an infinitive between it refuses to. Who does not
        prolong them refuses nothing, nor who puts off imposing them.
        """
        begins = any(word.start == act.start for word in self.text.all("refuse"))
        if act.concept == "tighten" or not begins:
            return False
        spared = {"extend_inf", "impose_inf"} if act.concept in MERCIFUL else {"extend_inf"}
        inside = (
            one
            for one in self.text.found
            if one.concept.endswith("_inf") and one.concept not in spared
        )
        return any(act.start < one.start < act.end for one in inside)

    def _refused_at_once(self, act: Found) -> bool:
        """Say if "refuses" or "not" stands right before an act, or with "to" between."""
        words = self.text.all("refuse", "negation")
        return any(
            word.start <= act.start <= word.end + 1 and not self._parted(word, act)
            for word in words
        )

    def _parted(self, word: Found, act: Found) -> bool:
        """Say if a comma stands between a word and an act behind it."""
        tokens = self.text.tokens
        return "," in self.text.text[tokens[word.end - 1].end : tokens[act.start].start]

    def is_participle_of(self, noun: Found, act: Act) -> bool:
        """Say if an act is a participle that tells more of a noun before it."""
        token, before = self.text.tokens[act.at], self.text.tokens[act.at - 1]
        between = self.text.text[self.text.tokens[noun.end - 1].end : token.start]
        if before.sentence != token.sentence:
            return False
        if token.folded.endswith(_ENGLISH_PARTICIPLES):
            return not _PAUSE.search(between)
        return token.folded.endswith(_PARTICIPLES) and between.rstrip().endswith(",")

    def outlives(self, act: Act, blow: Act) -> bool:
        """Say if an act is a participle of the old state that a finite blow has ended.

        "Once carved out, pipes fall under the ban"; "Struck off in May, he is back on the list";
        "вернули выведенного из-под санкций", "размарожаныя рахункі зноў замарозілі".
        """
        tokens, text = self.text.tokens, self.text.text
        word, other = tokens[act.at], tokens[blow.at]
        if word.sentence != other.sentence:
            return False
        if any(found.end == act.at for found in self.text.all("once")):
            return True
        if other.folded.endswith(ATTRIBUTIVE):
            return False
        first, last = (word, other) if act.at < blow.at else (other, word)
        between = text[first.end : last.start]
        fronted = act.at <= 1 and tokens[0].folded.endswith(_FRONTED) and "," in between
        before = tokens[act.at - 1].folded if act.term.startswith(_OUT) else ""
        if fronted or word.folded.endswith(_OBLIQUE) or before.endswith(_OBLIQUE):
            return not _HALT.search(between)
        after = tokens[act.at + 1].start if act.at + 1 < len(tokens) else 0
        noun = text[word.end : after] == " "
        return noun and word.folded.endswith(ATTRIBUTIVE) and not _STOP.search(between)

    def _asked(self, act: Found) -> bool:
        """Say if an act stands in a question that something else follows ("Freed? Not yet")."""
        if "?" not in self.text.text or self.asks:
            return False
        tokens = self.text.tokens
        last = max(at for at, t in enumerate(tokens) if t.sentence == tokens[act.start].sentence)
        end = tokens[last + 1].start if last + 1 < len(tokens) else len(self.text.text)
        return "?" in self.text.text[tokens[last].end : end] and not self.text.has("who")

    def _plain(self, act: Found) -> bool:
        """Hear the English present of many: "allies impose", where nothing else governs it."""
        if not act.start or act.start not in {found.start for found in self.text.all("plain")}:
            return False
        if self.has("call", "plan", "modal", "refuse", "future", "negation"):
            return False
        before = self.text.tokens[act.start - 1]
        ends = {found.end for found in self.text.all("state", "person")}
        many = before.raw.islower() and before.raw.endswith("s") and len(before.raw) > _MANY
        return many or act.start in ends

    def _governor(self, act: Found, *, finite: bool) -> tuple[Stance, str] | None:
        """Find the word that says that the act is not done; in the order of the table."""
        for word in self.text.all("conditional"):
            if act.start < word.start <= act.end + _WISHED and not self._parted(act, word):
                return Stance.HOPED, word.term
        coming = (w for w in self.text.all("future") if self._governs(w, act, _COMING, behind=0))
        finite = finite and not any(coming)  # "hopes that he will be freed" is no finite act
        for concept, stance, before_finite, before_nominal in _GOVERNORS:
            reach = before_finite if finite else before_nominal
            for word in self.text.all(concept):
                if self._governs(word, act, reach, behind=0 if finite else _BEHIND):
                    return stance, word.term
        return None

    def _spent(self, word: Found, act: Found) -> bool:
        """Say if "not" has an act of its own before a comma: "did not lift, but prolonged"."""
        own = (
            one.concept in _CHANGES and word.start <= one.start <= word.end and one.end <= act.start
            for one in self.text.found
        )
        return self._parted(word, act) and any(own)

    def _governs(self, word: Found, act: Found, reach: int, *, behind: int) -> bool:
        """Say if the word stands near enough, in the same sentence and on the same side."""
        tokens = self.text.tokens
        if tokens[word.start].sentence != tokens[act.start].sentence:
            return False
        if self.background[word.start] != self.background[act.start]:
            return False
        distance = act.start - word.end
        if 0 <= distance <= reach:
            return not (word.concept in _DENYING and self._spent(word, act))
        if word.concept == "call" and word.start == act.start:
            return True  # "let him go!" is act and call in one word
        return word.start < act.start < word.end or 0 <= word.start - act.end < behind
