"""The room's front page, an inspection, and a recommendation followed to the end."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Problem
from chungtay.base.web import ActorRequest, change_page, sent, signed_in, told, with_power
from chungtay.files.access import send_file, takes_uploads
from chungtay.replays.access import once
from chungtay.supervision import queries, services
from chungtay.supervision.forms import AnswerForm, ConcludeForm, InspectionForm, JudgeForm, RecommendForm
from chungtay.supervision.rules import may_answer, may_judge
from chungtay.supervision.views.forming import kept

PAGE = 40


@signed_in
def supervision(request: ActorRequest) -> HttpResponse:
    actor, today = request.actor, request.today
    rows: dict[str, Any] = {
        "kien-nghi": queries.list_recommendations(actor, on=today),
        "kiem-tra": queries.list_inspections(actor, on=today, year=_year(request)),
        "chien-dich": queries.list_campaigns(actor, on=today),
        "khen-thuong": queries.list_commendations(actor, on=today),
    }
    tab = request.GET.get("xem", "")
    tab = tab if tab in rows else "kien-nghi"
    context = {
        "tab": tab,
        "tabs": _tabs(tab, {name: found.count() for name, found in rows.items()}),
        "page": Paginator(rows[tab], PAGE).get_page(request.GET.get("page")),
        "counts": queries.count_recommendations(actor, on=today) if tab == "kien-nghi" else {},
        "years": queries.list_years(actor, on=today) if tab == "kiem-tra" else (),
        "may_inspect": queries.writes(actor),
        "may_run": actor.can(Power.PLANS_MANAGE),
    }
    return render(request, "supervision/supervision.html", context)


def _tabs(tab: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = {
        "kien-nghi": _("Kiến nghị"),
        "kiem-tra": _("Kiểm tra, giám sát"),
        "chien-dich": _("Chiến dịch"),
        "khen-thuong": _("Khen thưởng"),
    }
    return [
        {"label": label, "href": f"?xem={name}", "current": name == tab, "count": counts[name]}
        for name, label in labels.items()
    ]


def _year(request: ActorRequest) -> int | None:
    given = request.GET.get("nam", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) == 4 else None


@with_power(Power.INSPECTIONS_WRITE)
def plan_inspection(request: ActorRequest) -> HttpResponse:
    near = queries.list_subjects(request.actor, on=request.today).values_list("pk", "name")
    form = InspectionForm(request.POST or None, subjects=list(near))

    def act(said: dict[str, Any]) -> str:
        announced = not said.pop("unannounced")
        made = services.plan_inspection(by=request.actor, now=request.now, announced=announced, **said)
        return reverse("supervision:inspection", args=[made.pk])

    return change_page(
        request, form, _("Thêm vào chương trình kiểm tra, giám sát"), act=act, about=request.actor.agency_name,
        button=_("Ghi vào chương trình"), back=reverse("supervision:supervision") + "?xem=kiem-tra",
        done=_("Đã ghi vào chương trình."),
    )  # fmt: skip


@signed_in
def inspection(request: ActorRequest, inspection: int) -> HttpResponse:
    """An inspection with its recommendations; its inspectors recommend and conclude here."""
    actor, today = request.actor, request.today
    row = queries.get_inspection(actor, inspection, on=today)
    writes = queries.writes(actor) and row.body_id == actor.agency
    act = request.POST.get("act", "")
    owners = queries.list_owners(actor, row, on=today) if writes else []
    recommend = RecommendForm(request.POST if act == "recommend" else None, owners=owners)
    conclude = ConcludeForm(request.POST if act == "conclude" else None, initial={"concluded_on": today})
    if request.method == "POST":
        if not writes:
            raise NotThere("inspection")
        by: dict[str, Any] = {"by": actor, "now": request.now, "inspection": row.pk}
        if act == "recommend":
            done = sent(
                request, recommend, lambda said: services.recommend(**by, **said), _("Đã gửi kiến nghị.")
            )
        else:
            done = sent(
                request,
                conclude,
                lambda said: services.conclude_inspection(**by, **said),
                _("Đã ghi kết luận."),
            )
        if done:
            return redirect("supervision:inspection", row.pk)
    context = {
        "inspection": row,
        "subjects": row.subjects.select_related("agency", "place"),
        "recommendations": queries.list_recommendations(actor, on=today, inspection=row.pk),
        "writes": writes,
        "recommend": recommend,
        "conclude": conclude,
    }
    return render(
        request, "supervision/inspection.html", context, status=422 if request.method == "POST" else 200
    )


@signed_in
def _too_large(request: ActorRequest, problem: Problem, recommendation: int) -> HttpResponse:
    form = AnswerForm({})
    form.full_clean()
    form.add_error("attached", told(problem))
    return _recommendation_page(request, recommendation, form, JudgeForm())


@takes_uploads(_too_large)
@signed_in
@once
def recommendation(request: ActorRequest, recommendation: int) -> HttpResponse:
    """What was asked and everything said since; the owner answers, the inspector accepts or returns."""
    act = request.POST.get("act", "")
    answer = AnswerForm(request.POST, request.FILES) if act == "answer" else AnswerForm()
    judge = JudgeForm(request.POST if act in ("accept", "return") else None)
    by: dict[str, Any] = {"by": request.actor, "now": request.now, "recommendation": recommendation}
    if act == "answer" and sent(
        request, answer,
        lambda said: services.answer_recommendation(**by, text=said["text"], files=kept(request, said["attached"])),
        _("Đã gửi trả lời; cơ quan kiến nghị được báo."),
    ):  # fmt: skip
        return redirect("supervision:recommendation", recommendation)
    if act in ("accept", "return") and sent(
        request,
        judge,
        lambda said: services.judge_answer(**by, accepted=act == "accept", **said),
        _("Đã ghi."),
    ):
        return redirect("supervision:recommendation", recommendation)
    return _recommendation_page(request, recommendation, answer, judge)


def _recommendation_page(
    request: ActorRequest, recommendation: int, answer: AnswerForm, judge: JudgeForm
) -> HttpResponse:
    row = queries.get_recommendation(request.actor, recommendation, on=request.today)
    context = {
        "recommendation": row,
        "may_answer": may_answer(request.actor, owner=row.owner_id, state=row.state),
        "may_judge": may_judge(request.actor, body=row.inspection.body_id, state=row.state),
        "answer": answer,
        "judge": judge,
    }
    wrong = bool(answer.errors or judge.errors)
    return render(request, "supervision/recommendation.html", context, status=422 if wrong else 200)


@signed_in
def evidence(request: ActorRequest, evidence: int) -> HttpResponse:
    """A file that came with an answer or a campaign's report, for who may see that."""
    found = queries.get_evidence(request.actor, evidence, on=request.today)
    return cast(HttpResponse, send_file(found.file))
