"""The rows hold together: dates, articles, sources, and the public table of clocks once more by another hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from chungtay.law.rules.book import Row, in_force, pages, regimes
from chungtay.law.rules.clocks import Clock, national
from chungtay.law.rules.criteria import communes, cycles, drug_free, history, provinces
from chungtay.law.rules.grounds import grounds_of
from chungtay.law.rules.remainders import remainders
from chungtay.law.rules.removals import removals
from chungtay.law.rules.states import person_states, steps
from chungtay.law.rules.stretches import stretch_rows
from chungtay.law.rules.terms import Completed, LegalMeasure, refusals, terms
from chungtay.law.rules.transitions import transitions
from chungtay.law.rules.waits import waits
from chungtay.law.rules.windows import rows as window_rows

# The table of the public contract: clock, limit from 01/7/2026, limit before it; "r" what a remote area has,
# "!" not verified, "-" before the end, "=" a window at the end.
TABLE = """
verify_residence               24 hours r48         3 working_days r10
notify_after_verification      24 hours             3 working_days
decide_user_management         24 hours             3 working_days
decide_again_new_use           24 hours             none
report_after_move              24 hours             none
transfer_file                  24 hours             5 working_days
send_end_decision              24 hours             none
register_voluntary             24 hours             none
notify_substitution_admission  24 hours             none
decide_voluntary               24 hours             none
start_voluntary                2 working_days       none
provider_notice                24 hours             none
person_reports_completion      2 days               none
reregister_remainder           3 days               none
precompletion_notice           30 days -            none
completion_certificate         24 hours =           none
open_compulsory_file           1 working_days       5 working_days !
read_file                      3 working_days       3 working_days
send_to_court                  1 working_days       none
answer_court                   2 working_days       none
court_decision_to_province     24 hours             none
choose_facility                24 hours             none
take_to_facility               24 hours             none
limitation_compulsory          3 months             none
propose_aftercare              2 working_days       none
transfer_aftercare             24 hours             none
end_aftercare                  3 working_days =     none
complaint_court_decision       3 working_days !     3 working_days !
loss_of_controlled_substance   24 hours             none
classify_tip                   24 hours !           24 hours !
decide_on_tip                  20 days !            20 days !
"""


def written(clock: Clock, regime: str) -> str:
    """The row of a regime, written as in the table."""
    row = next((one for one in clock.rows if one.regime == regime), None)
    if row is None:
        return "none"
    marks = [f"r{row.remote}"] if row.remote else []
    marks += ["!"] if not row.verified else []
    marks += ["="] if row.window else ["-"] if row.direction == "before" else []
    return " ".join([f"{row.limit} {row.unit}", *marks])


def test_the_clocks_are_those_of_the_public_table() -> None:
    expected = [" ".join(line.split()) for line in TABLE.strip().splitlines()]
    found = [f"{one.name} {written(one, '2025')} {written(one, '2021')}" for one in national().values()]
    assert found[: len(expected)] == expected  # those after them are our own


def test_every_form_of_a_clock_is_in_the_list_of_forms() -> None:
    annexes = {name: forms for name, forms in pages("forms").items() if isinstance(forms, dict)}
    known = {f"{annex}-{number}" for annex, forms in annexes.items() for number in forms}
    assert {annex: len(forms) for annex, forms in annexes.items()} == {"I": 18, "III": 10, "V": 60}
    used = [form for clock in national().values() for row in clock.rows for form in row.forms]
    assert used
    assert set(used) <= known


def every_row() -> Iterator[Row]:
    yield from regimes()
    for clock in national().values():
        yield from clock.rows
    yield from [*terms(), *refusals(), *window_rows(), *transitions()]
    yield from [*communes(), *provinces(), *drug_free(), *history(), *cycles()]
    yield from [*grounds_of("ground"), *grounds_of("exclusion"), *stretch_rows(), *removals()]
    yield from [*remainders(), *person_states(), *steps(), *waits()]


ROWS = list(every_row())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{type(row).__name__} {row.article}")
def test_a_row_names_its_article_and_its_source_and_is_verified_only_from_the_text(row: Row) -> None:
    sources = pages("sources")
    assert row.valid_to is None or row.valid_from <= row.valid_to
    parts = [part.strip() for part in row.article.split(";")]
    titles = [sources[key]["title"] for key in row.source]
    assert [part.startswith(title) for part, title in zip(parts, titles, strict=True)] == [True] * len(parts)
    if row.verified:
        assert {sources[key]["read"] for key in row.source} == {"text"}
    assert bool(row.note) is not row.verified


@pytest.mark.parametrize("row", [row for row in ROWS if hasattr(row, "regime")], ids=lambda row: row.article)
def test_a_row_of_a_regime_lies_within_it(row: Any) -> None:
    regime = next(one for one in regimes() if one.name == row.regime)
    assert regime.holds(row.valid_from)
    assert row.valid_to == regime.valid_to


def test_the_regimes_follow_each_other_without_a_gap() -> None:
    old, new = regimes()
    assert old.valid_to is not None
    assert old.valid_to + timedelta(days=1) == new.valid_from
    assert in_force(regimes(), date(2021, 12, 31)) is None


@pytest.mark.parametrize("clock", national().values(), ids=lambda clock: clock.name)
def test_a_clock_has_at_most_one_row_on_any_day(clock: Clock) -> None:
    for day in (date(2022, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2040, 1, 1)):
        assert sum(row.holds(day) for row in clock.rows) <= 1


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2040, 1, 1)])
def test_exactly_one_term_answers_each_question_the_law_allows(day: date) -> None:
    for measure, time, age, after in product(LegalMeasure, (1, 2, 3), (12, 17, 18, 99, None), Completed):
        fitting = [
            row
            for row in terms()
            if row.measure is measure
            and row.holds(day)
            and row.time.hold(time)
            and row.age.hold(age)
            and (not row.after or after in row.after)
        ]
        assert len(fitting) == 1, (measure, time, age, after)
