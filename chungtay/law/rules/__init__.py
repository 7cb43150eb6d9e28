"""The door of the room: pure questions to the dated law, and their exact answers."""

from chungtay.law.rules import calendar
from chungtay.law.rules.ages import age_on, turns
from chungtay.law.rules.answers import NoAnswer, NotAllowed
from chungtay.law.rules.areas import CommuneAnswer, ProvinceAnswer, classify
from chungtay.law.rules.clocks import Due, due
from chungtay.law.rules.grounds import check_compulsory
from chungtay.law.rules.remainders import enough_is_left
from chungtay.law.rules.removals import removal
from chungtay.law.rules.states import next_steps, state_after
from chungtay.law.rules.stretches import last_day_with
from chungtay.law.rules.terms import Term, term
from chungtay.law.rules.transitions import governing
from chungtay.law.rules.waits import passed_on
from chungtay.law.rules.windows import Window, window

__all__ = [
    "CommuneAnswer",
    "Due",
    "NoAnswer",
    "NotAllowed",
    "ProvinceAnswer",
    "Term",
    "Window",
    "age_on",
    "calendar",
    "check_compulsory",
    "classify",
    "due",
    "enough_is_left",
    "governing",
    "last_day_with",
    "next_steps",
    "passed_on",
    "removal",
    "state_after",
    "term",
    "turns",
    "window",
]
