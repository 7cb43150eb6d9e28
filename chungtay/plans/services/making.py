"""A reviewed paper becomes a running programme, or renews the one it became before."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import Conflict, Problem, Refused
from chungtay.base.text import fold
from chungtay.budgets import services as budgets
from chungtay.documents import queries as documents
from chungtay.documents import services as documents_services
from chungtay.documents.rules import FoundSection, FoundTarget, Reviewed
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans.models import Assignment, Plan, PlanSection, Share, Target
from chungtay.plans.rules import AssignmentRole, check_reviewed, drafts_of, money_of
from chungtay.plans.services.chain import link_chain, write_links
from chungtay.plans.services.renewing import renew_tasks
from chungtay.plans.services.writing import Doers, write_tasks


@transaction.atomic
def make_plan(*, by: Actor, now: datetime, document: int) -> Plan:
    """Make the plan of a reviewed paper, or renew it when the paper has a newer version.

    Refuses while a finding is undecided or a name means no agency yet, and the same version twice.
    """
    by.must("plans.manage")
    found = documents.reviewed(by, document)
    plan = Plan.objects.select_for_update().filter(document=document).first()
    problems = check_reviewed(found)
    if plan is not None and plan.version >= found.version:
        problems = [Problem("plan_twice", _("Văn bản này đã thành kế hoạch rồi; không lập lần thứ hai."))]
    elif plan is not None and plan.state != "in_force":
        problems = [
            Problem("plan_ended", _("Kế hoạch của văn bản này đã kết thúc nên không cập nhật được nữa."))
        ]
    if problems:
        raise Refused(problems)
    doers = Doers(timezone.localdate(now))
    if plan is None:
        plan = _make(by, now, found, doers)
    else:
        _renew(plan, by, now, found, doers)
    budgets.make_estimates(
        by=by, now=now, subject=money_of(plan.pk), document=document, version=found.version, owner=plan.owner_id,
        place=plan.place_id, found=found.budgets,
    )  # fmt: skip
    write_links(plan, found.citations)
    link_chain(by=by, now=now, plan=plan)
    _hand_out(plan, by, now)
    return plan


def _make(by: Actor, now: datetime, found: Reviewed, doers: Doers) -> Plan:
    try:
        with transaction.atomic():  # two people may press the button at once: the second is told, not served
            plan = Plan.objects.create(
                document_id=found.document, owner_id=by.agency, place_id=by.place, made_at=now,
                made_by_id=by.account,
                **_header(found),
            )  # fmt: skip
    except IntegrityError:
        text = _("Một người khác vừa lập kế hoạch từ văn bản này. Hãy mở danh sách kế hoạch để xem.")
        raise Conflict(Problem("plan_twice", text)) from None
    sections = _write_sections(plan, found.sections)
    tasks = write_tasks(plan, drafts_of(found), sections=sections, doers=doers)
    _write_targets(plan, found.targets, sections)
    journal.record(
        by=by, now=now, verb="plan.made", subject=f"plan:{plan.pk}", title=f"{plan}: {plan.title}",
        change={"version": [None, plan.version], "tasks": [None, len(tasks)]},
    )  # fmt: skip
    return plan


def _renew(plan: Plan, by: Actor, now: datetime, found: Reviewed, doers: Doers) -> None:
    before = plan.version
    for name, value in _header(found).items():
        setattr(plan, name, value)
    plan.save(update_fields=list(_header(found)))
    plan.sections.all().delete()
    plan.targets.all().delete()
    sections = _write_sections(plan, found.sections)
    _write_targets(plan, found.targets, sections)
    counted = renew_tasks(plan, drafts_of(found), sections=sections, doers=doers, by=by, now=now)
    journal.record(
        by=by, now=now, verb="plan.renewed", subject=f"plan:{plan.pk}", title=f"{plan}: {plan.title}",
        change={"version": [before, plan.version]} | {word: [None, count] for word, count in counted.items()},
    )  # fmt: skip


_SAME = ("version", "title", "issued_on", "issued_text", "period_from", "period_to", "vision")


def _header(found: Reviewed) -> dict[str, Any]:
    code = found.code or ""
    named = {
        "code": code,
        "code_key": fold(code),
        "symbol": found.symbol or "",
        "issuer_name": found.issuer_name[:300],
    }
    return {"issuer_id": found.issuer, **named} | {name: getattr(found, name) for name in _SAME}


def _write_sections(plan: Plan, found: Iterable[FoundSection]) -> dict[str, int]:
    """Sections by the reading's id. Parents come before their parts, as in the paper."""
    made: dict[str, int] = {}
    for position, section in enumerate(found, start=1):
        row = PlanSection.objects.create(
            plan=plan, ref=section.id, label=section.label[:40], title=section.title, depth=section.depth,
            parent_id=made.get(section.parent or ""), position=position,
        )  # fmt: skip
        made[section.id] = row.pk
    return made


def _write_targets(plan: Plan, found: Iterable[FoundTarget], sections: dict[str, int]) -> None:
    Target.objects.bulk_create(
        Target(
            plan=plan, section_id=sections.get(target.section or ""), position=position, text=target.text,
            relation=target.relation, value=target.value, value_max=target.value_max, due=target.due,
            unit=target.unit[:60], per=(target.per or "")[:120], baseline_year=target.baseline_year,
            source=target.finding, source_start=target.span[0], source_end=target.span[1],
        )
        for position, target in enumerate(found, start=1)
    )  # fmt: skip


@override("vi")  # others read it, whatever language this person reads
def _hand_out(plan: Plan, by: Actor, now: datetime) -> None:
    """Open the paper to everybody it gives work to, and tell each how much is theirs."""
    shares = Share.objects.filter(task__plan=plan, task__closed_at__isnull=True, released_at__isnull=True)
    tasks_of_each = shares.order_by().values_list("agency").annotate(number=Count("task", distinct=True))
    doing: dict[int, int] = dict(tasks_of_each)
    supporting = _supporters(plan, timezone.localdate(now)) - doing.keys()
    documents_services.open_to(by=by, now=now, document=plan.document_id, agencies=[*doing, *supporting])
    told: dict[int, list[int]] = defaultdict(list)
    for agency, number in doing.items():
        told[number].append(agency)
    link = reverse("plans:plan", args=[plan.pk])
    name = f"{plan} ({_('Bản').lower()} {plan.version})" if plan.version > 1 else str(plan)
    for number, bodies in told.items():
        text = _("%(plan)s giao cơ quan mình chủ trì %(number)s việc.") % {"plan": name, "number": number}
        reason = _("Được giao chủ trì trong kế hoạch")
        notices.tell(now=now, agencies=bodies, text=text, link=link, reason=reason)
    text = _("%(plan)s nêu tên cơ quan mình phối hợp.") % {"plan": name}
    reason = _("Được nêu phối hợp trong kế hoạch")
    notices.tell(now=now, agencies=supporting, text=text, link=link, reason=reason)


def _supporters(plan: Plan, on: date) -> set[int]:
    named = Assignment.objects.filter(
        task__plan=plan, task__closed_at__isnull=True, role=AssignmentRole.SUPPORT
    )
    bodies = set(named.values_list("agency", flat=True))
    return {doer for body in bodies for doer in agencies.doers_of(body, on=on)}
