"""The closed lists of the room."""

from enum import StrEnum


class Treatment(StrEnum):
    """What a person is treated with at a facility."""

    SUBSTITUTION = "substitution"
    REHAB = "rehab"
    OTHER = "other"


class NoteKind(StrEnum):
    """A clinical note; what is in it nobody but the treating facility reads."""

    EXAM = "exam"
    THERAPY = "therapy"
    MENTAL = "mental"
    HIV = "hiv"
    HEPATITIS = "hepatitis"
    TUBERCULOSIS = "tuberculosis"
    LAB = "lab"


class DoseState(StrEnum):
    TAKEN = "taken"
    MISSED = "missed"
    EXCUSED = "excused"  # dose taken along, in hospital, treated elsewhere


class Reached(StrEnum):
    """How the health side followed up."""

    PHONE = "phone"
    VISIT = "visit"
    DOCTOR = "doctor"


class RoomKind(StrEnum):
    """For whom places are kept apart; the law wants women and minors apart."""

    MEN = "men"
    WOMEN = "women"
    MINORS = "minors"
    SUBSTITUTION = "substitution"


class HelpKind(StrEnum):
    VISIT = "visit"
    COUNSELLING = "counselling"
    TRAINING = "training"
    JOB = "job"
    LOAN = "loan"
    SCHOOLING = "schooling"
    PAPERS = "papers"
    HOUSING = "housing"


class HelperPart(StrEnum):
    """Who stands in a team (ND 163, articles 59 and 136)."""

    HEAD = "head"
    DEPUTY = "deputy"
    FAMILY = "family"
    RESPECTED = "respected"
    ORGANISATION = "organisation"
    SOCIAL_WORKER = "social_worker"
    COUNSELLOR = "counsellor"
