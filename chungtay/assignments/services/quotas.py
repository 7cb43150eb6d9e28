"""How many each unit owes: proposed from the words, confirmed by a person, counted by the units."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.assignments.models import Quota, QuotaCount
from chungtay.assignments.queries.quotas import counted_of, get_quota, quotas_of_plan
from chungtay.assignments.rules import TURNS, check_count, check_quota, drafts_of
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.plans import queries as plans
from chungtay.plans.queries.holding import shares_in_force
from chungtay.reader.rules import promises_of


@transaction.atomic
def propose_quotas(*, by: Actor, now: datetime, plan: int) -> int:
    """Read the words of a plan's duties for counts that each doer owes; returns how many are new. None holds yet."""
    shown = plans.get_managed_plan(by, plan, on=timezone.localdate(now))
    made = 0
    for task, text in shown.tasks.filter(closed_at__isnull=True).values_list("pk", "text"):
        for draft in drafts_of(promises_of(text)):
            _quota, new = Quota.objects.get_or_create(
                task_id=task, noun=draft.noun[:60], every=draft.every,
                defaults={"minimum": draft.minimum, "maximum": draft.maximum, "words": draft.words},
            )  # fmt: skip
            made += new
    return made


@transaction.atomic
def confirm_quotas(*, by: Actor, now: datetime, plan: int, quotas: Iterable[int]) -> int:
    """From now on these hold, and the units see them; returns how many were new."""
    today = timezone.localdate(now)
    shown = plans.get_managed_plan(by, plan, on=today)
    rows = list(quotas_of_plan(by, shown, on=today).filter(pk__in=set(quotas), confirmed_at__isnull=True))
    for row in rows:
        row.confirmed_at, row.confirmed_by_id = now, by.account
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        journal.record(
            by=by, now=now, verb="quota.confirmed", subject=f"task:{row.task_id}", title=row.task.text,
            change={row.noun: [None, [row.minimum, row.maximum, row.every]]},
        )  # fmt: skip
    return len(rows)


@transaction.atomic
def add_quota(
    *, by: Actor, now: datetime, task: int, noun: str, minimum: int, maximum: int | None, every: str
) -> Quota:
    """A quota that the words do not say so; confirmed by being written."""
    row = plans.get_managed_task(by, task, on=timezone.localdate(now))
    problems = check_quota(minimum, maximum, noun)
    if every not in TURNS:
        problems.append(Problem("every_unknown", "Chọn một kỳ trong danh sách.", "every"))
    if problems:
        raise Refused(problems)
    said = {"minimum": minimum, "maximum": maximum, "confirmed_at": now, "confirmed_by_id": by.account}
    made, _new = Quota.objects.update_or_create(task=row, noun=noun.strip()[:60], every=every, defaults=said)
    journal.record(
        by=by, now=now, verb="quota.confirmed", subject=f"task:{task}", title=row.text,
        change={made.noun: [None, [minimum, maximum, every]]},
    )  # fmt: skip
    return made


@transaction.atomic
def drop_quota(*, by: Actor, now: datetime, plan: int, quota: int) -> None:
    """What the words seemed to ask is not asked; one that units have counted on stays."""
    today = timezone.localdate(now)
    shown = plans.get_managed_plan(by, plan, on=today)
    row = quotas_of_plan(by, shown, on=today).filter(pk=quota).first()
    if row is None:
        raise NotThere("quota")
    if row.counts.exists():
        raise Refused(Problem("counted", "Đã có đơn vị ghi số đếm cho định mức này nên không bỏ được."))
    row.delete()
    journal.record(
        by=by, now=now, verb="quota.dropped", subject=f"task:{row.task_id}", title=row.task.text,
        change={row.noun: [[row.minimum, row.maximum, row.every], None]},
    )  # fmt: skip


@transaction.atomic
def count_quota(*, by: Actor, now: datetime, quota: int, number: int, words: str = "") -> QuotaCount:
    """The actor's body did so many more; a number below nothing corrects what was counted too much in this turn."""
    by.must("work.report")
    today = timezone.localdate(now)
    found = get_quota(by, quota, on=today)
    if not shares_in_force().filter(task=found.task_id, agency=by.agency).exists():
        raise NotThere("quota")
    found = Quota.objects.select_for_update().get(pk=quota)
    so_far = counted_of(found, [by.agency], on=today)[by.agency].number
    if problems := check_count(number, so_far):
        raise Refused(problems)
    made = QuotaCount.objects.create(
        quota=found, agency_id=by.agency, on=today, number=number, words=words.strip()[:500], at=now,
        account_id=by.account, name=by.name,
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="quota.counted", subject=f"agency:{by.agency}", title=found.noun,
        change={"number": [so_far, so_far + number]},
    )  # fmt: skip
    return made
