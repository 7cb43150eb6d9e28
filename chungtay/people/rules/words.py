"""The closed lists of the summary of a person (forms III-05 and V-33 of Nghị định 163/2026/NĐ-CP)."""

from enum import StrEnum


class ListAct(StrEnum):
    """What the worker is asked to do with a list."""

    TRY = "try"
    TAKE = "take"
    UNDO = "undo"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Schooling(StrEnum):
    """How far a person went to school."""

    NONE = "none"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    COLLEGE = "college"  # college or university
    POSTGRADUATE = "postgraduate"


class NumberKind(StrEnum):
    """What a number that names a person stands on."""

    CCCD = "cccd"  # the identity card of 12 digits, and the personal number
    CMND = "cmnd"  # the card of 9 digits that it replaced
    PASSPORT = "passport"


class Record(StrEnum):
    """What the form asks about the past."""

    DRUG_CONVICTION = "drug_conviction"
    DRUG_FINE = "drug_fine"
    OTHER_CONVICTION = "other_conviction"
    OTHER_FINE = "other_fine"


class Drug(StrEnum):
    OPIUM = "opium"
    COCAINE = "cocaine"
    CANNABIS = "cannabis"
    HEROIN = "heroin"
    KETAMINE = "ketamine"
    AMPHETAMINES = "amphetamines"  # amphetamine, methamphetamine
    OTHER = "other"
    SEVERAL = "several"


class Route(StrEnum):
    INJECTED = "injected"
    INHALED = "inhaled"
    SWALLOWED = "swallowed"
    OTHER = "other"
    SEVERAL = "several"
