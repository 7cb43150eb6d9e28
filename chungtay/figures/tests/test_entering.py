"""Writing into cells: nobody's number is lost, whatever the order in which it arrives."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from chungtay.base.problems import NotThere, Refused
from chungtay.figures.models import DataValue, Submission, ValueChange
from chungtay.figures.services import Typed, open_submission, reopen, submit
from chungtay.figures.tests.factories import PERIOD, SmallForm, opened, row_of, save, typed
from tests.cast import NOW, Cast

YEARS = count(2030)  # a form of its own for every try, open for long


def test_a_number_a_zero_and_not_reported_are_three_things(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    number, zero, missing, _ = form.cells
    save(cast.officer, submission, [*typed(form, 5, 0), Typed(missing, 0, missing=1)])
    rows = {row.cell_id: (row.value, row.missing) for row in submission.values.all()}
    assert rows == {number: (Decimal(5), None), zero: (Decimal(0), None), missing: (None, 1)}
    submission.refresh_from_db()
    assert submission.given == 3


def test_what_is_taken_back_keeps_its_history(cast: Cast, form: SmallForm, submission: Submission) -> None:
    cell = form.cells[0]
    save(cast.officer, submission, typed(form, 5))
    save(cast.officer, submission, [Typed(cell, 1)])
    submission.refresh_from_db()
    assert submission.given == 0
    history = [(change.old_value, change.value) for change in ValueChange.objects.filter(cell=cell)]
    assert history == [(None, Decimal(5)), (Decimal(5), None)]


def test_two_people_in_one_cell_keep_both_numbers(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    cell = form.cells[0]
    save(cast.officer, submission, typed(form, 5))
    saved = save(cast.deputy, submission, typed(form, 7), NOW + timedelta(minutes=1))
    (conflict,) = saved.conflicts
    assert (conflict.standing.said.value, conflict.standing.account) == (Decimal(7), cast.deputy.account)
    others = [(other.said.value, other.account) for other in conflict.others]
    assert others == [(Decimal(5), cast.officer.account)]
    settled = save(cast.officer, submission, [Typed(cell, conflict.revision, Decimal(5))])
    assert settled.conflicts == []
    assert row_of(submission, cell).value == 5


def test_the_same_number_from_two_people_is_no_conflict(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    save(cast.officer, submission, typed(form, 5))
    again = save(cast.deputy, submission, typed(form, 5), NOW + timedelta(minutes=1))
    assert again.conflicts == []
    assert ValueChange.objects.count() == 1


def test_what_has_been_sent_is_not_replaced_unseen(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    submit(by=cast.officer, now=NOW, submission=submission.pk, cells=typed(form, 1, 2, 3, 4))
    late = save(cast.deputy, submission, typed(form, 9), NOW + timedelta(hours=1))
    assert row_of(submission, form.cells[0]).value == 1
    assert late.conflicts[0].others[0].said.value == 9


def test_wrong_numbers_are_refused_with_their_cells(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    wrong = [
        Typed(form.cells[0], 0, Decimal(-1)), Typed(form.cells[1], 0, Decimal("1.5")), Typed(form.cells[2], 0, missing=99),
        Typed(form.cells[3], 0, Decimal("1.234")), Typed(10**9, 0, Decimal(1)),
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        save(cast.officer, submission, [*wrong, *typed(form, None, None)])
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["negative", "not_whole", "reason_unknown", "too_precise", "cell_unknown"]
    assert not DataValue.objects.exists()


def test_nobody_writes_for_another_body(cast: Cast, form: SmallForm, submission: Submission) -> None:
    for stranger in (cast.officer_next_door, cast.department, cast.province, cast.inspector):
        with pytest.raises(NotThere):
            save(stranger, submission, typed(form, 1))


def test_a_body_opens_only_what_it_reports(cast: Cast, form: SmallForm) -> None:
    with pytest.raises(NotThere):
        opened(cast.department, form)
    with pytest.raises(NotThere):
        opened(cast.officer, form, "2026-Q1")
    with pytest.raises(NotThere):
        opened(cast.officer, form, "2026-M13")
    with pytest.raises(Refused, match="not_begun"):
        opened(cast.officer, form, "2026-M06")
    with pytest.raises(NotThere):
        open_submission(
            by=cast.officer, now=NOW, data_set=form.data_set.code, period=PERIOD, place=cast.officer_next_door.place
        )  # fmt: skip
    assert opened(cast.officer, form).pk == opened(cast.deputy, form).pk


def test_who_opens_a_form_second_finds_the_first_one(cast: Cast, form: SmallForm) -> None:
    first = opened(cast.officer, form)
    save(cast.officer, first, typed(form, 5))
    again = opened(cast.deputy, form)
    assert (again.pk, Submission.objects.count()) == (first.pk, 1)
    assert row_of(again, form.cells[0]).value == 5


def test_a_closed_form_is_not_written_in_until_it_is_opened_again(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    later = NOW + timedelta(days=90)
    with pytest.raises(Refused, match="closed"):
        save(cast.officer, submission, typed(form, 1), later)
    until = (later + timedelta(days=3)).date()
    reopen(by=cast.province, now=later, submission=submission.pk, until=until, reason="Bổ sung (ví dụ)")
    assert save(cast.officer, submission, typed(form, 1), later).changed == 1
    with pytest.raises(Refused, match="closed"):
        save(cast.officer, submission, typed(form, 2, seen=1), later + timedelta(days=4))


EDIT = st.tuples(
    st.sampled_from(["officer", "deputy"]), st.integers(0, 1), st.integers(0, 3), st.integers(0, 5)
)


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(edits=st.lists(EDIT, min_size=1, max_size=5), orders=st.randoms(use_true_random=False))
def test_any_order_of_offline_replays_gives_the_same_state(
    cast: Cast, form: SmallForm, edits: list[tuple[str, int, int, int]], orders: Random
) -> None:
    """Edits (who, which cell, what, when) made without a network, arriving in two orders, some of them twice."""
    ends = []
    for _ in range(2):
        arriving = [*edits, *orders.sample(edits, len(edits) // 2)]
        orders.shuffle(arriving)
        year = next(YEARS)
        kept = opened(cast.officer, form, f"{year}-M02", NOW.replace(year=year))
        for who, cell, value, minute in arriving:
            edit = Typed(form.cells[cell], 0, Decimal(value), made_at=NOW + timedelta(minutes=minute))
            save(getattr(cast, who), kept, [edit], NOW.replace(year=year))
        standing = {row.cell_id: (row.account_id, row.at, row.value) for row in kept.values.all()}
        others = kept.clashes.filter(settled=False).values_list("cell", "account", "made_at", "value")
        ends.append((standing, set(others)))
    assert ends[0] == ends[1]
