"""The inspector plans, recommends and judges; the owner answers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.documents import queries as documents
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.supervision.models import Evidence, Inspection, InspectionSubject, Recommendation, Reply
from chungtay.supervision.queries import (
    get_inspection,
    get_recommendation,
    list_owners,
    list_subjects,
    places_near,
)
from chungtay.supervision.rules import (
    InspectionKind,
    RecommendationState,
    ReplyKind,
    check_conclusion,
    check_inspection,
    check_recommendation,
    check_words,
    may_answer,
    may_judge,
    state_after,
)


@transaction.atomic
def plan_inspection(
    *,
    by: Actor,
    now: datetime,
    kind: InspectionKind,
    title: str,
    begins: date,
    ends: date,
    announced: bool,
    subjects: Sequence[int] = (),
    places: Sequence[int] = (),
    ground: str = "",
) -> Inspection:
    """Put an inspection into the programme of its year. Who is inspected is told if it is announced."""
    by.must("inspections.write")
    problems = check_inspection(title=title, begins=begins, ends=ends, subjects=[*subjects, *places])
    today = timezone.localdate(now)
    known = list_subjects(by, on=today).filter(pk__in=subjects)
    if len(known) != len(set(subjects)) or not places_near(by, today).issuperset(places):
        sentence = "Chọn cơ quan, địa bàn trong danh sách: nơi cơ quan mình kiểm tra, giám sát."
        problems.append(Problem("subject_outside", sentence, "subjects"))
    if problems:
        raise Refused(problems)
    row = Inspection.objects.create(
        kind=kind, year=begins.year, title=" ".join(title.split())[:300], ground=ground.strip()[:300],
        body_id=by.agency, begins=begins, ends=ends, announced=announced, made_at=now, made_by_id=by.account,
    )  # fmt: skip
    InspectionSubject.objects.bulk_create(
        [InspectionSubject(inspection=row, agency_id=agency) for agency in dict.fromkeys(subjects)]
        + [InspectionSubject(inspection=row, place_id=place) for place in dict.fromkeys(places)]
    )
    # Who may read the journal of a place may be who is inspected: an unannounced one is named there by its number only.
    journal.record(
        by=by, now=now, verb="inspection.planned", subject=f"inspection:{row.pk}", title=row.title if announced else "",
    )  # fmt: skip
    if announced:
        _tell_subjects(now, row, subjects)
    return row


@override("vi")  # others read it, whatever language this person reads
def _tell_subjects(now: datetime, row: Inspection, subjects: Iterable[int]) -> None:
    today = timezone.localdate(now)
    bodies = {doer for subject in subjects for doer in agencies.doers_of(subject, on=today)}
    notices.tell(
        now=now, agencies=bodies - {row.body_id},
        text=_("%(title)s, từ %(day)s") % {"title": row.title, "day": f"{row.begins:%d/%m/%Y}"},
        link=reverse("supervision:inspection", args=[row.pk]), reason=_("Cơ quan mình được kiểm tra, giám sát"),
    )  # fmt: skip


@transaction.atomic
def conclude_inspection(
    *, by: Actor, now: datetime, inspection: int, conclusion: str, concluded_on: date
) -> Inspection:
    """Name the paper of the conclusions; where the inspector may read it here, it is tied to it."""
    row = _written_by(by, inspection, now)
    today = timezone.localdate(now)
    if problems := check_conclusion(
        conclusion=conclusion, concluded_on=concluded_on, begins=row.begins, today=today
    ):
        raise Refused(problems)
    code = " ".join(conclusion.split())[:300]
    papers = documents.visible_to(by).filter(pk__in=documents.find_by_code(code, concluded_on))
    row.conclusion, row.concluded_on = code, concluded_on
    row.document_id = papers.values_list("pk", flat=True).first()
    row.save(update_fields=["conclusion", "concluded_on", "document"])
    journal.record(
        by=by, now=now, verb="inspection.concluded", subject=f"inspection:{row.pk}", title=row.title,
        change={"conclusion": [None, code]},
    )  # fmt: skip
    return row


@transaction.atomic
def recommend(
    *, by: Actor, now: datetime, inspection: int, text: str, owner: int, due_on: date
) -> Recommendation:
    """A recommendation to one body, to be answered by a day; it is told at once."""
    row = _written_by(by, inspection, now)
    today = timezone.localdate(now)
    problems = check_recommendation(text=text, due_on=due_on, made_on=today, begins=row.begins)
    if owner not in dict(list_owners(by, row, on=today)):
        sentence = "Chọn cơ quan trong danh sách: nơi cơ quan mình kiểm tra, giám sát."
        problems.append(Problem("owner_outside", sentence, "owner"))
    if problems:
        raise Refused(problems)
    last = row.recommendations.aggregate(last=Max("number"))["last"] or 0
    made = Recommendation.objects.create(
        inspection=row,
        number=last + 1,
        text=" ".join(text.split()),
        owner_id=owner,
        due_on=due_on,
        made_at=now,
    )
    journal.record(
        by=by, now=now, verb="recommendation.made", subject=f"recommendation:{made.pk}", title=made.text,
        change={"owner": [None, owner], "due_on": [None, due_on.isoformat()]},
    )  # fmt: skip
    _tell(now, made, owner, _("Kiến nghị mới"), _("Kiến nghị phải trả lời"))
    return made


@transaction.atomic
def answer_recommendation(
    *, by: Actor, now: datetime, recommendation: int, text: str, files: Iterable[int] = ()
) -> Reply:
    """The owner says what was done, with evidence; it then waits for the inspector."""
    row = get_recommendation(by, recommendation, on=timezone.localdate(now), locked=True)
    if not may_answer(by, owner=row.owner_id, state=row.state):
        raise NotThere("recommendation")
    made = _reply(by, now, row, ReplyKind.ANSWER, text)
    Evidence.objects.bulk_create(Evidence(reply=made, file_id=file) for file in dict.fromkeys(files))
    _tell(now, row, row.inspection.body_id, _("Đã trả lời kiến nghị"), _("Trả lời chờ cơ quan mình xem xét"))
    return made


@transaction.atomic
def judge_answer(*, by: Actor, now: datetime, recommendation: int, accepted: bool, text: str) -> Reply:
    """The inspector accepts the answer, or returns it and says what is missing."""
    row = get_recommendation(by, recommendation, on=timezone.localdate(now), locked=True)
    if not may_judge(by, body=row.inspection.body_id, state=row.state):
        raise NotThere("recommendation")
    kind = ReplyKind.ACCEPT if accepted else ReplyKind.RETURN
    made = _reply(by, now, row, kind, text)
    said = _("Kiến nghị đã thực hiện xong") if accepted else _("Trả lời kiến nghị chưa đủ")
    _tell(now, row, row.owner_id, said, _("Cơ quan kiến nghị đã xem trả lời của cơ quan mình"))
    return made


_VERBS = {
    ReplyKind.ANSWER: "recommendation.answered",
    ReplyKind.RETURN: "recommendation.returned",
    ReplyKind.ACCEPT: "recommendation.accepted",
}


def _reply(by: Actor, now: datetime, row: Recommendation, kind: ReplyKind, text: str) -> Reply:
    if problems := check_words(kind, text):
        raise Refused(problems)
    before, row.state = row.state, state_after(kind)
    row.settled_on = timezone.localdate(now) if row.state == RecommendationState.ACCEPTED else None
    row.save(update_fields=["state", "settled_on"])
    journal.record(
        by=by, now=now, verb=_VERBS[kind], subject=f"recommendation:{row.pk}", title=row.text,
        change={"state": [before, str(row.state)]},
    )  # fmt: skip
    return Reply.objects.create(
        recommendation=row, kind=kind, at=now, account_id=by.account, name=by.name[:120], post=by.signs_as[:200],
        agency_name=by.agency_name[:300], text=text.strip(),
    )  # fmt: skip


def _written_by(by: Actor, inspection: int, now: datetime) -> Inspection:
    """The inspection for its own inspectors, locked until the transaction ends."""
    row = get_inspection(by, inspection, on=timezone.localdate(now), locked=True)
    if not by.can("inspections.write") or row.body_id != by.agency:
        raise NotThere("inspection")
    return row


@override("vi")
def _tell(now: datetime, row: Recommendation, agency: int, what: str, why: str) -> None:
    link = reverse("supervision:recommendation", args=[row.pk])
    notices.tell(now=now, agencies=[agency], text=f"{what}: {row.text}", link=link, reason=why)
