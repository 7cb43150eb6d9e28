"""A person says which lower promise answers which upper one, or that a promise does not apply."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.chain.models import Answer, Link
from chungtay.chain.queries import get_answer, list_lower_promises
from chungtay.chain.rules import LinkState, check_ground
from chungtay.chain.services.comparing import settle, told_differences
from chungtay.journal import services as journal
from chungtay.plans import queries as plans


@transaction.atomic
def decide_links(*, by: Actor, now: datetime, links: Collection[int], state: LinkState) -> int:
    """Confirm or reject suggestions, or decide anew; returns how many changed."""
    found = list(Link.objects.select_related("answer__pair__upper").filter(pk__in=links))
    if len(found) != len(set(links)) or state == LinkState.SUGGESTED:
        raise NotThere("link")
    for plan in {link.answer.pair.upper_id: link.answer.pair.upper for link in found}.values():
        if not plans.manages(by, plan, on=timezone.localdate(now)):
            raise NotThere("link")
    moved = [link for link in found if link.state != state]
    for link in moved:
        journal.record(
            by=by, now=now, verb="chain.linked" if state == LinkState.CONFIRMED else "chain.unlinked",
            subject=f"answer:{link.answer_id}", title=str(link.answer.pair.upper),
            change={"link": [link.state, str(state)], "lower": [None, link.lower_id]},
        )  # fmt: skip
        link.state, link.decided_at, link.decided_by_id = state, now, by.account
    Link.objects.bulk_update(moved, ["state", "decided_at", "decided_by"], batch_size=500)
    settle(Answer.objects.filter(pk__in={link.answer_id for link in moved}))
    return len(moved)


@transaction.atomic
def link_by_hand(*, by: Actor, now: datetime, answer: int, lower: int) -> Link:
    """A person knows an answer that no likeness of words shows."""
    row = managed_answer(by, answer, now)
    chosen = list_lower_promises(row).filter(pk=lower).first()
    if chosen is None:
        raise Refused(Problem("promise_elsewhere", _("Chọn một mục của chính kế hoạch dưới."), "lower"))
    return confirm(by, now, row, chosen.pk)


def confirm(by: Actor, now: datetime, answer: Answer, lower: int) -> Link:
    link = Link.objects.create(
        answer=answer, lower_id=lower, state=LinkState.CONFIRMED, decided_at=now, decided_by_id=by.account
    )
    link.differences = told_differences(answer.pair, answer.promise, link.lower)
    link.save(update_fields=["differences"])
    settle(Answer.objects.filter(pk=answer.pk))
    journal.record(
        by=by, now=now, verb="chain.linked", subject=f"answer:{answer.pk}", title=answer.promise.text,
        change={"link": [None, str(LinkState.CONFIRMED)], "lower": [None, lower]},
    )  # fmt: skip
    return link


@transaction.atomic
def excuse(*, by: Actor, now: datetime, answer: int, ground: str) -> Answer:
    """Close a hole: the promise does not apply to this unit, and why. An empty ground opens it again."""
    row = managed_answer(by, answer, now)
    ground = " ".join(ground.split())[:500]
    if row.excused_at is None and (problems := check_ground(ground)):
        raise Refused(problems)
    write_excuse(by, now, row, ground)
    return row


def write_excuse(by: Actor, now: datetime, row: Answer, ground: str) -> None:
    before = row.ground
    row.ground = ground
    row.excused_at, row.excused_by_id = (now, by.account) if ground else (None, None)
    row.save(update_fields=["ground", "excused_at", "excused_by"])
    settle(Answer.objects.filter(pk=row.pk))
    journal.record(
        by=by, now=now, verb="chain.excused", subject=f"answer:{row.pk}", title=row.promise.text,
        change={"ground": [before, ground]}, purpose=ground[:300],
    )  # fmt: skip


def managed_answer(by: Actor, answer: int, now: datetime) -> Answer:
    """The answer for who manages the upper plan, locked until the transaction ends."""
    row = get_answer(by, answer, on=timezone.localdate(now), locked=True)
    if not plans.manages(by, row.pair.upper, on=timezone.localdate(now)):
        raise NotThere("answer")
    return row
