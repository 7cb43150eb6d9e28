"""The door of the room: pure questions to the dated law, and their exact answers."""

from chungtay.law.rules import calendar
from chungtay.law.rules.answers import NoAnswer, NotAllowed
from chungtay.law.rules.areas import CommuneAnswer, ProvinceAnswer, classify
from chungtay.law.rules.clocks import Due, due
from chungtay.law.rules.terms import Term, term
from chungtay.law.rules.transitions import governing, minor_stays
from chungtay.law.rules.windows import Window, window

__all__ = [
    "CommuneAnswer",
    "Due",
    "NoAnswer",
    "NotAllowed",
    "ProvinceAnswer",
    "Term",
    "Window",
    "calendar",
    "classify",
    "due",
    "governing",
    "minor_stays",
    "term",
    "window",
]
