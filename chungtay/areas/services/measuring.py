"""What a province decides about the criteria: its choices, its own set, put in force by a paper."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from chungtay.areas.models import CriteriaSet, PolicyChoice
from chungtay.areas.queries import approves, get_own_set
from chungtay.areas.rules.evidence import fact_kinds
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.law.rules import NoAnswer
from chungtay.law.rules.areas import national
from chungtay.law.rules.own_criteria import read_own
from chungtay.law.rules.policies import policies


@transaction.atomic
def choose_policy(
    *, by: Actor, now: datetime, name: str, value: str, valid_from: date, decided_by: str, paper: str
) -> PolicyChoice:
    """From this day on the province reads the criteria so; who decided it, and by which paper."""
    place = _province(by)
    try:
        policies({name: value})
    except NoAnswer as none:
        raise Refused(Problem("no_policy", none.message, "value")) from None
    if not decided_by.strip() or not paper.strip():
        raise Refused(Problem("no_ground", "Hãy ghi ai quyết định và theo văn bản nào.", "paper"))
    row, _made = PolicyChoice.objects.update_or_create(
        place_id=place, name=name, valid_from=valid_from,
        defaults={
            "value": value, "decided_by": decided_by.strip()[:200], "paper": paper.strip()[:200], "made_at": now,
            "made_by_id": by.account,
        },
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="area_policy.chosen", subject=f"area_policy:{row.pk}", title=paper.strip()[:200],
        change={"name": [None, name], "value": [None, value], "on": [None, valid_from.isoformat()]},
    )  # fmt: skip
    return row


@transaction.atomic
def add_criteria(*, by: Actor, now: datetime, title: str, content: str) -> CriteriaSet:
    """A draft of the province's own set, checked whole; nothing is measured by it yet."""
    place, today = _province(by), timezone.localdate(now)
    try:
        otherwise = national(today)
    except NoAnswer as none:
        raise Refused(Problem("no_criteria", none.message)) from None
    found, problems = read_own(content, tuple(fact_kinds()), otherwise)
    if found is None:
        raise Refused(problems)
    if not title.strip():
        raise Refused(Problem("no_title", "Hãy đặt tên cho bộ tiêu chí.", "title"))
    last = found.commune.valid_to
    row = CriteriaSet.objects.create(
        place_id=place, title=title.strip()[:200], content=content, valid_from=found.commune.valid_from,
        ended_on=last + timedelta(days=1) if last else None, made_at=now, made_by_id=by.account,
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="area_criteria.added", subject=f"area_criteria:{row.pk}", title=row.title
    )
    return row


@transaction.atomic
def put_in_force(*, by: Actor, now: datetime, own: int, paper: str) -> CriteriaSet:
    """From its first day on the set holds instead of the country's; what held then ends the day before."""
    row = _draft(by, own)
    if not paper.strip():
        raise Refused(Problem("no_ground", "Hãy ghi văn bản ban hành bộ tiêu chí.", "paper"))
    living = CriteriaSet.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=row.valid_from),
        place=row.place_id,
        in_force_at__isnull=False,
    )
    if living.filter(valid_from__gte=row.valid_from).exists():
        sentence = "Đã có bộ tiêu chí có hiệu lực từ cùng ngày hoặc muộn hơn; hãy kết thúc bộ đó trước."
        raise Refused(Problem("later_set", sentence))
    living.update(ended_on=row.valid_from)
    row.in_force_at, row.paper = now, paper.strip()[:200]
    row.save(update_fields=["in_force_at", "paper"])
    journal.record(
        by=by, now=now, verb="area_criteria.put_in_force", subject=f"area_criteria:{row.pk}", title=row.paper
    )
    return row


@transaction.atomic
def end_criteria(*, by: Actor, now: datetime, own: int, on: date) -> None:
    """A draft is thrown away; a set in force holds no longer from this day on, and the country's holds again."""
    row = get_own_set(by, own, locked=True)
    _province(by)
    journal.record(
        by=by, now=now, verb="area_criteria.ended", subject=f"area_criteria:{row.pk}", title=row.title
    )
    if row.in_force_at is None:
        row.delete()
        return
    if on <= row.valid_from:
        raise Refused(Problem("too_early", "Ngày hết hiệu lực phải sau ngày có hiệu lực.", "on"))
    row.ended_on = on
    row.save(update_fields=["ended_on"])


def _draft(by: Actor, own: int) -> CriteriaSet:
    _province(by)
    row = get_own_set(by, own, locked=True)
    if row.in_force_at is not None:
        raise Refused(Problem("in_force", "Bộ tiêu chí này đã có hiệu lực."))
    return row


def _province(by: Actor) -> int:
    """The province of who may decide for the whole of it."""
    if not approves(by) or by.place is None or by.places:
        raise NotThere("criteria")
    return by.place
