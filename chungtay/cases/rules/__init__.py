"""What may happen in a file, what follows from it, who sees it. Pure Python: the law's data decides."""

from chungtay.cases.rules.checks import Told, check_fact, check_opening, openings
from chungtay.cases.rules.course import Course, Fact, Listed, Measure, Part, course_of, regime_on
from chungtay.cases.rules.dues import Ticking, next_due, running_clocks, waits_for, waits_words
from chungtay.cases.rules.events import (
    CARRIED_OVER,
    HANDED,
    MOVED,
    RECEIVED,
    RETURNED,
    SENT,
    Event,
    all_clocks,
    event_in,
    next_events,
    signer_of,
    state_words,
    words_of,
)
from chungtay.cases.rules.papers import (
    check_answer,
    check_delivery,
    check_past,
    check_referral,
    check_stage,
    check_target,
    next_stage,
    stage_names,
)
from chungtay.cases.rules.rights import KIND, OVERSEE, READ, WORK, Sight, Touching, may_work, sight_of
from chungtay.cases.rules.told import DutyWords, duty_words
from chungtay.cases.rules.ways import list_ways, split_way
from chungtay.cases.rules.words import (
    DeliveredHow,
    DeliveredTo,
    EpisodeKind,
    LookPurpose,
    ReferralFor,
    ReferralState,
    TransferState,
)
from chungtay.law.rules.removals import PersonList

__all__ = [
    "CARRIED_OVER", "HANDED", "KIND", "MOVED", "OVERSEE", "READ", "RECEIVED", "RETURNED", "SENT", "WORK",
    "Course", "DeliveredHow", "DeliveredTo", "DutyWords", "EpisodeKind", "Event", "Fact", "Listed",
    "LookPurpose", "Measure", "Part", "PersonList", "ReferralFor", "ReferralState", "Sight", "Ticking",
    "Told", "Touching", "TransferState", "all_clocks", "check_answer", "check_delivery", "check_fact",
    "check_opening", "check_past", "check_referral", "check_stage", "check_target", "course_of", "duty_words",
    "event_in", "list_ways", "may_work", "next_due", "next_events", "next_stage", "openings", "regime_on",
    "running_clocks", "sight_of", "signer_of", "split_way", "stage_names", "state_words", "waits_for",
    "waits_words", "words_of",
]  # fmt: skip
