"""One file: what is due next with its article, what may be written, history, papers, what the person was told."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, sent, signed_in
from chungtay.cases import queries, services
from chungtay.cases.access import note_look
from chungtay.cases.forms import AnswerForm
from chungtay.cases.rules import (
    KIND,
    Course,
    Event,
    ReferralState,
    TransferState,
    duty_words,
    may_work,
    next_events,
    next_stage,
)
from chungtay.people.rules import ADULT

LAST = 2  # the order of what is compulsory
_STAGED = ("voluntary_home", "voluntary_private", "voluntary_public", "compulsory")


@signed_in
def file(request: ActorRequest, code: str) -> HttpResponse:
    """The page of a file; who it was sent or referred to answers here."""
    row = queries.get_file(request.actor, code)
    sight = queries.sight_on(request.actor, row)
    answer = AnswerForm(request.POST or None)
    if request.method == "POST" and _answered(request, row, answer):
        return redirect(
            "cases:file" if queries.may_see(request.actor, row) else "cases:work", *_args(request, row)
        )
    note_look(request, row, course_only=not sight.identity)
    course, age = queries.get_course(row), queries.age_of(row, on=request.today)
    works = may_work(request.actor, keeper=row.keeper_id, closed=row.closed_on is not None)
    events = _events(course, request, age) if works else []
    context = {
        "file": row,
        "sight": sight,
        "works": works,
        "course": course,
        "minor": age < ADULT and sight.identity,
        "clocks": [(clock, _doing(clock, events)) for clock in queries.clocks_of(row, now=request.now)],
        "early": [one for one in events if one.order < LAST],
        "late": [one for one in events if one.order == LAST],
        "history": queries.history_of(row),
        "listed": queries.lists_of(row),
        "papers": row.papers.prefetch_related("deliveries__body"),
        "past": row.episodes.filter(opened_by__isnull=True),
        "transfers": row.transfers.select_related("origin", "target"),
        "referrals": row.referrals.select_related("origin", "target"),
        "arriving": row.transfers.filter(target=request.actor.agency, state=TransferState.SENT).first(),
        "asked": row.referrals.filter(target=request.actor.agency, state=ReferralState.ASKED).first(),
        "answer": answer,
        **_stages(row, course),
    }
    return render(request, "cases/file.html", context, status=422 if answer.errors else 200)


def _stages(row: Any, course: Course) -> dict[str, Any]:
    """The stages of the rehab that runs, and which comes next."""
    episode = row.episodes.filter(ended__isnull=True).last()
    if episode is None or episode.kind not in _STAGED or course.running is None:
        return {"stages": [], "facility": episode and episode.facility}
    stages = list(episode.stages.all())
    told = [(one.code, one.began, one.done) for one in stages]
    still = any(one.done is None for one in stages)
    return {
        "stages": stages,
        "staged": True,
        "next_stage": next_stage(told),
        "stage_open": still,
        "facility": episode.facility,
    }


def _args(request: ActorRequest, row: Any) -> list[str]:
    return [row.code] if queries.may_see(request.actor, row) else []


def _events(course: Course, request: ActorRequest, age: int) -> list[Event]:
    told = [fact.event for fact in course.facts]
    return next_events(course.state, request.today, age=age, told=told)


def _doing(clock: Any, events: list[Event]) -> list[Event]:
    """The steps that meet a clock and may be written now, the usual one first; a button each, four at most."""
    by_name = {one.name: one for one in events if one.order < LAST}
    met_by = duty_words(clock.clock, clock.fact_on).met_by
    return [by_name[name] for name in met_by if name in by_name][:4]


def _answered(request: ActorRequest, row: Any, form: AnswerForm) -> bool:
    """Receive or return a file that arrives; take on or decline a referral; strike a step told wrongly."""
    by: dict[str, Any] = {"by": request.actor, "now": request.now}
    asked = row.referrals.filter(target=request.actor.agency, state=ReferralState.ASKED).first()
    coming = row.transfers.filter(target=request.actor.agency, state=TransferState.SENT).first()
    acts: dict[str, tuple[Any, Callable[[dict[str, Any]], object], str]] = {
        "receive": (
            coming,
            lambda said: services.receive_file(**by, transfer=coming.pk),
            _("Đã nhận hồ sơ."),
        ),
        "return": (
            coming,
            lambda said: services.return_file(**by, transfer=coming.pk, why=said["answer"]),
            _("Đã trả lại hồ sơ."),
        ),
        "take_on": (
            asked,
            lambda said: services.answer_referral(
                **by, referral=asked.pk, accepted=True, answer=said["answer"]
            ),
            _("Đã nhận việc được giới thiệu."),
        ),
        "decline": (
            asked,
            lambda said: services.answer_referral(
                **by, referral=asked.pk, accepted=False, answer=said["answer"]
            ),
            _("Đã trả lời."),
        ),
        "strike": (
            row,
            lambda said: services.strike_step(**by, file=row.pk, why=said["answer"]),
            _("Đã gạch bước ghi nhầm."),
        ),
    }
    thing, act, done = acts.get(request.POST.get("act", ""), (None, lambda said: None, ""))
    if thing is None:
        raise NotThere(KIND)
    return sent(request, form, act, done)
