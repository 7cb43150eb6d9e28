"""What leaves is what the actor may see; what comes in is taken whole, by the body's own hand, or not at all."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.base.protection import Table, exposed
from chungtay.catalogue.models import Cell, DataElement
from chungtay.exchange.formats import FORMATS
from chungtay.exchange.queries import Chosen, own_shape, send_out
from chungtay.exchange.rules import Counted, Line, LineStanding, Shape, body_code, hidden_of
from chungtay.exchange.services import Outcome, take_in
from chungtay.exchange.tests.shapes import CELLS, SHAPE
from chungtay.figures.models import DataValue, Submission
from chungtay.figures.rules import ValueState
from chungtay.figures.services import Typed, approve_cells, submit
from chungtay.figures.tests.factories import PERIOD, SmallForm, opened, save
from tests.cast import NOW, TODAY, Cast

HOLDING = [name for name, one in FORMATS.items() if one.read is not None]
FORM = "THU.THANG"


def filled(actor: Actor, form: SmallForm, *numbers: int | None) -> Submission:
    """Numbers into the cells in their order; None: not reported, for the third reason."""
    made = opened(actor, form)
    typed = [
        Typed(cell, 0, None if number is None else Decimal(number), 3 if number is None else None)
        for cell, number in zip(form.cells, numbers, strict=False)
    ]
    save(actor, made, typed)
    return made


def lines_of(actor: Actor, **chosen: object) -> list[Line]:
    return list(send_out(actor, Chosen(FORM, (PERIOD,), **chosen)).lines)  # type: ignore[arg-type]


def brought(actor: Actor, name: str, content: bytes, *, dry_run: bool = False) -> Outcome:
    read = FORMATS[name].read
    assert read is not None
    shape = own_shape(actor, FORM, TODAY)
    lines, problems = read(content, shape)
    assert problems == []
    return take_in(by=actor, now=NOW, data_set=FORM, lines=lines, dry_run=dry_run)


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOLDING)
def test_a_body_takes_its_figures_away_and_brings_them_back_corrected(
    cast: Cast, form: SmallForm, name: str
) -> None:
    filled(cast.officer, form, 0, 7, None)
    parcel = send_out(cast.officer, Chosen(FORM, (PERIOD,)))
    content = b"".join(FORMATS[name].write(parcel.shape, parcel.lines, NOW))
    assert brought(cast.officer, name, content) == Outcome(ignored=3, reports=1)
    DataValue.objects.filter(cell=form.cells[1]).update(value=8)
    assert brought(cast.officer, name, content, dry_run=True) == Outcome(updated=1, ignored=2, reports=1)
    assert DataValue.objects.get(cell=form.cells[1]).value == 8
    assert brought(cast.officer, name, content) == Outcome(updated=1, ignored=2, reports=1)
    said = {row.cell_id: (row.value, row.missing) for row in DataValue.objects.all()}
    assert [said[cell] for cell in form.cells[:3]] == [(0, None), (7, None), (None, 3)]


@pytest.mark.django_db
def test_everybody_sends_out_what_they_see_and_nothing_of_a_neighbour(cast: Cast, form: SmallForm) -> None:
    filled(cast.officer, form, 10)
    filled(cast.officer_next_door, form, 20)
    assert [line.value for line in lines_of(cast.officer)] == [10]
    assert [line.value for line in lines_of(cast.leader)] == []  # of its own body
    assert [line.value for line in lines_of(cast.leader, place=cast.leader.place)] == [10, 20]
    assert [line.value for line in lines_of(cast.leader, place=cast.officer.place)] == [10]
    for actor in (cast.officer, cast.officer_next_door, cast.stranger):
        with pytest.raises(NotThere):
            lines_of(actor, place=cast.leader.place)
    with pytest.raises(NotThere):
        lines_of(replace(cast.officer, powers=frozenset({"work.report"})))
    for periods in ((), ("2026-Q1",), ("2026-M13",)):
        with pytest.raises(NotThere):
            send_out(cast.officer, Chosen(FORM, periods))


@pytest.mark.django_db
def test_approved_and_not_approved_are_told_apart_and_the_latter_may_be_left_out(
    cast: Cast, form: SmallForm
) -> None:
    made = filled(cast.officer, form, 1, 2, 3, 4)
    submit(by=cast.officer, now=NOW, submission=made.pk)
    approve_cells(by=cast.leader, now=NOW, submission=made.pk)
    save(cast.officer, made, [Typed(form.cells[0], 1, Decimal(9))])
    standings = [(line.value, line.standing) for line in lines_of(cast.officer)]
    approved = [(Decimal(n), LineStanding.APPROVED) for n in (2, 3, 4)]
    assert standings == [(9, LineStanding.PROVISIONAL), *approved]
    assert len(lines_of(cast.leader, place=cast.leader.place, approved=True)) == 3


@pytest.mark.django_db
def test_small_numbers_of_people_stay_when_figures_leave_the_body_that_counted_them(
    cast: Cast, form: SmallForm
) -> None:
    Cell.objects.filter(pk=form.cells[0]).update(unit="người")
    DataElement.objects.filter(cells=form.cells[0]).update(unit="người")
    filled(cast.officer, form, 2, 2)
    filled(cast.officer_next_door, form, 40, 40)
    assert [line.value for line in lines_of(cast.officer)] == [2, 2]
    shown = lines_of(cast.leader, place=cast.leader.place)
    # 40 people stay too: from the total of the province the 2 could be worked out. Cases may be few.
    assert [(line.value, line.standing is LineStanding.HIDDEN) for line in shown] == [
        (None, True), (2, False), (None, True), (40, False),
    ]  # fmt: skip
    part = lines_of(cast.leader, place=cast.officer_next_door.place)
    assert [line.value for line in part] == [None, 40]  # a file of a part hides the same


def _line(unit: str, cell: int, value: int | None, at: str = "dòng 2", **changed: object) -> Line:
    named = {"body": "", "period": PERIOD, "value": None if value is None else Decimal(value)}
    return Line(unit=unit, cell=f"{FORM}.E{cell}", at=at, **{**named, **changed})  # type: ignore[arg-type]


@pytest.mark.django_db
def test_one_wrong_line_and_nothing_is_taken_each_told_with_its_place(cast: Cast, form: SmallForm) -> None:
    made = filled(cast.officer, form, 1)
    unit = made.place.code
    lines = [
        _line(unit, 0, 5),
        _line(unit, 1, -5, at="dòng 3"),
        _line(unit, 2, 5, body="B999999", period="2026-M01", at="dòng 4"),
        _line("khongco", 2, 5, at="dòng 5"),
        _line(unit, 0, 6, at="dòng 6"),
        _line(unit, 0, 6, period="2027-M01", at="dòng 7"),
        _line(unit, 3, None, reason=99, at="dòng 8"),
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        take_in(by=cast.officer, now=NOW, data_set=FORM, lines=lines, dry_run=False)
    told = {(problem.code, problem.place) for problem in refused.value.problems}
    assert told == {
        ("negative", "dòng 3"), ("other_body", "dòng 4"), ("not_ours", "dòng 5"), ("twice", "dòng 6"),
        ("not_begun", "dòng 7"), ("reason_unknown", "dòng 8"),
    }  # fmt: skip
    assert all(problem.message for problem in refused.value.problems)
    assert DataValue.objects.get().value == 1
    assert Submission.objects.count() == 1


@pytest.mark.django_db
def test_who_does_not_enter_figures_takes_nothing_in_and_a_file_may_send_its_report_on(
    cast: Cast, form: SmallForm
) -> None:
    made = filled(cast.officer, form, 1, 2, 3)
    lines = [_line(made.place.code, 3, 4, body=body_code(cast.officer.agency))]
    with pytest.raises(NotThere):
        take_in(by=cast.inspector, now=NOW, data_set=FORM, lines=lines, dry_run=False)
    with pytest.raises(Refused):
        take_in(by=cast.officer, now=NOW, data_set=FORM, lines=[], dry_run=False)
    take_in(by=cast.officer, now=NOW, data_set=FORM, lines=lines, dry_run=False, send=True)
    assert set(DataValue.objects.values_list("state", flat=True)) == {ValueState.SUBMITTED}


@given(st.lists(st.lists(st.integers(0, 12), min_size=6, max_size=6), min_size=1, max_size=5))
def test_no_small_number_can_be_worked_out_of_what_leaves(rows: list[list[int]]) -> None:
    shape: Shape = SHAPE
    cells = [code for code in CELLS if shape.cells[code].unit == "người"]
    counted = [
        Counted(report, "79", PERIOD, cell, number)
        for report, row in enumerate(rows)
        for cell, number in zip(cells, row, strict=True)
    ]
    hidden = hidden_of(shape, counted, threshold=5, spread=3)
    assert {(one.report, one.cell) for one in counted if 0 < one.number < 5} <= hidden
    for element in ("THU.NGUOI", "THU.MOI"):
        columns = [at for at, cell in enumerate(cells) if shape.cells[cell].element == element]
        inner = [[row[at] for at in columns] for row in rows]
        places = {
            (r, c) for r, _ in enumerate(rows) for c, at in enumerate(columns) if (r, cells[at]) in hidden
        }
        with_sums = [[*row, sum(row)] for row in inner]
        table = Table([*with_sums, [sum(column) for column in zip(*with_sums, strict=True)]], True, True)
        known = {(r, c) for r, row in enumerate(inner) for c, number in enumerate(row) if number}
        # Whoever knows every total too cannot tell: or nothing but noughts has left.
        assert places == known or exposed(table, places, 5, 3) & known == frozenset()
