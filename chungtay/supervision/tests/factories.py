"""An inspection of the department, the province's month of action, a commendation. Everything in them is invented."""

from datetime import date, timedelta

from chungtay.files.services import keep
from chungtay.plans.models import Share
from chungtay.plans.rules import ShareState
from chungtay.plans.services import report_progress
from chungtay.supervision import services
from chungtay.supervision.models import Campaign, Commendation, Evidence, Inspection, Recommendation
from chungtay.supervision.rules import InspectionKind, season_in
from tests.cast import NOW, TODAY, Cast

ASKED = "Bổ sung sổ theo dõi thuốc gây nghiện, thuốc hướng thần"


def inspected(cast: Cast, *, announced: bool = True, begins: date = TODAY) -> Inspection:
    return services.plan_inspection(
        by=cast.inspector, now=NOW, kind=InspectionKind.CHECK, title="Kiểm tra quản lý thuốc gây nghiện",
        begins=begins, ends=begins + timedelta(days=10), announced=announced, subjects=[cast.department.agency],
        ground="Quyết định 45/QĐ-TTr (ví dụ)",
    )  # fmt: skip


def recommended(cast: Cast, inspection: Inspection | None = None) -> Recommendation:
    found = inspection or inspected(cast)
    return services.recommend(
        by=cast.inspector, now=NOW, inspection=found.pk, text=ASKED, owner=cast.department.agency,
        due_on=TODAY + timedelta(days=20),
    )  # fmt: skip


def answered(cast: Cast, recommendation: Recommendation) -> Evidence:
    """The department answers with a file."""
    file = keep(by=cast.department, now=NOW, name="so.txt", chunks=["sổ".encode()])
    reply = services.answer_recommendation(
        by=cast.department, now=NOW, recommendation=recommendation.pk, text="Đã bổ sung sổ", files=[file.pk]
    )
    return reply.evidence.get()


def in_action(cast: Cast, plan: int, *, begins: date = TODAY) -> Campaign:
    """From the department and both communes a report is awaited."""
    bodies = [cast.department.agency, cast.officer.agency, cast.officer_next_door.agency]
    ends = begins + timedelta(days=29)
    days = [day for day in season_in("action_month", begins.year).days if begins <= day[0] <= ends]
    return services.start_campaign(
        by=cast.province, now=NOW, plan=plan, name="Tháng hành động (ví dụ)", begins=begins,
        ends=ends, report_due=begins + timedelta(days=30), parts=bodies, days=days,
    )  # fmt: skip


def commended(cast: Cast, plan: int) -> Commendation:
    """Commune A has finished its part in one task, and is proposed for it."""
    share = Share.objects.filter(task__plan=plan, agency_id=cast.officer.agency).earliest("pk")
    report_progress(
        by=cast.officer,
        now=NOW,
        share=share.pk,
        state=ShareState.DONE,
        percent=None,
        note="",
        seen=share.revision,
    )
    return services.propose_commendation(
        by=cast.province, now=NOW, agency=cast.officer.agency, form="bang_khen", ground="Hoàn thành tốt (ví dụ)",
        period_from=date(TODAY.year, 1, 1), period_to=TODAY,
    )  # fmt: skip


def watched_over(cast: Cast, plan: int) -> dict[str, int]:
    """One of each, for asking every address about it."""
    recommendation = recommended(cast)
    return {
        "inspection": recommendation.inspection_id,
        "recommendation": recommendation.pk,
        "evidence": answered(cast, recommendation).pk,
        "campaign": in_action(cast, plan).pk,
        "commendation": commended(cast, plan).pk,
    }
