"""The closed lists of this room."""

from enum import StrEnum


class TipState(StrEnum):
    NEW = "new"
    OPEN = "open"  # somebody has said that it was received
    CLOSED = "closed"
    DELETED = "deleted"  # only what statistics need is left


class TipKind(StrEnum):
    """What a desk took a tip for; each has its clocks."""

    CRIME = "crime"  # a sign of crime: leaves at once for the channel of crime tips
    MISCONDUCT = "misconduct"
    HELP = "help"
    OTHER = "other"


class Source(StrEnum):
    WEB = "web"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"
    ONLINE = "online"  # a messenger, an e-mail


class Strength(StrEnum):
    """How close the one who tells was to what they tell."""

    UNKNOWN = "unknown"
    SEEN = "seen"
    HEARD = "heard"
    SHOWN = "shown"  # with a photo or a paper


class Hold(StrEnum):
    """Why a tip waits apart, sealed like any other, until a desk lets it in."""

    FLOOD = "flood"  # more in an hour than people send
    ALIKE = "alike"  # one of many of the same shape
    ABUSE = "abuse"  # a desk has read it: no tip, or a threat


class Side(StrEnum):
    SENDER = "sender"
    OFFICE = "office"


class StepKind(StrEnum):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    CLASSIFIED = "classified"
    ANSWERED = "answered"
    ADDED = "added"  # the sender wrote again
    FORWARDED = "forwarded"  # to the channel for crime tips, under a number there
    TRANSFERRED = "transferred"
    HELD = "held"
    RELEASED = "released"
    CLOSED = "closed"
    DELETED = "deleted"


class TransferGround(StrEnum):
    """Why a tip goes to another body. A closed list, so that no words about it lie beside the sealed ones."""

    COMPETENT = "competent"  # it is theirs to settle
    ELSEWHERE = "elsewhere"  # it is about their area
    INVOLVED = "involved"  # somebody here is close to it


class Outcome(StrEnum):
    RESOLVED = "resolved"
    FORWARDED = "forwarded"
    ADVISED = "advised"
    NOT_FOUND = "not_found"
    NOT_OURS = "not_ours"
