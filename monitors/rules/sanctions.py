"""Pure: what a headline says of sanctions; ordered guards, the first that fits decides."""

import re

from monitors.model import Action, ActionLabel
from monitors.rules.clause import (
    ATTRIBUTIVE,
    FIRM,
    MERCIFUL,
    QUESTION,
    Act,
    Clause,
    Stance,
)
from monitors.vocabulary import Found, Text

_FINITE = ("evade", "extend", "lift", "ease", "tighten", "impose", "punish", "spare")
_NOMINAL = ("extend_inf", "lift_inf", "ease_inf", "impose_inf")
_WORDS = ("sanction", "sanctioned", "package", "measure")
# acts that mean sanctions where one of their targets is named
_BY_TARGET = ("punish", "spare", "evade")
_MERCY = ("lift", "ease", "spare")
_BLOWS = ("impose", "tighten", "punish")
# "having lifted": a participle of what is done beside the main thing
_GERUNDS = (
    *("нив", "няв", "тив", "звав", "овав", "рав", "ушы"),
    *("inus", "aukus", "emus", "ines", "inusi"),
)
# verbs behind which a participle is the news: "announces the names of those freed of sanctions"
_GENERAL = (
    *("announc", "confirm", "report", "see", "adopt", "approv", "publish", "unveil", "sign"),
    *("объяв", "утверд", "одобр", "приня", "опублик", "подпис", "согласов", "обнарод"),
    *("абвя", "абвеш", "аб'яв", "ухвал", "прын", "зацвер", "апублік", "падпіс", "узгад", "узгод"),
    *("paskelb", "skelb", "pritar", "patvirt", "pasiraš", "priėm", "sutar"),
)
# what adds names to a list: "seven added, one removed"
_ADDING = (
    *("add", "list", "insert", "enter", "another", "more", "дадал", "дадаў", "дапіс", "уключ"),
    *("унес", "унёс", "добав", "допис", "внес", "внёс", "включ", "įtrauk", "įraš", "pridėjo"),
    *("papild", "дапоўн", "дополн", "вписа"),
)
_NEAR = 14  # words between an act and the sanctions that it changes
# words behind "delisted" that tell from what, not whom
_PREPOSITIONS = ("from", "by", "in", "after", "as", "off", "for", "on", "at", "and")
# verbs behind which English leaves out "were": "announces sanctions lifted"
_TELLING = ("announc", "confirm", "report", "see")
_QUESTION = Action(ActionLabel.OTHER, 0.8, ("question",), decided=False)
_STOP = re.compile("[,:;–—]")
_PARTS = re.compile(r"[,:;–—]|\b(?:and|but|while|и|а|но|і|ды|але|ir|o|bet)\b")
_DASH = re.compile("[–—]")
_LABELS = {
    "extend": ActionLabel.SANCTIONS_EXTENDED,
    "lift": ActionLabel.SANCTIONS_LIFTED,
    "ease": ActionLabel.SANCTIONS_EASED,
    "tighten": ActionLabel.SANCTIONS_IMPOSED,
    "impose": ActionLabel.SANCTIONS_IMPOSED,
    "punish": ActionLabel.SANCTIONS_IMPOSED,
    "spare": ActionLabel.SANCTIONS_EASED,
}


def decide(text: Text, context: Text, *, headline: bool) -> Action | None:
    """Return what a field says, or None if it says nothing; `context` is the whole item."""
    clause = Clause(text)
    blow = headline and context.has(*_WORDS, "target")
    acts = [
        act
        for act in clause.acts(_FINITE, _NOMINAL)
        if (_meant(clause, act, headline=headline) and _of_sanctions(act, context))
        or (blow and act.concept in _BY_TARGET)
    ]
    return (
        _not_news(clause)
        or _evasion(clause, acts)
        or _done(clause, acts)
        or _governed(clause, acts)
        or _bare(clause, acts, context)
    )


def _of_sanctions(act: Act, context: Text) -> bool:
    """Say if a licence that ends is one of sanctions, not that of any bank at home."""
    if act.concept != "tighten" or context.has("sanction", "sanctioned", "package"):
        return True
    return len({found.term for found in context.all("state")}) > 1


def _meant(clause: Clause, act: Act, *, headline: bool) -> bool:
    """Say if an act stands near the word that says what is lifted; a headline is one sentence."""
    tokens = clause.text.tokens
    words = [word.start for word in clause.text.all(*_WORDS) if abs(word.start - act.at) <= _NEAR]
    sentence = tokens[act.at].sentence
    return any(headline or tokens[at].sentence == sentence for at in words)


def _not_news(clause: Clause) -> Action | None:
    """Opinion, anniversaries, and what happened "since sanctions were lifted"."""
    if clause.remembers([found.start for found in clause.text.all(*_LABELS)]):
        return Action(ActionLabel.OTHER, FIRM, ("anniversary",), decided=False)
    if 0 <= clause.first("opinion") <= 2:
        return Action(ActionLabel.OTHER, 0.8, ("opinion",), decided=False)
    if clause.has("upheld") and clause.has("penal"):
        return Action(ActionLabel.OTHER, 0.8, ("upheld in court",), decided=False)
    if clause.text.has("stale") and not clause.has(*_LABELS, "fresh"):
        return Action(ActionLabel.OTHER, 0.7, ("anniversary or look back",), decided=False)
    return None


def _evasion(clause: Clause, acts: list[Act]) -> Action | None:
    """Evading, unless measures against those who evade come first."""
    evading = [act for act in acts if act.concept == "evade"]
    if clause.has("sanctioned") and clause.has("penal"):
        return Action(ActionLabel.SANCTIONS_EVASION, 0.7, ("penalty",), decided=False)
    others = [act for act in acts if act.concept in _LABELS and act.stance is Stance.DONE]
    if not evading or (others and others[0].at <= evading[0].at):
        return None
    why = ("evasion", evading[0].term)
    return Action(ActionLabel.SANCTIONS_EVASION, 0.8, why, decided=False)


def _done(clause: Clause, acts: list[Act]) -> Action | None:
    """The weightiest act that is done: what names the change beats "announces" and "adopts"."""
    done = [act for act in acts if _kind(act) in _LABELS and act.stance is Stance.DONE]
    main = [act for act in done if not clause.background[act.at]]
    main = [act for act in main if not _describes(clause, act, main)]
    if clause.asks or not main:
        return None
    if _planned_before(clause, main[0]):
        mercy = _kind(main[0]) in _MERCY and not clause.has("plan", "call")
        return _stay("planned") if mercy else _proposed(clause, "planned")
    changing = [act for act in main if _kind(act) not in {"impose", "punish"}]
    tightening = [act for act in changing if act.concept == "tighten"]
    prolonging = [act for act in changing if act.concept == "extend" and clause.has("rest")]
    adding = main[:1] if _adds(clause, main) else []
    kind = [*tightening, *adding, *prolonging, *changing, *main][0]
    if not changing:
        return _adopted(clause, acts, kind)
    return _label(clause, _kind(kind), ("done", kind.term))


def _kind(act: Act) -> str:
    """Name the change of an act, finite or not."""
    return act.concept.removesuffix("_inf")


def _describes(clause: Clause, act: Act, main: list[Act]) -> bool:
    """Say if an act only tells which sanctions are meant: "reimposes sanctions lifted in May".

    It is a participle behind the sanctions that a verb before them imposes; where the language
    sets off participles by a comma, the comma stands right before it. So does "imposed" where the
    sanctions are then lifted, or may be: "sanctions imposed in May could be lifted".
    """
    objects = clause.text.all("sanction", "measure")
    if act.concept == "impose":
        return _mercy_behind(clause, act) and any(
            word.end <= act.at and clause.is_participle_of(word, act) for word in objects
        )
    if act.concept == "tighten":
        return any(one.start < act.at < one.end for one in clause.text.all("ease"))
    imposed = [one for one in main if _kind(one) in _BLOWS]
    if act.concept in _MERCY and any(
        clause.outlives(act, one) for one in imposed if not one.term.startswith(_GENERAL)
    ):
        return True
    if act.concept not in {"lift", "ease"}:
        return False
    return (bool(imposed) and _tells_whom(clause, act, imposed)) or any(
        one.at < act.at
        and one.at < word.start
        and word.end <= act.at
        and clause.is_participle_of(word, act)
        for one in imposed
        if not one.term.startswith(_TELLING)
        for word in objects
    )


def _adds(clause: Clause, main: list[Act]) -> bool:
    """Say if names that are added lead before those removed: "seven added, one removed"."""
    kinds = [_kind(act) in {"impose", "punish"} for act in main]
    lifted = kinds.index(False) if False in kinds else 0
    if not lifted or _kind(main[lifted]) != "lift":
        return False
    first, second = (clause.text.tokens[main[number].at] for number in (lifted - 1, lifted))
    return (
        any(act.term.startswith(_ADDING) for act in main[:lifted])
        and not first.folded.endswith(ATTRIBUTIVE)
        and first.sentence == second.sentence
        and _PARTS.search(clause.text.text, first.end, second.start) is not None
    )


def _mercy_behind(clause: Clause, act: Act) -> bool:
    """Say if something is lifted or eased behind an act, in its sentence, whatever governs it."""
    tokens, background = clause.text.tokens, clause.background
    return any(
        found.start > act.at
        and not background[found.start]
        and tokens[found.start].sentence == tokens[act.at].sentence
        for found in clause.text.all(*MERCIFUL)
    )


def _tells_whom(clause: Clause, act: Act, imposed: list[Act]) -> bool:
    """Say if a lifting is told beside a blow that is the news.

    "Delisted bankers make room: ...", "puts delisted banker back"; "measures lifted in 2015
    return"; "imposes sanctions, having lifted others".
    """
    tokens, text = clause.text.tokens, clause.text.text
    word = tokens[act.at]
    if word.folded.endswith(_GERUNDS):
        return True
    for found in clause.text.all("returns"):
        between = text[word.end : tokens[found.start].start]
        if found.start > act.at and not _STOP.search(between):
            return True
    last = act.at + 1 == len(tokens)
    if (
        last
        or not word.folded.endswith(("ed", "unfrozen"))
        or tokens[act.at + 1].folded in _PREPOSITIONS
    ):
        return False
    noun = text[word.end : tokens[act.at + 1].start] == " "
    return noun and (act.at == 0 or any(one.at == act.at - 1 for one in imposed))


def _planned_before(clause: Clause, act: Act) -> bool:
    """Say if a plan, call or refusal is what the headline is about.

    A refusal that is in the act itself, "refuses to renew the licence", is none; nor one before
    what is prolonged: "does not lift, but prolongs".
    """
    words = clause.text.all("plan", "call", *(() if act.concept == "extend" else ("refuse",)))
    prolongs = [found.start for found in clause.text.all("extend_inf")]
    own = {
        found.end
        for found in clause.text.all("tighten", "lift")
        if found.start == act.at
        and (found.concept == "tighten" or any(act.at < at < found.end for at in prolongs))
    }
    return any(
        (word.start < act.at or (word.start == act.at and word.end - word.start > 1))
        and not any(act.at <= word.start and word.end < end for end in own)
        for word in words
        if not clause.background[word.start]
    )


def _adopted(clause: Clause, acts: list[Act], generic: Act) -> Action:
    """Take "approves lifting" for a lifting: a noun or infinitive behind a general verb.

    Not that of the background: "imposes sanctions after lifting others" imposes.
    """
    for act in acts:
        concept = _kind(act)
        behind = act.at > generic.at and not clause.background[act.at]
        settled = act.stance in {Stance.DONE, Stance.COMING}
        if act.concept in _NOMINAL and concept != "impose" and behind and settled:
            return _label(clause, concept, ("adopted", generic.term, act.term))
    return _label(clause, "impose", ("done", generic.term))


def _label(clause: Clause, concept: str, why: tuple[str, ...]) -> Action:
    """Take a lifting of a part for an easing."""
    if concept == "lift" and clause.text.has("partial"):
        return Action(ActionLabel.SANCTIONS_EASED, 0.8, (*why, "partly"))
    return Action(_LABELS[concept], 0.9, why)


def _new(clause: Clause) -> bool:
    """Say if the headline is the sanctions themselves ("New sanctions on ..."), not a reaction."""
    return _verb(clause) or (
        (clause.has("fresh") or _dashed(clause)) and not clause.has("reaction")
    )


def _dashed(clause: Clause) -> bool:
    """Hear a dash for the verb that is left out: "Mindičiui – sankcijos"."""
    tokens, text = clause.text.tokens, clause.text.text
    whom = {found.start for found in clause.text.all("state", "target", "person")}
    for word in clause.text.all("sanction"):
        before = text[tokens[word.start - 1].end : tokens[word.start].start] if word.start else ""
        if word.end == len(tokens) and _DASH.search(before):
            return True
        after = text[tokens[word.end - 1].end : tokens[word.end].start] if word.end in whom else ""
        if _DASH.search(after):
            return True
    return False


def _verb(clause: Clause) -> bool:
    """Hear English "EU sanctions judges": no preposition follows, and a state stands before."""
    nouns = {found.start for found in clause.text.all("noun_use")}
    states = {found.end for found in clause.text.all("state")}
    uses = (f for f in clause.text.all("sanction") if f.term == "sanctions")
    last = len(clause.text.tokens) - 1
    return any(f.start in states and f.start not in nouns and f.start < last for f in uses)


def _governed(clause: Clause, acts: list[Act]) -> Action | None:
    """Threats, proposals, calls and refusals; a change announced for later counts as decided."""
    for act in acts:
        concept = _kind(act)
        coming = act.stance is Stance.COMING and act.because and not clause.asks
        if coming and concept in _LABELS:
            return _label(clause, concept, ("announced", act.because))
        if act.stance not in {Stance.DONE, Stance.COMING}:
            return _withheld(clause, act)
    if clause.asks:
        return _QUESTION
    if not clause.has("plan", "call", "refuse"):
        return None
    merciful = acts and _kind(acts[0]) in _MERCY and not clause.has("plan", "call")
    return _stay("refusal") if merciful else _proposed(clause, "plan, call or refusal")


def _withheld(clause: Clause, act: Act) -> Action:
    """Tell what is asked after, what is refused and what is proposed."""
    if act.because == QUESTION:
        return _QUESTION
    if _stays(clause, act):
        return _stay(act.because, firm=act.firm)
    return _proposed(clause, act.because, firm=act.firm)


def _stays(clause: Clause, act: Act) -> bool:
    """Say if a lifting or easing is refused, or not even asked for: "does not ask to lift"."""
    if _kind(act) not in _MERCY or clause.has("undecided"):
        return False
    return act.stance in {Stance.NOT, Stance.REFUSED} or _unasked(clause)


def _unasked(clause: Clause) -> bool:
    """Say if "not" stands beside a word of asking or promising."""
    nots = clause.text.all("negation", "refuse")
    asked = clause.text.all("call", "modal", "plan")
    return any(_beside(no, word) for no in nots for word in asked)


def _beside(no: Found, word: Found) -> bool:
    return 0 <= word.start - no.end <= 1 or no.start == word.end


def _stay(why: str, *, firm: bool = False) -> Action:
    """Sanctions that are not lifted stay as they are: nothing is proposed."""
    why_not = ("lifting refused", why)
    return Action(ActionLabel.OTHER, FIRM if firm else 0.8, why_not, decided=False)


def _proposed(clause: Clause, why: str, *, firm: bool = False) -> Action:
    """A veto and a draft say in so many words that nothing is decided."""
    label = ActionLabel.SANCTIONS_PROPOSED
    firm = firm or clause.has("undecided")
    return Action(label, FIRM if firm else 0.8, ("proposed or threatened", why), decided=False)


def _bare(clause: Clause, acts: list[Act], context: Text) -> Action | None:
    """Settle what is in the background, and nouns whose act the rest of the item tells."""
    behind = [act for act in acts if act.concept in _LABELS and act.stance is Stance.DONE]
    behind = [act for act in behind if not _describes(clause, act, behind)]
    if clause.text.has("since"):
        return Action(ActionLabel.OTHER, 0.6, ("long done",), decided=False)
    told = _told(context)
    if behind and not clause.asks:
        mercy = next((act for act in told if _kind(act) in _MERCY), None)
        if mercy and _kind(behind[0]) == "impose":
            return _label(clause, _kind(mercy), ("done elsewhere", mercy.term))
        return _label(clause, behind[0].concept, ("done, in the background", behind[0].term))
    if _new(clause) and not clause.asks:
        return _label(clause, "impose", ("new sanctions",))
    concepts = {act.concept for act in told}
    for act in acts:
        concept = _kind(act)
        if concept in concepts and concept in _LABELS and not clause.asks:
            return _label(clause, concept, ("noun, done elsewhere", act.term))
    return None


def _told(context: Text) -> list[Act]:
    """What the whole item says was done."""
    clause = Clause(context)
    done = [act for act in clause.acts(_FINITE) if act.stance is Stance.DONE]
    return [act for act in done if not _describes(clause, act, done)]
