"""The named words that the values of `monitors/model.py` are made of."""

from enum import StrEnum


class SourceKind(StrEnum):
    """How a source is collected."""

    FEED = "feed"
    TELEGRAM = "telegram"
    PAGE = "page"


class OutletKind(StrEnum):
    """Who speaks: decides what counts as independent confirmation."""

    INDEPENDENT = "independent"
    STATE = "state"
    GOVERNMENT = "government"
    NGO = "ngo"
    AGENCY = "agency"


class ActionLabel(StrEnum):
    """What a headline says was done. `tests/quality` and the scorer use the same words."""

    RELEASE_HAPPENED = "release.happened"
    RELEASE_ANNOUNCED = "release.announced"
    RELEASE_CALLED_FOR = "release.called_for"
    RELEASE_REFUSED = "release.refused_or_denied"
    DETENTION = "detention"
    SANCTIONS_IMPOSED = "sanctions.imposed"
    SANCTIONS_LIFTED = "sanctions.lifted"
    SANCTIONS_EASED = "sanctions.eased_or_suspended"
    SANCTIONS_EXTENDED = "sanctions.extended"
    SANCTIONS_PROPOSED = "sanctions.proposed_or_threatened"
    SANCTIONS_EVASION = "sanctions.evasion"
    OTHER = "other"

    __hash__ = str.__hash__  # that of Enum is a function in Python; every vote asks it

    @property
    def family(self) -> str:
        """`release`, `sanctions`, `detention` or `other`: the part before the dot."""
        return self.partition(".")[0]


class Qualifier(StrEnum):
    """How a report puts a number: "52", "at least 14", "about 30", "14-16"."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"
    RANGE = "range"


class Reason(StrEnum):
    """Why an item led to an alert, or why it did not. Shown by `volia explain` and /why."""

    FIRST_REPORT = "first_report"
    CONFIRMED = "confirmed"
    NEW_FACT = "new_fact"
    CORRECTED = "corrected"
    CONTRADICTED = "contradicted"
    WATCHED = "watched"
    NOTHING_NEW = "nothing_new"
    LISTED = "listed"
    TOO_OLD = "too_old"
    BACKLOG = "backlog"
    NOT_ON_TOPIC = "not_on_topic"
    NO_ACTION = "no_action"
    KNOWN = "known"
    EDITED = "edited"
    TRANSLATED = "translated"
    AWAITS_TRANSLATION = "awaits_translation"
    DIGEST = "digest"
    MERGED = "merged"
    SPLIT = "split"
    IN_DOUBT = "in_doubt"


class DeliveryKind(StrEnum):
    """`post` is a story's first message, `reply` is audible, `edit` is silent.

    `question` goes to an admin alone.
    """

    POST = "post"
    REPLY = "reply"
    EDIT = "edit"
    DIGEST = "digest"
    QUESTION = "question"


class DeliveryState(StrEnum):
    """`sending` is on disk before the request leaves; `uncertain`: Telegram may have it."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DEAD = "dead"


ALERTING = frozenset(
    {
        ActionLabel.RELEASE_HAPPENED,
        ActionLabel.RELEASE_ANNOUNCED,
        ActionLabel.SANCTIONS_IMPOSED,
        ActionLabel.SANCTIONS_LIFTED,
        ActionLabel.SANCTIONS_EASED,
        ActionLabel.SANCTIONS_EXTENDED,
    }
)
