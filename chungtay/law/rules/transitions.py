"""From the old law to the new: which day chooses the law that governs what began before and goes on after."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import Regime, Row, in_force, pages, regimes, row_fields


class GovernedMatter(StrEnum):
    """What is asked about."""

    REHAB_TERM = "rehab_term"
    AFTERCARE_TERM = "aftercare_term"
    OPEN_FILE = "open_file"
    ELECTRONIC_MONITORING = "electronic_monitoring"


class DecidingDay(StrEnum):
    """Which day of the story counts."""

    STARTED = "started"
    DECIDED = "decided"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Row):
    matter: GovernedMatter
    fact: DecidingDay
    rule: str


def governing(
    matter: GovernedMatter, *, started: date, decided: date, asked: date
) -> tuple[Regime, Transition]:
    """The law that governs, and the rule that says so.

    ``started`` is the day on which the measure began or the file was opened, ``decided`` the day of the decision,
    ``asked`` the day in question. Raises NoAnswer for a day before the oldest law kept here.
    """
    transition = next(one for one in transitions() if one.matter is matter)
    day = {DecidingDay.STARTED: started, DecidingDay.DECIDED: decided, DecidingDay.ASKED: asked}[
        transition.fact
    ]
    regime = in_force(regimes(), day)
    if regime is None:
        raise NoAnswer(
            "no law in force", f"Chưa có luật nào áp dụng ngày {day:%d/%m/%Y}.", on=day.isoformat()
        )
    return regime, transition


@cache
def transitions() -> tuple[Transition, ...]:
    return tuple(
        Transition(
            matter=GovernedMatter(raw["about"]),
            fact=DecidingDay(raw["fact"]),
            rule=raw["rule"],
            **row_fields(raw),
        )
        for raw in pages("transitions")["transition"]
    )
