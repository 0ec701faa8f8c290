"""Pure: what a headline says of prisoners; ordered guards, the first that fits decides."""

from monitors.model import Action, ActionLabel
from monitors.rules.clause import FIRM, Act, Clause, Stance
from monitors.vocabulary import Text

_FINITE = ("freed", "free", "pardon", "swap_done", "home", "handover", "deport")
_NOMINAL = ("free_inf", "free_coming", "home_coming", "pardon_inf", "swap")
_LOOK_BACK = 4  # words between an act and the "a year ago" that makes it old
_SUBJECT = 2  # words before "refused to leave" that say who did: "one of those freed"
_FULL_NAME = 2  # words, each known by itself
_GRANTED = 8  # words between "welcomes" and the release that is welcome
_HELD = ("political", "prisoner", "captive")


def decide(text: Text, context: Text) -> Action | None:
    """Return what a field says, or None if it says nothing; `context` is the whole item."""
    clause = Clause(text)
    acts = [act for act in clause.acts(_FINITE, _NOMINAL) if _meant(act, context)]
    done = [act for act in acts if act.stance is Stance.DONE and not clause.background[act.at]]
    return (
        _stays(clause, done)
        or _not_news(clause, done)
        or _detention(clause, done)
        or _done(clause, acts, done)
        or _granted(clause, acts)
        or _imperative(clause)
        or _governed(clause, acts)
        or _noun(clause, acts, context)
    )


def _stays(clause: Clause, done: list[Act]) -> Action | None:
    """Hear of one who was let go and would not leave the country; others, told before, did."""
    stays = clause.first("stays")
    if stays < 0 or (done and done[0].at < stays - _SUBJECT):
        return None
    return Action(ActionLabel.RELEASE_REFUSED, FIRM, ("refused to leave",), decided=False)


def _meant(act: Act, context: Text) -> bool:
    """Say if "handed over" or "came home" is of prisoners: the item has some, or has people."""
    if act.concept not in {"home", "home_coming", "handover", "deport"}:
        return True
    if context.has(*_HELD, "known", "place", "freed", "pardon", "swap", "swap_done", "free"):
        return True
    return act.concept == "handover" and context.has("person")


def _not_news(clause: Clause, done: list[Act]) -> Action | None:
    """Opinion, anniversaries, lives of those freed long ago, counts of those still held."""
    opinion = clause.first("opinion")
    if 0 <= opinion <= 2 and not (done and done[0].at < opinion):
        return Action(ActionLabel.OTHER, 0.8, ("opinion",), decided=False)
    if clause.text.has("former") and done and all(clause.quotes(act.at) for act in done):
        return Action(ActionLabel.OTHER, 0.8, ("former prisoner, quoted",), decided=False)
    if clause.remembers([act.at for act in done]):
        return Action(ActionLabel.OTHER, FIRM, ("anniversary",), decided=False)
    if _long_ago(clause, done):
        return Action(ActionLabel.OTHER, 0.8, ("anniversary or look back",), decided=False)
    strong = [act for act in done if act.concept != "free" or not clause.text.has("former")]
    if clause.text.has("former") and not strong and not clause.has("call"):
        if clause.has("detain"):
            return None
        return Action(ActionLabel.OTHER, 0.7, ("former prisoner",), decided=False)
    if clause.text.has("held") and not done and not clause.has("call", "modal", "refuse"):
        return Action(ActionLabel.OTHER, 0.7, ("still held",), decided=False)
    return None


def _long_ago(clause: Clause, done: list[Act]) -> bool:
    """Say if the only act is told together with "a year ago" or behind it, or there is none."""
    old = [found.start for found in clause.text.all("stale")]
    return bool(old) and all(any(_looks_back(clause, at, act) for at in old) for act in done)


def _looks_back(clause: Clause, at: int, act: Act) -> bool:
    """Say if "a year ago" at a place is about an act: near it, or as a heading before it."""
    tokens, text = clause.text.tokens, clause.text.text
    heads = at == 0 and "," in text[: tokens[act.at].start]
    near = abs(act.at - at) <= _LOOK_BACK
    return near or heads or tokens[at].sentence < tokens[act.at].sentence


def _detention(clause: Clause, done: list[Act]) -> Action | None:
    """Someone was taken, and no one let go before it is said."""
    if clause.has("again"):
        return Action(ActionLabel.DETENTION, 0.8, ("taken again",), decided=False)
    taken = clause.first("detain")
    if taken < 0 or clause.has("call") or any(act.at < taken + 4 for act in done):
        return None
    if done or clause.has("free_inf", "free_coming", "pardon_inf", "swap"):
        return None
    return Action(ActionLabel.DETENTION, 0.7, ("detention",), decided=False)


def _done(clause: Clause, acts: list[Act], done: list[Act]) -> Action | None:
    """The first act that no word before it takes back."""
    if clause.asks or not done:
        return None
    governed = [a for a in acts if a.stance in {Stance.CALLED, Stance.REFUSED} and a.because]
    if governed and governed[0].at < done[0].at:
        return None
    certain = _is_counted(clause, done[0]) or _are_known(clause)
    certainty = FIRM if certain else 0.9
    return Action(ActionLabel.RELEASE_HAPPENED, certainty, ("done", done[0].term))


def _are_known(clause: Clause) -> bool:
    """Say if known prisoners are named: as prisoners, or more than one full name of them."""
    known = clause.text.all("known")
    return len(known) > _FULL_NAME or (bool(known) and clause.text.has(*_HELD))


def _is_counted(clause: Clause, act: Act) -> bool:
    """Say if "freed 20 prisoners" or "20 political prisoners freed" is all in a row.

    Where those are counted who are still held, a number beside the act is enough.
    """
    tokens = clause.text.tokens
    beside = (token.raw.isdigit() for token in tokens[max(act.at - 1, 0) : act.at + 2])
    if clause.text.has("held") and any(beside):
        return True
    for whom in clause.text.all("political", "prisoner"):
        numbered = whom.start > 0 and tokens[whom.start - 1].raw.isdigit()
        if numbered and (act.at == whom.start - 2 or act.at == whom.end):
            return True
    return False


def _granted(clause: Clause, acts: list[Act]) -> Action | None:
    """Who welcomes, confirms or gives thanks for a release grants that it happened.

    Not where it is yet to come: "confirm that the exchange will be on Monday".
    """
    granted, doubted = clause.first("granted"), clause.first("call", "modal", "refuse", "plan")
    spoken = (act for act in acts if act.concept in _NOMINAL)
    nouns = [act.at for act in spoken if act.stance is not Stance.COMING or not act.because]
    if any(act.concept == "free_coming" for act in acts):
        return None
    if granted < 0 or not nouns or clause.asks or 0 <= doubted < max(granted, nouns[0]):
        return None
    if abs(nouns[0] - granted) > _GRANTED:
        return None
    return Action(ActionLabel.RELEASE_HAPPENED, 0.7, ("granted as done",))


def _imperative(clause: Clause) -> Action | None:
    """Hear "Free all political prisoners": a headline that begins with the infinitive."""
    start = clause.first("free_inf")
    if 0 <= start <= 1 and clause.has("call"):
        return _called("imperative")
    return None


def _governed(clause: Clause, acts: list[Act]) -> Action | None:
    """Label the first act that a word governs by that word."""
    for act in (act for act in acts if not clause.background[act.at]):
        if act.stance is Stance.CALLED:
            return _called(act.because)
        if act.stance in {Stance.REFUSED, Stance.NOT}:
            why = ("refused or denied", act.because)
            certainty = FIRM if act.firm else 0.8
            return Action(ActionLabel.RELEASE_REFUSED, certainty, why, decided=False)
        if act.stance is Stance.HOPED:
            why = ("hoped for", act.because)
            return Action(ActionLabel.RELEASE_ANNOUNCED, 0.6, why, decided=False)
        if act.stance is Stance.COMING and act.because and clause.has("decreed"):
            return _decreed(act)
        if act.stance is Stance.COMING and act.because:
            why = ("announced", act.because)
            return Action(ActionLabel.RELEASE_ANNOUNCED, 0.7, why, decided=not clause.asks)
    if clause.has("call") and clause.has("political", "prisoner", "held"):
        return _called("call")
    return None


def _decreed(act: Act) -> Action:
    """A decree of pardon that is signed counts as the release itself."""
    return Action(ActionLabel.RELEASE_HAPPENED, 0.8, ("decreed", act.term))


def _called(why: str) -> Action:
    return Action(ActionLabel.RELEASE_CALLED_FOR, 0.8, ("called for", why), decided=False)


def _noun(clause: Clause, acts: list[Act], context: Text) -> Action | None:
    """Settle a bare noun or infinitive: agreed, in the background, or nothing."""
    behind = [act for act in acts if act.stance is Stance.DONE]
    if behind:
        why = ("done, in the background", behind[0].term)
        # a question is no more than one: only a vote that is sure of the answer alerts
        certainty = 0.7 if clause.asks else 0.6
        return Action(ActionLabel.RELEASE_HAPPENED, certainty, why, decided=not clause.asks)
    if acts and clause.has("decreed"):
        return _decreed(acts[0])
    coming = acts and acts[0].stance is Stance.COMING and acts[0].because
    if acts and (clause.has("agreed") or (coming and clause.text.has("agreed"))):
        why = ("agreed", acts[0].term)
        return Action(ActionLabel.RELEASE_ANNOUNCED, 0.7, why, decided=not clause.asks)
    done = Clause(context).acts(_FINITE)
    if acts and any(act.stance is Stance.DONE for act in done):
        why = ("noun, done elsewhere", acts[0].term)
        return Action(ActionLabel.RELEASE_HAPPENED, 0.6, why, decided=not clause.asks)
    return None
