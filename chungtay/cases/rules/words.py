"""The closed lists of the room."""

from enum import StrEnum


class EpisodeKind(StrEnum):
    """One stretch of a person's course, told by the state of the law that it passes through."""

    DETERMINATION = "determination"
    VOLUNTARY_HOME = "voluntary_home"
    VOLUNTARY_PRIVATE = "voluntary_private"
    VOLUNTARY_PUBLIC = "voluntary_public"
    SUBSTITUTION = "substitution"
    USER_MANAGEMENT = "user_management"
    AFTERCARE = "aftercare"
    COMPULSORY = "compulsory"
    COMMUNE_EDUCATION = "commune_education"  # of the old law; only ever told as past


class DeliveredTo(StrEnum):
    PERSON = "person"
    PARENTS = "parents"  # or guardian, representative
    BODY = "body"  # an agency, a facility


class DeliveredHow(StrEnum):
    HANDED = "handed"
    POSTED = "posted"
    REFUSED = "refused"  # not taken; an adult witness signed


class TransferState(StrEnum):
    SENT = "sent"
    RECEIVED = "received"
    RETURNED = "returned"


class ReferralFor(StrEnum):
    """What another body is asked to do for the person."""

    HEALTH = "health"
    SUBSTITUTION = "substitution"
    COUNSELLING = "counselling"
    WORK = "work"  # vocational training, a loan, a job
    SCHOOL = "school"
    SOCIAL_PROTECTION = "social_protection"
    CHILD_PROTECTION = "child_protection"
    DECISION = "decision"  # of the chairman: aftercare, helpers


class ReferralState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CLOSED = "closed"


class LookPurpose(StrEnum):
    """What for somebody opens a file."""

    WORK = "work"
    SUPERVISION = "supervision"
    PERSON_READS = "person_reads"  # the person, or the parents, read it here
    COMPLAINT = "complaint"
    REFERRAL = "referral"
    EMERGENCY = "emergency"
