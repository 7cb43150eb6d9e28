"""What is told to whom on which day. Pure Python, no Django."""

from chungtay.reminders.rules.days import days_ahead, distance, is_working, last_working
from chungtay.reminders.rules.digests import (
    Board,
    Group,
    Line,
    Person,
    Seat,
    is_time,
    lines_for,
)
from chungtay.reminders.rules.feeds import Event, Known, events_of, legal_events, told_anew
from chungtay.reminders.rules.recurring import Recurrence, recurrence
from chungtay.reminders.rules.steps import Policy, Steps, Tie, horizon, policy
from chungtay.reminders.rules.tree import Body, parents_of

__all__ = [
    "Board",
    "Body",
    "Event",
    "Group",
    "Known",
    "Line",
    "Person",
    "Policy",
    "Recurrence",
    "Seat",
    "Steps",
    "Tie",
    "days_ahead",
    "distance",
    "events_of",
    "horizon",
    "is_time",
    "is_working",
    "last_working",
    "legal_events",
    "lines_for",
    "parents_of",
    "policy",
    "recurrence",
    "told_anew",
]
