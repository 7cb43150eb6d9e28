"""Who keeps the old law when the new one comes, on 1 July 2026."""

from datetime import date

import pytest

from chungtay.law.rules import NoAnswer, governing
from chungtay.law.rules.transitions import GovernedMatter

BEFORE, EVE, CHANGE, LATER = date(2026, 3, 10), date(2026, 6, 30), date(2026, 7, 1), date(2026, 11, 2)


@pytest.mark.parametrize(
    ("matter", "started", "decided", "asked", "regime"),
    [
        # In rehab on the day of the change: the old term to its end.
        (GovernedMatter.REHAB_TERM, BEFORE, BEFORE, LATER, "2021"),
        (GovernedMatter.REHAB_TERM, EVE, EVE, LATER, "2021"),
        (GovernedMatter.REHAB_TERM, CHANGE, EVE, LATER, "2025"),
        # Its aftercare, begun after: the new law.
        (GovernedMatter.AFTERCARE_TERM, LATER, LATER, LATER, "2025"),
        (GovernedMatter.AFTERCARE_TERM, BEFORE, BEFORE, LATER, "2021"),
        # A file opened before and decided after: the new law.
        (GovernedMatter.OPEN_FILE, BEFORE, CHANGE, CHANGE, "2025"),
        (GovernedMatter.OPEN_FILE, BEFORE, EVE, LATER, "2021"),
        # Already in treatment or aftercare: electronic monitoring by the new law.
        (GovernedMatter.ELECTRONIC_MONITORING, BEFORE, BEFORE, LATER, "2025"),
        (GovernedMatter.ELECTRONIC_MONITORING, BEFORE, BEFORE, EVE, "2021"),
    ],
)
def test_the_day_that_the_transition_names_chooses_the_law(
    matter: GovernedMatter, started: date, decided: date, asked: date, regime: str
) -> None:
    law, transition = governing(matter, started=started, decided=decided, asked=asked)
    assert law.name == regime
    assert "Điều 56" in transition.article
    assert transition.rule


def test_a_day_before_the_oldest_law_kept_here_has_no_answer() -> None:
    with pytest.raises(NoAnswer):
        governing(GovernedMatter.REHAB_TERM, started=date(2021, 12, 31), decided=LATER, asked=LATER)
