"""What is decided about money: approving an estimate, allotting, adjusting, taking back, carrying over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import Conflict, NotThere, Problem
from chungtay.budgets.models import Budget, BudgetLine, Ceiling, Estimate, Movement, Purse
from chungtay.budgets.queries import table_of
from chungtay.budgets.rules import (
    Cell,
    EstimateState,
    Measure,
    MovementKind,
    check_adjustment,
    check_allotment,
    check_amount,
    check_movement,
    new_ceilings,
    sources,
)
from chungtay.budgets.services.ledger import (
    Change,
    Paper,
    balance_of,
    ceilings_of,
    check_paper,
    locked_purse,
    managed,
    refuse,
    write,
)
from chungtay.notices import services as notices


@dataclass(frozen=True, slots=True)
class Allotment:
    """One agency's part in a decision to allot; ``amount`` in đồng."""

    line: int
    year: int
    source: str
    agency: int
    amount: int
    place: int | None = None


@transaction.atomic
def approve_estimate(*, by: Actor, now: datetime, budget: int, estimate: int, paper: Paper) -> Movement:
    """The draft as the decision has it. Its leaves become the ceilings; the one approved before is kept as replaced.

    Refuses a table that does not add up, amounts that are not whole đồng by year, and less than is allotted.
    """
    on = timezone.localdate(now)
    found = managed(by, budget, on=on)
    draft = found.estimates.filter(state=EstimateState.DRAFT).first()
    if draft is None or draft.pk != estimate:
        raise Conflict(
            Problem("draft_changed", _("Dự toán đã thay đổi. Hãy mở lại trang để xem bản mới nhất."))
        )
    wanted, problems = _ceilings_in(draft)
    standing = ceilings_of(found)
    moves, below = new_ceilings(wanted, {cell: balance_of(ceiling) for cell, ceiling in standing.items()})
    refuse([*check_paper(paper, on), *problems, *below])
    for line, year in moves.keys() - standing.keys():
        standing[line, year] = Ceiling.objects.create(line_id=line, year=year)
    changes = [Change(standing[cell], Measure.APPROVED, amount) for cell, amount in moves.items()]
    total = sum(wanted.values())
    movement = write(
        found, MovementKind.APPROVE, changes, by=by, now=now, paper=paper, title=_("duyệt dự toán"),
        said={"approved": [None, total], "estimate": [None, draft.n]},
    )  # fmt: skip
    found.estimates.filter(state=EstimateState.APPROVED).update(state=EstimateState.REPLACED)
    Estimate.objects.filter(pk=draft.pk).update(state=EstimateState.APPROVED, approval=movement)
    return movement


def _ceilings_in(estimate: Estimate) -> tuple[dict[Cell, int], list[Problem]]:
    """The amounts of the leaves by line and year, and why the table cannot be approved."""
    problems = []
    if table_of(estimate).slips:
        sentence = _(
            "Các tổng trong bảng chưa khớp. Hãy sửa bảng ở trang soát văn bản rồi cập nhật kế hoạch."
        )
        problems.append(Problem("does_not_add_up", sentence))
    wanted: dict[Cell, int] = {}
    for row in estimate.rows.filter(parts__isnull=True).prefetch_related("cells"):
        cells = [cell for cell in row.cells.all() if cell.year is not None]
        if not cells or any(cell.amount_dong is None for cell in cells):
            sentence = "Dòng “{line}” chưa có số tiền chẵn đồng theo từng năm."
            problems.append(Problem("not_by_year", sentence, values={"line": str(row)}))
        for cell in cells:
            wanted[row.line_id, cell.year or 0] = cell.amount_dong or 0
    return wanted, problems


@transaction.atomic
def allot(*, by: Actor, now: datetime, budget: int, parts: Iterable[Allotment], paper: Paper) -> Movement:
    """Allot by a decision: all its parts or none. Never more than the ceiling of each line and year."""
    on = timezone.localdate(now)
    found = managed(by, budget, on=on)
    ceilings = ceilings_of(found)
    wanted = list(parts)
    problems = check_paper(paper, on) + _check_parts(by, wanted, ceilings, now)
    given: dict[Cell, int] = {}
    for part in wanted:
        given[part.line, part.year] = given.get((part.line, part.year), 0) + part.amount
    for cell, amount in given.items():
        if cell in ceilings:
            problems += check_allotment(balance_of(ceilings[cell]), amount)
    refuse(problems)
    changes = []
    for part in wanted:
        ceiling = ceilings[part.line, part.year]
        purse = _purse(ceiling, part.source, part.agency, part.place)
        changes.append(Change(ceiling, Measure.ALLOTTED, part.amount, purse))
    total = sum(given.values())
    movement = write(
        found, MovementKind.ALLOT, changes, by=by, now=now, paper=paper, title=_("phân bổ kinh phí"),
        said={"allotted": [None, total]},
    )  # fmt: skip
    _tell(found, {part.agency for part in wanted}, now)
    return movement


def _purse(ceiling: Ceiling, source: str, agency: int, place: int | None) -> Purse:
    whose: dict[str, Any] = {"source": source, "agency_id": agency, "place_id": place}
    once_more = {"budget_id": ceiling.line.budget_id, "line_id": ceiling.line_id, "year": ceiling.year}
    return Purse.objects.get_or_create(ceiling=ceiling, **whose, defaults=once_more)[0]


def _check_parts(
    by: Actor, parts: list[Allotment], ceilings: Mapping[Cell, Ceiling], now: datetime
) -> list[Problem]:
    if not parts:
        return [Problem("no_parts", _("Chưa có phần phân bổ nào."), "amount")]
    reach = set(agencies.within_jurisdiction(by, on=timezone.localdate(now)).values_list("pk", flat=True))
    problems = []
    for part in parts:
        problems += check_amount(part.amount)
        if (part.line, part.year) not in ceilings:
            sentence = _("Dòng này chưa được duyệt dự toán của năm đó. Hãy duyệt dự toán trước khi phân bổ.")
            problems.append(Problem("not_approved", sentence, "line"))
        if part.source not in sources():
            problems.append(Problem("source_unknown", _("Hãy chọn nguồn kinh phí."), "source"))
        if part.agency not in reach:
            problems.append(Problem("agency_unknown", _("Hãy chọn cơ quan trong địa bàn."), "agency"))
    return list(dict.fromkeys(problems))


def _tell(budget: Budget, bodies: set[int], now: datetime) -> None:
    with override("vi"):  # others read it, whatever language this person reads
        notices.tell(
            now=now, agencies=bodies, link=reverse("budgets:budget", args=[budget.pk]),
            text=_("Cơ quan mình được phân bổ kinh phí từ %(budget)s.") % {"budget": budget},
            reason=_("Được phân bổ kinh phí"),
        )  # fmt: skip


@transaction.atomic
def adjust(
    *,
    by: Actor,
    now: datetime,
    budget: int,
    changes: Mapping[Cell, int],
    paper: Paper,
    by_decision: bool = False,
) -> Movement:
    """Move approved money between lines and years; their sum stays unless ``by_decision``."""
    on = timezone.localdate(now)
    found = managed(by, budget, on=on)
    ceilings = ceilings_of(found)
    leaves = BudgetLine.objects.filter(budget=found).exclude(rows__parts__isnull=False)
    for line, year in changes.keys() - ceilings.keys():
        if leaves.filter(pk=line).exists():
            ceilings[line, year] = Ceiling.objects.create(line_id=line, year=year)
    standing = {cell: balance_of(ceiling) for cell, ceiling in ceilings.items()}
    refuse([*check_paper(paper, on), *check_adjustment(changes, standing, by_decision=by_decision)])
    return write(
        found, MovementKind.ADJUST,
        [Change(ceilings[cell], Measure.APPROVED, amount) for cell, amount in changes.items()],
        by=by, now=now, paper=paper, title=_("điều chỉnh dự toán"),
        said={"approved": [None, sum(changes.values())], "by_decision": [None, by_decision]},
    )  # fmt: skip


@transaction.atomic
def withdraw(*, by: Actor, now: datetime, purse: int, amount: int, paper: Paper) -> Movement:
    """Take back what an agency has neither spent nor promised."""
    found, budget = _managed_purse(by, purse, now)
    problems = check_movement(MovementKind.WITHDRAW, balance_of(found), amount)
    refuse([*check_paper(paper, timezone.localdate(now)), *check_amount(amount), *problems])
    return write(
        budget, MovementKind.WITHDRAW, [Change(found.ceiling, Measure.ALLOTTED, -amount, found)],
        by=by, now=now, paper=paper, title=_("thu hồi kinh phí"), said={"allotted": [None, -amount]},
    )  # fmt: skip


@transaction.atomic
def carry_over(*, by: Actor, now: datetime, purse: int, amount: int, paper: Paper) -> Movement:
    """What is left at the year's end goes on to the next year: same line, source, agency and place."""
    found, budget = _managed_purse(by, purse, now)
    problems = check_movement(MovementKind.CARRY_OVER, balance_of(found), amount)
    refuse([*check_paper(paper, timezone.localdate(now)), *check_amount(amount), *problems])
    old = found.ceiling
    new, _made = Ceiling.objects.get_or_create(line_id=old.line_id, year=old.year + 1)
    into = _purse(new, found.source, found.agency_id, found.place_id)
    changes = [
        Change(old, Measure.ALLOTTED, -amount, found), Change(old, Measure.APPROVED, -amount),
        Change(new, Measure.APPROVED, amount), Change(new, Measure.ALLOTTED, amount, into),
    ]  # fmt: skip
    return write(
        budget, MovementKind.CARRY_OVER, changes, by=by, now=now, paper=paper,
        title=_("chuyển nguồn sang năm sau"), said={"carried": [None, amount], "year": [old.year, new.year]},
    )  # fmt: skip


def _managed_purse(by: Actor, purse: int, now: datetime) -> tuple[Purse, Budget]:
    budget = Budget.objects.filter(lines__ceilings__purses=purse).values_list("pk", flat=True).first()
    if budget is None:
        raise NotThere("purse")
    owned = managed(
        by, budget, on=timezone.localdate(now)
    )  # the budget before its purse, as everybody locks them
    return locked_purse(purse), owned
