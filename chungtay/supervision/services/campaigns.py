"""The standing office starts a campaign; whoever is asked sends its report to the wall."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans import queries as plans
from chungtay.plans.rules import PlanState
from chungtay.supervision.models import Campaign, CampaignDay, CampaignPart, CampaignReport, Evidence
from chungtay.supervision.queries import get_campaign, get_part
from chungtay.supervision.rules import check_campaign, check_report


@transaction.atomic
def start_campaign(
    *,
    by: Actor,
    now: datetime,
    plan: int,
    name: str,
    begins: date,
    ends: date,
    report_due: date,
    parts: Sequence[int],
    days: Iterable[tuple[date, str]] = (),
) -> Campaign:
    """A window of a plan, its days, and who is to report by when; a group stands for its members. Each is told."""
    today = timezone.localdate(now)
    of = plans.get_managed_plan(by, plan, on=today)
    running = of.state == PlanState.IN_FORCE
    days = list(days)
    problems = check_campaign(
        name=name, begins=begins, ends=ends, report_due=report_due, parts=parts, plan_in_force=running,
        days=[on for on, _said in days],
    )  # fmt: skip
    problems += agencies.check_named(by, parts, on=today, field="parts", groups=True)
    if problems:
        raise Refused(problems)
    row = Campaign.objects.create(
        plan=of, owner_id=by.agency, name=" ".join(name.split())[:200], begins=begins, ends=ends,
        report_due=report_due, made_at=now, made_by_id=by.account,
    )  # fmt: skip
    CampaignDay.objects.bulk_create(CampaignDay(campaign=row, on=on, name=said) for on, said in days)
    doers = sorted({doer for part in parts for doer in agencies.doers_of(part, on=today)})
    CampaignPart.objects.bulk_create(CampaignPart(campaign=row, agency_id=doer) for doer in doers)
    journal.record(
        by=by, now=now, verb="campaign.started", subject=f"campaign:{row.pk}", title=row.name,
        change={"parts": [None, len(doers)], "begins": [None, begins.isoformat()]},
    )  # fmt: skip
    _tell(now, row, doers)
    return row


@override("vi")  # others read it, whatever language this person reads
def _tell(now: datetime, row: Campaign, doers: Iterable[int]) -> None:
    said = {"name": row.name, "begins": f"{row.begins:%d/%m}", "ends": f"{row.ends:%d/%m/%Y}"}
    notices.tell(
        now=now, agencies=set(doers) - {row.owner_id}, text=_("%(name)s, từ %(begins)s đến %(ends)s") % said,
        link=reverse("supervision:campaign", args=[row.pk]), reason=_("Cơ quan mình tham gia chiến dịch"),
    )  # fmt: skip


@transaction.atomic
def report_to_campaign(
    *, by: Actor, now: datetime, campaign: int, text: str, files: Iterable[int] = ()
) -> CampaignReport:
    """One's own body's report; another one adds to it."""
    by.must("work.report")
    row = get_campaign(by, campaign, on=timezone.localdate(now))
    part = get_part(by, row)
    if part is None:
        raise NotThere("campaign")
    if problems := check_report(text=text, begins=row.begins, today=timezone.localdate(now)):
        raise Refused(problems)
    made = CampaignReport.objects.create(
        part=part,
        at=now,
        account_id=by.account,
        name=by.name[:120],
        post=by.signs_as[:200],
        text=text.strip(),
    )
    Evidence.objects.bulk_create(Evidence(report=made, file_id=file) for file in dict.fromkeys(files))
    part.reported_at = now
    part.save(update_fields=["reported_at"])
    journal.record(
        by=by, now=now, verb="campaign.reported", subject=f"campaign:{row.pk}", title=row.name,
        change={"agency": [None, by.agency]},
    )  # fmt: skip
    return made
