"""One form of one body for one period, as the grid shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.contrib.auth import get_user_model

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.queries import Section
from chungtay.catalogue.rules.periods import last_year, previous
from chungtay.figures.models import DataValue, Submission, ValueChange
from chungtay.figures.queries.checking import Past, Remark, past_of, remarks_on
from chungtay.figures.queries.forms import (
    Counted,
    Form,
    FormCell,
    counted_cells,
    data_sets_kept,
    form_for,
    reporter_for,
    sections_for,
)  # fmt: skip
from chungtay.figures.queries.sight import Standing, standing_of, visible_to
from chungtay.figures.queries.timing import closed_since, days_for
from chungtay.figures.rules import Days, Said, Timeliness, ValueEvent, ValueState, next_state, timeliness
from chungtay.law.rules import NoAnswer, window


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a value and when; ``name`` empty for work that no person started."""

    account: int
    name: str


@dataclass(frozen=True, slots=True)
class Other:
    """What somebody else wrote into the cell, unseen by who wrote what stands there."""

    said: Said
    by: Author


@dataclass(slots=True)
class SheetCell:
    """One cell of the grid. ``row`` None: nobody has said anything.

    ``approved_as`` is what was approved last, where something else stands there now; ``reason`` why it was returned.
    ``may`` says what the actor may do with the value.
    """

    cell: FormCell
    row: DataValue | None
    previous: Said | None = None
    last_year: Said | None = None
    others: list[Other] = field(default_factory=list)
    approved_as: Said | None = None
    reason: str = ""
    may: frozenset[ValueEvent] = frozenset()
    counted: Counted | None = None  # where the number is counted; nobody types it

    @property
    def revision(self) -> int:
        return self.row.revision if self.row else 0

    @property
    def said(self) -> Said | None:
        return Said(self.row.value, self.row.missing) if self.row else None

    @property
    def state(self) -> ValueState | None:
        return ValueState(self.row.state) if self.row else None


@dataclass(frozen=True, slots=True)
class SheetSection:
    section: Section
    cells: list[SheetCell]  # of its elements, in order


@dataclass(frozen=True, slots=True)
class Sheet:
    """``submission`` has no id while nobody has opened the form. ``closed_since``: the day on which it closed."""

    submission: Submission
    form: Form
    standing: Standing
    days: Days
    timeliness: Timeliness
    closed_since: date | None
    sections: list[SheetSection]
    remarks: list[Remark]
    past: Past  # what the checks read elsewhere

    def cells(self) -> Iterable[SheetCell]:
        return (cell for section in self.sections for cell in section.cells)


def sheet(
    actor: Actor, *, data_set: str, agency: int, place: int, period: str, today: date
) -> Sheet:  # fmt: skip
    """The grid of a form (by its code). NotThere for who may not see it, or what nobody reports."""
    submission = _submission(actor, data_set, agency, place, period)
    form, standing = form_for(submission), standing_of(actor, submission)
    values = _values(submission)
    days = days_for(submission)
    closed = closed_since(submission, today, days)
    cells = {
        pk: SheetCell(cell, values.get(pk), may=_may(values.get(pk), standing, closed))
        for pk, cell in form.cells.items()
    }
    _set_beside(submission, cells)
    for pk, told in counted_cells(submission, form).items():
        cells[pk].counted, cells[pk].may = told, cells[pk].may - {ValueEvent.ENTER}
    if submission.pk:
        _tell_of_others(submission, cells)
        _tell_what_was(submission, cells)
    past = past_of(submission, form)
    on = window(period).last
    return Sheet(
        submission, form, standing, days, timeliness(submission.first_sent_on, days, today=today), closed,
        _sections(submission, cells, on), remarks_on(submission, form, values, past), past,
    )  # fmt: skip


def own_sheet(actor: Actor, *, data_set: str, period: str, today: date) -> Sheet:
    """The form of one's own body for its own place."""
    if actor.place is None:
        raise NotThere("submission")
    return sheet(
        actor, data_set=data_set, agency=actor.agency, place=actor.place, period=period, today=today
    )  # fmt: skip


def _submission(actor: Actor, data_set: str, agency: int, place: int, period: str) -> Submission:
    key = {"data_set__code": data_set, "agency": agency, "place": place, "period": period}
    found = visible_to(actor).select_related("data_set", "agency", "place").filter(**key).first()
    if found is not None:
        return found
    if agency != actor.agency or place not in {actor.place, *actor.reach}:
        raise NotThere("submission")
    # What one's own body has not opened yet is shown empty.
    of = data_sets_kept.get(data_set, lambda: catalogue.data_set(data_set))
    body = agencies.own_body(actor)
    try:
        on = window(period).last
    except NoAnswer:
        raise NotThere("period") from None
    if reporter_for(of, kind=body.kind, level=body.level, name=body.name, on=on) is None:
        raise NotThere("data_set")
    return Submission(data_set=of, agency=body, place_id=place, period=period)


def _values(submission: Submission) -> dict[int, DataValue]:
    if not submission.pk:
        return {}
    return {row.cell_id: row for row in submission.values.select_related("account")}


def _may(row: DataValue | None, standing: Standing, closed: date | None) -> frozenset[ValueEvent]:
    state = ValueState(row.state) if row else None
    may = {
        event
        for event in ValueEvent
        if next_state(state, event, standing.parts, between=standing.levels.between)
    }
    if closed:
        may -= {ValueEvent.ENTER, ValueEvent.CONFIRM, ValueEvent.SUBMIT}
    return frozenset(may)


def _set_beside(submission: Submission, cells: Mapping[int, SheetCell]) -> None:
    """What the same body said in the period before, and in the same one of the year before."""
    before, year_ago = previous(submission.period), last_year(submission.period)
    rows = DataValue.objects.filter(
        submission__agency=submission.agency_id, submission__data_set=submission.data_set_id,
        submission__place=submission.place_id, submission__period__in={before, year_ago}, cell__in=cells,
    )  # fmt: skip
    for period, pk, value, missing in rows.values_list("submission__period", "cell", "value", "missing"):
        if period == before:
            cells[pk].previous = Said(value, missing)
        if period == year_ago:
            cells[pk].last_year = Said(value, missing)


def _tell_of_others(submission: Submission, cells: Mapping[int, SheetCell]) -> None:
    clashes = list(submission.clashes.filter(settled=False, cell__in=cells))
    names = names_of(clash.account for clash in clashes)
    for clash in clashes:
        said = Said(clash.value, clash.missing)
        if said != cells[clash.cell_id].said:
            author = Author(clash.account, names.get(clash.account, ""))
            cells[clash.cell_id].others.append(Other(said, author))


def names_of(accounts: Iterable[int]) -> dict[int, str]:
    wanted = set(accounts)
    return dict(get_user_model().objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _tell_what_was(submission: Submission, cells: Mapping[int, SheetCell]) -> None:
    """Of what is on its way again: what had been approved, and why it came back."""
    open_again = [pk for pk, cell in cells.items() if cell.row and cell.state is not ValueState.APPROVED]
    marks = ValueChange.objects.filter(
        submission=submission, cell__in=open_again, state__in=[ValueState.APPROVED, ValueState.RETURNED]
    )
    for change in marks.order_by("number"):
        cell = cells[change.cell_id]
        if change.state == ValueState.APPROVED:
            said = Said(change.value, change.missing)
            cell.approved_as = said if said != cell.said else None
        elif cell.state is ValueState.RETURNED:
            cell.reason = change.words


def _sections(submission: Submission, cells: Mapping[int, SheetCell], on: date) -> list[SheetSection]:
    by_element = {
        element: list(group)
        for element, group in groupby(cells.values(), key=lambda cell: cell.cell.cell.element_id)
    }
    return [
        SheetSection(section, [cell for one in section.elements for cell in by_element.get(one.pk, ())])
        for section in sections_for(submission.data_set, on)
    ]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a cell's history."""

    change: ValueChange
    by: str
    post: str


def history_of_cell(actor: Actor, submission: int, cell: int) -> list[Happening]:
    """Everything that happened to one value, the oldest first, to who entered or computed it."""
    if not visible_to(actor).filter(pk=submission).exists():
        raise NotThere("submission")
    changes = list(ValueChange.objects.filter(submission=submission, cell=cell).select_related("account"))
    posts = {pk: agencies.get_post(actor, pk).name for pk in {change.post for change in changes} if pk}
    return [
        Happening(change, change.account.name if change.account else "", posts.get(change.post, ""))
        for change in changes
    ]
