"""What was answered to shares, and where each stands by it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from chungtay.assignments.models import Answer, Contribution
from chungtay.assignments.rules import AnswerKind, Party, Ruling, Standing, Step, next_steps
from chungtay.base.actor import Actor
from chungtay.notices.rules import Act, Due
from chungtay.plans import queries as plans
from chungtay.plans.queries.holding import open_shares, shares_in_force
from chungtay.plans.rules import PlanState, ShareState, may_report

_ASKED = {AnswerKind.REFUSED: "refusal", AnswerKind.EXTENSION: "extension"}


@dataclass(frozen=True, slots=True)
class ShareView:
    """A share with what was answered to it and what the actor can do with it now."""

    share: Any
    standing: Standing
    answers: list[Answer] = field(default_factory=list)
    doer_steps: tuple[Step, ...] = ()
    office_steps: tuple[Step, ...] = ()


def answers_of(shares: Iterable[int]) -> dict[int, list[Answer]]:
    """The answers to these shares, oldest first. The caller has fetched the shares for its actor."""
    found: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(share__in=set(shares)).select_related("agency").order_by("at", "pk"):
        found.setdefault(answer.share_id, []).append(answer)
    return found


def closing_answers(bodies: Iterable[int]) -> dict[int, list[Answer]]:
    """The answers after which these bodies have nothing to report: confirmed, or a refusal that waits."""
    closing = Q(kind=AnswerKind.VERIFIED) | Q(kind=AnswerKind.REFUSED, verdict=Ruling.WAITING)
    rows = Answer.objects.filter(closing, share__agency__in=set(bodies), share__released_at__isnull=True)
    found: dict[int, list[Answer]] = {}
    for answer in rows.order_by("at", "pk"):
        found.setdefault(answer.share_id, []).append(answer)
    return found


def standings_of(shares: Iterable[Any], *, derived: Iterable[int] = ()) -> dict[int, Standing]:
    """Where each share stands; ``derived`` are those whose state follows from something."""
    rows = list(shares)
    answers, follows = answers_of(row.pk for row in rows), set(derived)
    return {row.pk: standing(row, answers.get(row.pk, []), row.pk in follows) for row in rows}


def standing(share: Any, answers: Iterable[Answer], derived: bool = False) -> Standing:
    """A confirmation speaks of the very report it confirmed; what was sent back stays so until it is done again.

    What a rule confirmed follows from something, whoever asks.
    """
    said: dict[str, Any] = {"received": share.state != ShareState.OPEN}
    for answer in answers:
        if answer.kind in _ASKED:
            said[_ASKED[AnswerKind(answer.kind)]] = Ruling(answer.verdict)
            said["received"] |= answer.kind == AnswerKind.EXTENSION
        elif answer.kind == AnswerKind.RECEIVED:
            said["received"] = True
        else:
            now = answer.kind == AnswerKind.RETURNED or answer.revision == share.revision
            said["verified"] = answer.kind == AnswerKind.VERIFIED and now
            said["derived"] = derived or (bool(said["verified"]) and answer.account_id is None)
            said["returned"] = answer.kind == AnswerKind.RETURNED and share.state != ShareState.DONE
    if share.state != ShareState.DONE:
        said["verified"] = False
    said.setdefault("derived", derived)
    return Standing(state=ShareState(share.state), dated=bool(share.due_on), **said)


def list_shares_of_task(actor: Actor, task: Any, *, on: date) -> list[ShareView]:
    """The living shares of a task that the actor may see, those of the own body first."""
    shares = plans.visible_shares(actor, on).filter(task=task, occurrence__dropped_at__isnull=True)
    rows = list(shares.select_related("agency", "occurrence").order_by("due_on", "agency__name", "pk"))
    found = answers_of(row.pk for row in rows)
    standings = {row.pk: standing(row, found.get(row.pk, [])) for row in rows}
    manages, open_ = plans.manages(actor, task.plan, on=on), _is_open(task)
    views = [
        ShareView(
            share=row,
            standing=standings[row.pk],
            answers=found.get(row.pk, []),
            doer_steps=next_steps(standings[row.pk], Party.DOER)
            if open_ and may_report(actor, doer=row.agency_id)
            else (),
            office_steps=next_steps(standings[row.pk], Party.OFFICE) if open_ and manages else (),
        )
        for row in rows
    ]
    return sorted(views, key=lambda view: view.share.agency_id not in actor.bodies)


def list_contributions(actor: Actor, task: Any, *, on: date) -> QuerySet[Contribution]:
    """What supporters did, for who leads or oversees the task; to a supporter its own."""
    found = Contribution.objects.filter(task=task).select_related("agency")
    leads = shares_in_force().filter(task=task, agency__in=actor.bodies).exists()
    whole = leads or plans.oversees(actor, task.plan, on=on)
    return found if whole else found.filter(agency__in=actor.bodies)


def _is_open(task: Any) -> bool:
    return task.closed_at is None and task.plan.state == PlanState.IN_FORCE


def shares_to_receive(bodies: Iterable[int], *, until: date) -> QuerySet[Any]:
    """What these bodies were handed and have not answered: not begun, in a turn that has opened by the day."""
    said = Answer.objects.filter(share=OuterRef("pk"), kind__in=[AnswerKind.RECEIVED, AnswerKind.REFUSED])
    asked = Answer.objects.filter(share=OuterRef("pk"), kind=AnswerKind.EXTENSION)
    opened = Q(occurrence__opens_on__isnull=True) | Q(occurrence__opens_on__lte=until)
    return (
        open_shares(set(bodies))
        .filter(
            opened, state=ShareState.OPEN, task__closed_at__isnull=True, task__plan__state=PlanState.IN_FORCE
        )
        .exclude(Exists(said))
        .exclude(Exists(asked))
    )


def due_of(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """What waits for these bodies, for the reminders: to be received, to be done again, to be answered, to be checked.

    What waits is told once a body and kind of step, from the day of the oldest, so that a digest stays short.
    """
    yield from _to_receive(bodies, on)
    yield from _to_redo(bodies)
    yield from _for_offices(bodies)


def _to_receive(bodies: frozenset[int], on: date) -> Iterator[Due]:
    rows = (
        shares_to_receive(bodies, until=on).select_related("task__plan").order_by("task__plan__made_at", "pk")
    )
    first: dict[tuple[int, int], Any] = {}
    count: dict[tuple[int, int], int] = {}
    for row in rows:
        key = (row.agency_id, row.task.plan_id)
        first.setdefault(key, row)
        count[key] = count.get(key, 0) + 1
    for (agency, plan), row in first.items():
        words = f"{row.task.plan}: {count[agency, plan]} phần việc mới giao chờ cơ quan mình nhận"
        since = timezone.localdate(row.task.plan.made_at)
        link = reverse("plans:my_work")
        yield Due(
            f"received:{agency}:{plan}", agency, Act.RECEIVE, since, words, link, row.task.plan.owner_id
        )


def _to_redo(bodies: frozenset[int]) -> Iterator[Due]:
    back = Answer.objects.filter(kind=AnswerKind.RETURNED, share__agency__in=bodies).select_related(
        "share__task__plan"
    )
    latest = {answer.share_id: answer for answer in back.exclude(share__state=ShareState.DONE)}
    for answer in latest.values():
        share = answer.share
        if share.released_at is None and _is_open(share.task):
            link, since = reverse("assignments:share", args=[share.pk]), timezone.localdate(answer.at)
            yield Due(f"returned:{share.pk}", share.agency_id, Act.REDO, since, share.task.text[:200], link,
                      share.task.plan.owner_id)  # fmt: skip


def _for_offices(bodies: frozenset[int]) -> Iterator[Due]:
    asked = Answer.objects.filter(verdict=Ruling.WAITING, share__task__plan__owner__in=bodies).select_related(
        "share__task__plan"
    )
    for answer in asked.filter(share__released_at__isnull=True):
        task = answer.share.task
        if _is_open(task) and answer.share.state != ShareState.DONE:
            link = reverse("assignments:share", args=[answer.share_id])
            yield Due(f"asked:{answer.pk}", task.plan.owner_id, Act.ANSWER, timezone.localdate(answer.at),
                      task.text[:200], link)  # fmt: skip
    for office, (number, since) in _unchecked(bodies).items():
        words = f"{number} phần việc đã báo xong chờ xác nhận"
        link = reverse("assignments:waiting") + "?tab=check"
        yield Due(f"check:{office}", office, Act.VERIFY, since, words, link)


def _unchecked(bodies: frozenset[int]) -> dict[int, tuple[int, date]]:
    rows = unverified(shares_in_force()).filter(task__plan__owner__in=bodies).order_by()
    counted = rows.values_list("task__plan__owner").annotate(number=Count("pk"), since=Min("done_on"))
    return {owner: (number, since) for owner, number, since in counted}


def unverified(shares: QuerySet[Any]) -> QuerySet[Any]:
    """Of these, what is reported done and nobody has confirmed yet."""
    confirmed = Answer.objects.filter(
        share=OuterRef("pk"), kind=AnswerKind.VERIFIED, revision=OuterRef("revision")
    )
    return shares.filter(state=ShareState.DONE).exclude(Exists(confirmed))
