"""The closed lists of this room."""

from enum import StrEnum


class TipState(StrEnum):
    NEW = "new"
    OPEN = "open"  # somebody has said that it was received
    CLOSED = "closed"
    DELETED = "deleted"  # only what statistics need is left


class Source(StrEnum):
    WEB = "web"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"
    ONLINE = "online"  # a messenger, an e-mail


class Side(StrEnum):
    SENDER = "sender"
    OFFICE = "office"


class StepKind(StrEnum):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    ADDED = "added"  # the sender wrote again
    FORWARDED = "forwarded"  # to the channel for crime tips, under a number there
    TRANSFERRED = "transferred"
    CLOSED = "closed"
    DELETED = "deleted"


class Outcome(StrEnum):
    RESOLVED = "resolved"
    FORWARDED = "forwarded"
    ADVISED = "advised"
    NOT_FOUND = "not_found"
    NOT_OURS = "not_ours"
