"""A commune sends, the province approves or returns one by one; what is approved reopens alone."""

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal

import pytest

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.figures import queries
from chungtay.figures.models import Submission, ValueChange
from chungtay.figures.queries import Sheet, SheetCell
from chungtay.figures.rules import Said, Timeliness, ValueState, may_see
from chungtay.figures.services import Decided, Seen, Typed, approve_cells, confirm_cell, return_cells, submit
from chungtay.figures.tests.factories import PERIOD, SmallForm, opened, save, typed
from chungtay.journal.models import Entry
from chungtay.places import queries as places
from tests.cast import NOW, TODAY, Cast


def send(actor: Actor, submission: Submission, cells: list[Typed] | None = None) -> None:
    submit(by=actor, now=NOW, submission=submission.pk, cells=cells or [])


def grid(actor: Actor, submission: Submission) -> Sheet:
    return queries.sheet(
        actor, data_set=submission.data_set.code, agency=submission.agency_id, place=submission.place_id,
        period=submission.period, today=TODAY,
    )  # fmt: skip


def cells(actor: Actor, submission: Submission) -> list[SheetCell]:
    return list(grid(actor, submission).cells())


def back(
    actor: Actor, submission: Submission, cell: int, revision: int = 1, reason: str = "Lệch sổ"
) -> Decided:
    return return_cells(by=actor, now=NOW, submission=submission.pk, cells=[Seen(cell, revision, reason)])


def test_a_form_with_a_gap_is_not_sent(cast: Cast, form: SmallForm, submission: Submission) -> None:
    with pytest.raises(Refused) as refused:
        send(cast.officer, submission, typed(form, 1, 2, 3))
    assert [(p.code, p.place) for p in refused.value.problems] == [("empty", "THU.THANG.E3")]
    assert not submission.values.exists()


def test_one_cell_is_returned_and_the_rest_approved(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    send(cast.officer, submission, typed(form, 1, 2, 3, 4))
    assert back(cast.province, submission, form.cells[1]).done == [form.cells[1]]
    done = approve_cells(by=cast.province, now=NOW, submission=submission.pk).done
    assert set(done) == {*form.cells} - {form.cells[1]}
    shown = cells(cast.officer, submission)[1]
    assert (shown.state, shown.reason) == (ValueState.RETURNED, "Lệch sổ")
    with pytest.raises(Refused, match="returned"):
        send(cast.officer, submission)
    save(cast.officer, submission, [Typed(form.cells[1], 1, Decimal(5))])
    send(cast.officer, submission)
    approve_cells(by=cast.province, now=NOW, submission=submission.pk)
    submission.refresh_from_db()
    assert (submission.given, submission.sent, submission.approved, submission.returned) == (4, 4, 4, 0)


def test_a_returned_value_may_be_right_as_it_is(cast: Cast, form: SmallForm, submission: Submission) -> None:
    send(cast.officer, submission, typed(form, 1, 2, 3, 4))
    back(cast.province, submission, form.cells[0])
    confirm_cell(
        by=cast.officer, now=NOW, submission=submission.pk, cell=Seen(form.cells[0], 1, "Đã đối chiếu sổ")
    )
    send(cast.officer, submission)
    history = queries.history_of_cell(cast.province, submission.pk, form.cells[0])
    assert [line.change.words for line in history] == ["", "Lệch sổ", "Đã đối chiếu sổ", ""]
    assert history[1].by == "thuongtruc (ví dụ)"


def test_after_approval_a_change_reopens_that_value_alone(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    send(cast.officer, submission, typed(form, 1, 2, 3, 4))
    approve_cells(by=cast.province, now=NOW, submission=submission.pk)
    save(cast.officer, submission, [Typed(form.cells[2], 1, Decimal(30))])
    states = [cell.state for cell in cells(cast.province, submission)]
    assert states == [ValueState.APPROVED] * 2 + [ValueState.ENTERED, ValueState.APPROVED]
    assert cells(cast.province, submission)[2].approved_as == Said(Decimal(3))


def test_what_changed_since_it_was_seen_is_not_approved(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    send(cast.officer, submission, typed(form, 1, 2, 3, 4))
    save(cast.officer, submission, [Typed(form.cells[0], 1, Decimal(9))])
    send(cast.officer, submission)
    seen = [Seen(cell, 1) for cell in form.cells]
    decided = approve_cells(by=cast.province, now=NOW, submission=submission.pk, cells=seen)
    assert decided.changed == [form.cells[0]]
    assert len(decided.done) == 3


def test_two_numbers_for_one_cell_are_settled_before_it_is_sent(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    save(cast.officer, submission, typed(form, 1, 2, 3, 4))
    save(cast.deputy, submission, typed(form, 7), NOW + timedelta(minutes=1))
    with pytest.raises(Refused, match="clash"):
        send(cast.officer, submission)


def test_a_return_says_why(cast: Cast, form: SmallForm, submission: Submission) -> None:
    send(cast.officer, submission, typed(form, 1, 2, 3, 4))
    with pytest.raises(Refused, match="reason_empty"):
        back(cast.province, submission, form.cells[0], reason=" ")


def test_only_who_stands_above_decides(cast: Cast, form: SmallForm, submission: Submission) -> None:
    send(cast.officer, submission, typed(form, 1, 2, 3, 4))
    for actor in (cast.officer, cast.inspector, cast.stranger, cast.officer_next_door):
        with pytest.raises(NotThere):
            approve_cells(by=actor, now=NOW, submission=submission.pk)
    assert approve_cells(by=cast.leader, now=NOW, submission=submission.pk).changed == []


def test_one_act_writes_one_line_of_the_journal(cast: Cast, form: SmallForm, submission: Submission) -> None:
    before = Entry.objects.count()
    send(cast.officer, submission, typed(form, 1, 2, 3, 4))
    assert Entry.objects.count() == before + 1
    assert ValueChange.objects.count() == 4


def test_my_due_says_what_is_owed_and_how_it_stands(cast: Cast, form: SmallForm) -> None:
    due = {row.period: row for row in queries.my_due(cast.officer, today=TODAY)}
    assert {period: row.timeliness for period, row in due.items()} == {
        "2026-M01": Timeliness.OVERDUE, "2026-M02": Timeliness.OVERDUE, "2026-M03": Timeliness.OPEN,
    }  # fmt: skip
    assert queries.my_due(cast.inspector, today=TODAY) == []


def test_what_waits_is_listed_for_who_approves(cast: Cast, form: SmallForm, submission: Submission) -> None:
    assert queries.awaiting_approval(cast.province) == []
    send(cast.officer, submission, typed(form, 1, 2, 3, 4))
    assert queries.awaiting_approval(cast.province) == [submission]
    assert queries.awaiting_approval(cast.stranger) == []
    approve_cells(by=cast.province, now=NOW, submission=submission.pk)
    assert queries.awaiting_approval(cast.province) == []


def test_completeness_counts_who_has_sent(cast: Cast, form: SmallForm, submission: Submission) -> None:
    asked = {"data_set": form.data_set.code, "periods": ["2026-M01", PERIOD]}
    send(cast.officer, submission, typed(form, 1, 2, 3, 4))  # due on 24 February, sent on 2 March
    found = queries.completeness(cast.leader, level="province", **asked)  # type: ignore[arg-type]
    assert found.total(PERIOD) == (2, 0, 1, 0)
    assert found.total("2026-M01").missing == 2
    rows = queries.completeness_of_bodies(cast.leader, within=cast.province.place or 0, today=TODAY, **asked)  # type: ignore[arg-type]
    assert [row.came[PERIOD].timeliness for row in rows] == [Timeliness.LATE, Timeliness.OVERDUE]
    with pytest.raises(NotThere):
        queries.completeness(cast.officer, level="province", **asked)  # type: ignore[arg-type]


def test_the_grid_shows_the_period_before_and_nobody_elses_form(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    save(cast.officer, opened(cast.officer, form, "2026-M01"), typed(form, 8))
    save(cast.officer, opened(cast.officer, form, "2025-M02"), typed(form, 6), NOW - timedelta(days=365))
    shown = cells(cast.officer, submission)[0]
    assert (shown.previous, shown.last_year, shown.row) == (Said(Decimal(8)), Said(Decimal(6)), None)
    with pytest.raises(NotThere):
        cells(cast.officer_next_door, submission)


def test_one_sees_exactly_what_the_rule_allows(cast: Cast, form: SmallForm, submission: Submission) -> None:
    opened(cast.officer_next_door, form)
    every = Submission.objects.all()
    for actor in (getattr(cast, field.name) for field in fields(cast)):
        allowed = {
            row.pk
            for row in every
            if may_see(actor, agency=row.agency_id, above=places.ids_ever_above(row.place_id))
        }
        assert set(queries.visible_to(actor).values_list("pk", flat=True)) == allowed
