"""What a clock asks for, in the law's own words, and which steps would meet it."""

from dataclasses import dataclass
from datetime import date

from chungtay.cases.rules.dues import duties
from chungtay.cases.rules.events import all_clocks
from chungtay.law.rules.clocks import rule_of


@dataclass(frozen=True, slots=True)
class DutyWords:
    """``verified``: read in the text of the law itself; where not, ``note`` says why."""

    does: str
    who: str
    article: str
    verified: bool
    note: str
    forms: tuple[str, ...]
    met_by: tuple[str, ...]


def duty_words(clock: str, on: date) -> DutyWords:
    """The duty of a clock by the law of the day of its fact."""
    known, row = rule_of(clock, on, all_clocks())
    met_by = next((duty.met_by for duty in duties() if duty.clock == clock), tuple[str, ...]())
    return DutyWords(known.does, row.who, row.article, row.verified, row.note, row.forms, met_by)
