"""The commune says what it is by the criteria; the province returns it with a reason."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind
from chungtay.areas.models import Assessment, Statement
from chungtay.areas.queries import get_assessment, may_approve_at, proposes_for, standing_of
from chungtay.areas.rules.checks import check_propose, check_return, check_statement
from chungtay.areas.rules.evidence import to_json
from chungtay.areas.rules.words import AssessmentState
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices


@transaction.atomic
def state_facts(
    *, by: Actor, now: datetime, place: int, year: int, said: Mapping[str, Decimal | bool | None], ground: str
) -> None:
    """Say by hand, with its ground, what no figure says. Replaces what was said before; closed once it was proposed."""
    assessment = _opened(by, place, year)
    facts = standing_of(by, place, year, timezone.localdate(now)).facts
    if problems := [
        p for name, value in said.items() for p in check_statement(name, value, ground, facts.get(name))
    ]:
        raise Refused(problems)
    rows = [
        Statement(
            assessment=assessment, name=name, value=value if isinstance(value, Decimal) else Decimal(int(bool(value))),
            ground=" ".join(ground.split())[:300], at=now, by_id=by.account, said_as=f"{by.name}, {by.signs_as}"[:320],
        )
        for name, value in said.items()
    ]  # fmt: skip
    Statement.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["assessment", "name"],
        update_fields=["value", "ground", "at", "by", "said_as"],
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="area.fact_stated", subject=f"assessment:{assessment.pk}", title=", ".join(said)[:300],
        change={"value": [None, ", ".join(f"{name}: {value}" for name, value in said.items())]},
    )  # fmt: skip


@transaction.atomic
def propose(*, by: Actor, now: datetime, place: int, year: int, note: str = "") -> Assessment:
    """Send the self-assessment up, with the facts it rests on as they stand now. What is missing is refused by name."""
    today = timezone.localdate(now)
    row = _opened(by, place, year)
    standing = standing_of(by, place, year, today)
    if standing.judgement is None:
        raise Refused(Problem("no_criteria", standing.without))
    day = standing.cycle.assessed_on if standing.cycle else None
    if problems := check_propose(standing.judgement, state=row.state, assessed_on=day, today=today):
        raise Refused(problems)
    answer, law = standing.judgement.answer, standing.law
    if answer is None or law is None or standing.judgement.kind is None:
        raise NotThere("assessment")  # check_propose has said so already
    row.state, row.kind = AssessmentState.PROPOSED, standing.judgement.kind
    row.facts, row.met = to_json(standing.facts), {k: v and str(v) for k, v in answer.met.items()}
    row.why, row.basis, row.policies = answer.why, answer.article[:300], answer.policies.as_lines()
    row.note, row.reason, row.answered_at = note.strip()[:2000], "", None
    row.proposed_at, row.proposed_by_id = now, by.account
    row.proposed_as = f"{by.name}, {by.signs_as}"[:320]
    row.save()
    journal.record(
        by=by, now=now, verb="area.proposed", subject=f"assessment:{row.pk}", title=standing.place.full_name,
        change={"kind": [None, str(row.kind)], "year": [None, year]},
    )  # fmt: skip
    return row


@transaction.atomic
def return_assessment(*, by: Actor, now: datetime, assessment: int, reason: str) -> Assessment:
    """Back to the commune, which reads why."""
    row = get_assessment(by, assessment, locked=True)
    if not may_approve_at(by, row.place_id) or row.state != AssessmentState.PROPOSED:
        raise NotThere("assessment")
    if problems := check_return(reason):
        raise Refused(problems)
    row.state, row.reason, row.answered_at = AssessmentState.RETURNED, reason.strip()[:2000], now
    row.save(update_fields=["state", "reason", "answered_at"])
    journal.record(
        by=by, now=now, verb="area.returned", subject=f"assessment:{row.pk}", title=row.place.full_name,
        change={"ground": [None, row.reason]},
    )  # fmt: skip
    tell_communes(
        now, [row.place_id], row.year, _("Tự đánh giá địa bàn năm %(year)s bị trả lại: %(why)s"), row.reason
    )
    return row


@override("vi")  # others read it, whatever language this person reads
def tell_communes(now: datetime, communes: Iterable[int], year: int, words: Promise, why: str = "") -> None:
    """A notice to the committee of each commune."""
    today = timezone.localdate(now)
    for place in communes:
        bodies = agencies.bodies_ever({(AgencyKind.PEOPLES_COMMITTEE.value, "commune")}).filter(place=place)
        alive = bodies.filter(agencies.alive_on(today)).values_list("pk", flat=True)
        notices.tell(
            now=now, agencies=list(alive), text=str(words) % {"year": year, "why": why},
            link=f"{reverse('areas:commune', args=[place])}?nam={year}",
            reason=str(_("Địa bàn của cơ quan mình được xem xét phân loại")),
        )  # fmt: skip


def _opened(by: Actor, place: int, year: int) -> Assessment:
    """The commune's assessment of the year, locked, for its own committee; made when there is none yet."""
    if not proposes_for(by, place) or not 2000 <= year <= 2100:
        raise NotThere("assessment")
    row, _made = Assessment.objects.select_for_update().get_or_create(place_id=place, year=year)
    if row.state in (AssessmentState.PROPOSED, AssessmentState.APPROVED):
        sentence = "Bản tự đánh giá này đã gửi; đợi tỉnh trả lại mới sửa và gửi lần nữa."
        raise Refused(Problem("already_proposed", sentence))
    return row
