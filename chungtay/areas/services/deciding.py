"""The province approves, and the list goes up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chungtay.areas.models import Assessment, Classification, YearList
from chungtay.areas.queries import approves, may_approve_at, seen_places
from chungtay.areas.rules.checks import check_decision
from chungtay.areas.rules.words import AreaKind, AssessmentState
from chungtay.areas.services.assessing import tell_communes
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class that a paper of before gave a commune."""

    place: int
    year: int
    kind: AreaKind


@transaction.atomic
def approve(
    *, by: Actor, now: datetime, assessments: Sequence[int], decision: str, decided_on: date
) -> list[Classification]:
    """One decision for these proposals: each becomes the class of its commune for the year. All of them or none."""
    if not approves(by):
        raise NotThere("assessment")
    rows = list(Assessment.objects.select_for_update().filter(pk__in=assessments, place__in=seen_places(by)))
    if len(rows) != len(set(assessments)) or not all(may_approve_at(by, row.place_id) for row in rows):
        raise NotThere("assessment")
    problems = check_decision(decision, decided_on, timezone.localdate(now))
    if not rows:
        problems.append(Problem("nothing_chosen", "Hãy chọn ít nhất một xã, phường.", "assessments"))
    if any(row.state != AssessmentState.PROPOSED for row in rows):
        problems.append(
            Problem("not_waiting", "Có xã không còn chờ phê duyệt; hãy tải lại trang.", "assessments")
        )
    if problems:
        raise Refused(problems)
    paper = " ".join(decision.split())[:200]
    made = [_classified(by, now, row, paper, decided_on) for row in rows]
    Classification.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["place", "year"],
        update_fields=["kind", "valid_from", "paper", "basis", "met", "assessment", "made_at", "made_by"],
    )  # fmt: skip
    Assessment.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=AssessmentState.APPROVED, answered_at=now
    )
    for row in rows:
        journal.record(
            by=by, now=now, verb="area.approved", subject=f"assessment:{row.pk}", title=paper,
            change={"kind": [None, row.kind], "year": [None, row.year]},
        )  # fmt: skip
        tell_communes(now, [row.place_id], row.year, _("Loại địa bàn năm %(year)s đã được phê duyệt"))
    return made


def _classified(by: Actor, now: datetime, row: Assessment, paper: str, on: date) -> Classification:
    return Classification(
        place_id=row.place_id, year=row.year, kind=row.kind, valid_from=on, paper=paper, basis=row.basis, met=row.met,
        assessment=row, made_at=now, made_by_id=by.account,
    )  # fmt: skip


@transaction.atomic
def record_classes(
    *, by: Actor, now: datetime, rows: Iterable[ClassRow], paper: str, decided_on: date, basis: str
) -> int:
    """What papers of years before gave communes of their time; a year that was approved here is left as it is."""
    if not approves(by):
        raise NotThere("areas")
    wanted = list(rows)
    if problems := check_decision(paper, decided_on, timezone.localdate(now)):
        raise Refused(problems)
    if not {row.place for row in wanted} <= seen_places(by):
        raise NotThere("place")
    approved = Classification.objects.filter(
        place__in={row.place for row in wanted}, assessment__isnull=False
    )
    kept = set(approved.values_list("place", "year"))
    made = [
        Classification(
            place_id=row.place, year=row.year, kind=row.kind, valid_from=decided_on, paper=paper.strip()[:200],
            basis=basis.strip()[:300], made_at=now, made_by_id=by.account,
        )
        for row in wanted
        if (row.place, row.year) not in kept
    ]  # fmt: skip
    Classification.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["place", "year"],
        update_fields=["kind", "valid_from", "paper", "basis", "made_at", "made_by"],
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="area.recorded", subject=f"place:{by.place}", title=paper.strip()[:200],
        change={"communes": [None, len(made)]},
    )  # fmt: skip
    return len(made)


@transaction.atomic
def say_route(*, by: Actor, now: datetime, province: int, year: int, key_route: bool) -> YearList:
    """Whether an inter-provincial key route crosses the province: criterion e of article 5."""
    row = _list(by, province, year)
    before, row.key_route = row.key_route, key_route
    row.save(update_fields=["key_route"])
    journal.record(
        by=by, now=now, verb="area_list.route_said", subject=f"area_list:{row.pk}", title=str(year),
        change={"value": [before, key_route]},
    )  # fmt: skip
    return row


@transaction.atomic
def send_list(*, by: Actor, now: datetime, province: int, year: int, paper: str, on: date) -> YearList:
    """The list went up to the ministry."""
    row = _list(by, province, year)
    if problems := check_decision(paper, on, timezone.localdate(now)):
        raise Refused(problems)
    row.sent_on, row.sent_paper = on, paper.strip()[:200]
    row.save(update_fields=["sent_on", "sent_paper"])
    journal.record(by=by, now=now, verb="area_list.sent", subject=f"area_list:{row.pk}", title=row.sent_paper)
    return row


@transaction.atomic
def confirm_list(*, by: Actor, now: datetime, province: int, year: int, paper: str, on: date) -> YearList:
    """The ministry approved the list that was sent."""
    row = _list(by, province, year)
    problems = check_decision(paper, on, timezone.localdate(now))
    if row.sent_on is None:
        problems.append(Problem("not_sent", "Danh sách chưa ghi là đã gửi lên Bộ Công an.", "decision"))
    if problems:
        raise Refused(problems)
    row.confirmed_on, row.confirmed_paper = on, paper.strip()[:200]
    row.save(update_fields=["confirmed_on", "confirmed_paper"])
    journal.record(
        by=by, now=now, verb="area_list.confirmed", subject=f"area_list:{row.pk}", title=row.confirmed_paper
    )
    return row


def _list(by: Actor, province: int, year: int) -> YearList:
    if not approves(by) or province not in seen_places(by) or not 2000 <= year <= 2100:
        raise NotThere("area_list")
    row, _made = YearList.objects.select_for_update().get_or_create(place_id=province, year=year)
    return row
