"""Opening a form and writing into its cells, one by one and never over what somebody else wrote unseen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules.periods import kind_of
from chungtay.figures.models import Submission
from chungtay.figures.queries.forms import Form, bodies_kept, counted_cells, data_sets_kept, reporter_for
from chungtay.figures.rules import SENT, Claim, Merged, Said, ValuePart, check_number, merge, reasons
from chungtay.figures.services.desk import Desk, Value, claim_of, lock, opened, said_of
from chungtay.journal import services as journal
from chungtay.law.rules import NoAnswer, window


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote into a cell: a number, a reason why there is none, or (both None) nothing any more.

    ``seen`` is the revision on which they wrote it, 0 where nothing stood there; ``made_at`` when, if not now.
    """

    cell: int
    seen: int
    value: Decimal | None = None
    missing: int | None = None
    made_at: datetime | None = None

    @property
    def said(self) -> Said:
        return Said(self.value, self.missing)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that several people wrote into unseen by each other: what stands, and what the others wrote."""

    cell: int
    revision: int  # to be named as seen by who settles it
    standing: Claim
    others: tuple[Claim, ...]


@dataclass(slots=True)
class Saved:
    """``revisions``: of every cell that was sent, as it stands now; ``conflicts``: those that are to be settled."""

    revisions: dict[int, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    changed: int = 0


def open_submission(
    *, by: Actor, now: datetime, data_set: str, period: str, place: int | None = None
) -> Submission:
    """The form (by its code) of the actor's own body for a period, made when it is first asked for.

    ``place``: which the figures concern, the body's own without a choice. Raises NotThere where the body does not
    report this form, or there is no such period of its kind.
    """
    by.must("figures.enter")
    concerned = by.place if place is None else place
    form = data_sets_kept.get(data_set, lambda: catalogue.data_set(data_set))
    body = bodies_kept.get(by.agency, lambda: agencies.get_agency(by, by.agency))
    try:
        counted = window(period)
    except NoAnswer:
        raise NotThere("period") from None
    if kind_of(period) != form.period_kind or concerned is None or concerned not in {by.place, *by.reach}:
        raise NotThere("submission")
    if reporter_for(form, kind=body.kind, level=body.level, name=body.name, on=counted.last) is None:
        raise NotThere("data_set")
    if timezone.localdate(now) < counted.first:
        raise Refused(Problem("not_begun", "Kỳ này chưa bắt đầu.", "period"))
    made = Submission(data_set=form, agency=body, place_id=concerned, period=period, opened_at=now)
    return opened(made)


@transaction.atomic
def save_cells(*, by: Actor, now: datetime, submission: int, cells: Sequence[Typed]) -> Saved:
    """Write these cells. What somebody else wrote meanwhile is not overwritten unseen: both stay, and come back.

    The same value twice is no conflict, and sending the same again changes nothing, whatever the order. Raises
    Refused with the problems of every cell, and then nothing is written.
    """
    desk = lock(by, now, submission)
    desk.fetch({typed.cell for typed in cells})
    saved = write(desk, cells)
    desk.finish()
    if saved.changed:
        journal.record(
            by=by, now=now, verb="figures.saved", subject=desk.subject, title=desk.title,
            change={"cells": [0, saved.changed]},
        )  # fmt: skip
    return saved


def write(desk: Desk, cells: Sequence[Typed]) -> Saved:
    """The writing itself, for services that do more in one act; the cells are in hand."""
    if ValuePart.ENTERS not in desk.parts:
        raise NotThere("submission")
    desk.must_be_open()
    counted = counted_cells(desk.submission, desk.form)
    problems = [problem for typed in cells for problem in check_typed(desk.form, typed)]
    sentence = "Số này tự cộng từ sổ theo dõi. Muốn sửa, hãy sửa bản ghi trong sổ."
    wrong = [typed.cell for typed in cells if typed.cell in counted and _is_new(desk, typed)]
    problems += [Problem("counted", sentence, desk.form.cells[cell].code) for cell in wrong]
    if problems:
        raise Refused(problems)
    saved = Saved()
    for typed in cells:
        _write_cell(desk, typed, saved)
    return saved


def _is_new(desk: Desk, typed: Typed) -> bool:
    row = desk.values.get(typed.cell)
    return row is None or said_of(row) != typed.said


def check_typed(form: Form, typed: Typed) -> list[Problem]:
    """Why this cannot stand in the cell; the problem names the cell by its code."""
    cell = form.cells.get(typed.cell)
    if cell is None:
        return [Problem("cell_unknown", "Ô này không có trong biểu của kỳ này.", str(typed.cell))]
    if typed.missing is not None and (typed.missing not in reasons() or typed.value is not None):
        return [Problem("reason_unknown", "Hãy chọn một lý do không báo cáo trong danh sách.", cell.code)]
    problems = check_number(typed.value, cell.decimals) if typed.value is not None else []
    return [Problem(p.code, p.sentence, cell.code, p.severity, p.values) for p in problems]


def _write_cell(desk: Desk, typed: Typed, saved: Saved) -> None:
    row = desk.values.get(typed.cell)
    new = Claim(desk.by.account, min(typed.made_at or desk.now, desk.now), typed.said)
    if row is None:
        if new.said.is_given:
            saved.changed += 1
            row = desk.enter(typed.cell, new)
    elif typed.seen == row.revision:
        saved.changed += _write_seen(desk, row, new)
    elif not desk.knows(row, new):
        saved.changed += _write_unseen(desk, row, new)
    saved.revisions[typed.cell] = row.revision if row else 0
    conflict = _conflict(desk, row) if row else None
    if conflict:
        saved.conflicts.append(conflict)


def _write_seen(desk: Desk, row: Value, new: Claim) -> bool:
    """By somebody who has seen all that stood there: theirs counts, and settles what was open."""
    settles = bool(desk.open_claims(row.cell_id))
    if new.said == said_of(row) and not settles:
        desk.date(row, new)
        return False
    desk.settle(row.cell_id)
    desk.enter(row.cell_id, new)
    return True


def _write_unseen(desk: Desk, row: Value, new: Claim) -> bool:
    """By somebody who wrote on something older: merged with what stands there (rules/merging.py)."""
    standing = claim_of(row)
    known = desk.open_claims(row.cell_id)
    merged = merge([standing, *known], new, stays=standing if row.state in SENT else None)
    desk.keep(row.cell_id, merged.others)
    if merged.standing.said != standing.said:
        desk.enter(row.cell_id, merged.standing)
        return True
    desk.date(row, merged.standing)
    if len(merged.clashes) > len(Merged(standing, tuple(known)).clashes):
        desk.noted(row)
        return True
    return False


def _conflict(desk: Desk, row: Value) -> Conflict | None:
    known = tuple(desk.open_claims(row.cell_id))
    others = Merged(claim_of(row), known).clashes if known else ()
    return Conflict(row.cell_id, row.revision, claim_of(row), others) if others else None
