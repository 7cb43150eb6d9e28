"""Writing movements: the balances and the postings that they are the sums of, together or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.budgets.models import Budget, Ceiling, Movement, Posting, Purse
from chungtay.budgets.queries import jurisdiction
from chungtay.budgets.rules import VERBS, Balance, Cell, Measure, MovementKind, may_manage
from chungtay.documents import queries as documents
from chungtay.journal import services as journal


@dataclass(frozen=True, slots=True)
class Paper:
    """What a movement rests on: the number of a decision, contract or receipt, and its day."""

    code: str
    on: date
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """So many đồng more, or less, of one measure of a ceiling or of one purse of it."""

    ceiling: Ceiling
    measure: Measure
    amount: int
    purse: Purse | None = None


def managed(by: Actor, budget: int, *, on: date) -> Budget:
    """The budget for who may manage it; locked until the transaction ends."""
    found = Budget.objects.select_for_update().filter(pk=budget).first()
    if found is None or not may_manage(by, owner=found.owner_id, jurisdiction=jurisdiction(by, on)):
        raise NotThere("budget")
    return found


def ceilings_of(budget: Budget) -> dict[Cell, Ceiling]:
    """Every ceiling of the budget, locked."""
    found = Ceiling.objects.select_for_update().filter(line__budget=budget)
    return {(ceiling.line_id, ceiling.year): ceiling for ceiling in found}


def locked_purse(purse: int) -> Purse:
    """The purse and its ceiling, locked in the order in which everybody locks them."""
    ceiling = Ceiling.objects.select_for_update().filter(purses=purse).first()
    if ceiling is None:
        raise NotThere("purse")
    found = Purse.objects.select_for_update().get(pk=purse)
    found.ceiling = ceiling
    return found


def balance_of(of: Ceiling | Purse) -> Balance:
    if isinstance(of, Ceiling):
        return Balance(approved=of.approved, allotted=of.allotted)
    return Balance(allotted=of.allotted, committed=of.committed, spent=of.spent)


def check_paper(paper: Paper, now_on: date) -> list[Problem]:
    problems = []
    if not paper.code.strip():
        sentence = "Hãy ghi số, ký hiệu của quyết định, hợp đồng hoặc chứng từ làm căn cứ."
        problems.append(Problem("no_paper", sentence, "paper"))
    if paper.on > now_on:
        problems.append(Problem("paper_tomorrow", "Ngày của văn bản chưa tới.", "on"))
    return problems


def refuse(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise Refused(found)


def write(
    budget: Budget,
    kind: MovementKind,
    changes: Iterable[Change],
    *,
    by: Actor,
    now: datetime,
    paper: Paper,
    title: str,
    said: Mapping[str, Any],
) -> Movement:
    """One movement, its postings and the balances they move. The rules have been asked; the database asks again."""
    movement = Movement.objects.create(
        budget=budget, kind=kind, on=paper.on, paper=paper.code.strip()[:120], ground=paper.ground[:500],
        document_id=_document(by, paper), at=now, account_id=by.account, name=by.name,
    )  # fmt: skip
    postings = [
        Posting(
            movement=movement,
            ceiling=c.ceiling,
            purse=c.purse,
            measure=c.measure,
            amount=c.amount,
            month=paper.on.year * 100 + paper.on.month,
        )
        for c in changes
        if c.amount
    ]
    Posting.objects.bulk_create(postings)
    # What gives way first: a ceiling rises before it is allotted, and is freed before it falls.
    order = (Measure.APPROVED, Measure.ALLOTTED, Measure.COMMITTED, Measure.SPENT)
    rising = sorted((p for p in postings if p.amount > 0), key=lambda p: order.index(Measure(p.measure)))
    falling = sorted((p for p in postings if p.amount < 0), key=lambda p: -order.index(Measure(p.measure)))
    for posting in [*falling, *rising]:
        _move(posting)
    journal.record(
        by=by, now=now, verb=VERBS[kind], subject=f"budget:{budget.pk}", title=f"{budget}: {title}",
        change={"paper": [None, movement.paper], **said}, purpose=paper.ground,
    )  # fmt: skip
    return movement


def _move(posting: Posting) -> None:
    if posting.purse_id is not None:
        Purse.objects.filter(pk=posting.purse_id).update(
            **{posting.measure: F(posting.measure) + posting.amount}
        )
    if posting.measure in (Measure.APPROVED, Measure.ALLOTTED):
        Ceiling.objects.filter(pk=posting.ceiling_id).update(
            **{posting.measure: F(posting.measure) + posting.amount}
        )


def _document(by: Actor, paper: Paper) -> int | None:
    """The paper itself, where it has been taken in and the actor may read it."""
    known = documents.find_by_code(paper.code, paper.on)
    return documents.visible_to(by).filter(pk__in=known).values_list("pk", flat=True).first()
