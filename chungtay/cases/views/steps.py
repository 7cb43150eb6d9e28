"""Forms that write into a file: one step of the law, or one of the few things that are no step."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies.rules import AgencyKind, Power
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, change_page, with_power
from chungtay.cases import queries, services
from chungtay.cases.forms import PastForm, ReferForm, ServeForm, StageForm, StepForm, TransferForm
from chungtay.cases.rules import KIND, event_in, may_work, next_stage, signer_of, stage_names
from chungtay.cases.services import Signed
from chungtay.law.rules.grounds import grounds_of, group_of
from chungtay.people.rules import ADULT


def _file(request: ActorRequest, code: str) -> Any:
    row = queries.get_file(request.actor, code)
    if not may_work(request.actor, keeper=row.keeper_id, closed=row.closed_on is not None):
        raise NotThere(KIND)
    return row


@with_power(Power.CASES_WORK)
def step(request: ActorRequest, code: str, event: str) -> HttpResponse:
    """One step, with what the law asks for it and nothing else."""
    row = _file(request, code)
    known = event_in(event, row.state, request.today)
    if known is None or known.within:
        raise NotThere("event")
    age = queries.age_of(row, on=request.today)
    group = group_of(age)
    named = {
        kind: [
            (one.name, one.words) for one in grounds_of(kind) if one.holds(request.today) and group in one.who
        ]
        for kind in ("ground", "exclusion")
    }
    facilities = (
        queries.list_bodies(request.actor, AgencyKind.FACILITY, on=request.today) if known.facility else []
    )
    form = StepForm(
        request.POST or None, event=known, signed_as=signer_of(known, request.today), minor=age < ADULT,
        grounds=named["ground"], circumstances=named["exclusion"], facilities=facilities,
        initial={"at": request.now, "signed_on": request.today},
    )  # fmt: skip

    def act(said: dict[str, Any]) -> None:
        services.record_step(by=request.actor, now=request.now, file=row.pk, event=event, **form.told())

    return change_page(
        request, form, known.words, about=f"{row.code} · {known.article}", button=_("Ghi vào hồ sơ"), act=act,
        back=reverse("cases:file", args=[row.code]), done=_("Đã ghi vào hồ sơ."),
    )  # fmt: skip


@with_power(Power.CASES_WORK)
def act(request: ActorRequest, code: str, act: str) -> HttpResponse:
    """Send the file after the person, refer, serve a paper, begin a stage, tell what was before."""
    row = _file(request, code)
    if act not in _ACTS:
        raise NotThere("act")
    title, form, does, done = _ACTS[act](request, row)
    return change_page(
        request, form, title, about=row.code, act=does, done=done, back=reverse("cases:file", args=[row.code])
    )


def _by(request: ActorRequest) -> dict[str, Any]:
    return {"by": request.actor, "now": request.now}


def _transfer(request: ActorRequest, row: Any) -> Any:
    targets = queries.list_bodies(request.actor, AgencyKind.POLICE, on=request.today)
    form = TransferForm(
        request.POST or None, targets=targets, initial={"moved_at": request.now, "signed_on": request.today}
    )

    def does(said: dict[str, Any]) -> None:
        paper = Signed(number=said["number"], signed_on=said["signed_on"])
        services.transfer_file(
            **_by(request), file=row.pk, target=said["target"], moved_at=said["moved_at"], paper=paper
        )

    done = _("Đã gửi hồ sơ. Cơ quan mình còn chịu trách nhiệm cho đến khi nơi kia nhận.")
    return _("Chuyển hồ sơ đến nơi ở mới"), form, does, done


def _refer(request: ActorRequest, row: Any) -> Any:
    form = ReferForm(request.POST or None, targets=queries.list_bodies(request.actor, "", on=request.today))

    def does(said: dict[str, Any]) -> None:
        services.refer(**_by(request), file=row.pk, **said)

    return _("Giới thiệu đến cơ quan khác"), form, does, _("Đã giới thiệu; cơ quan kia phải trả lời.")


def _serve(request: ActorRequest, row: Any) -> Any:
    papers = [(one.pk, f"{one.title}, {one.number}") for one in row.papers.all()]
    form = ServeForm(request.POST or None, papers=papers, initial={"at": request.now})

    def does(said: dict[str, Any]) -> None:
        services.serve_paper(**_by(request), **said)

    return _("Giao giấy tờ"), form, does, _("Đã ghi việc giao.")


def _stage(request: ActorRequest, row: Any) -> Any:
    episode = row.episodes.filter(ended__isnull=True).last()
    if episode is None:
        raise NotThere("episode")
    code = next_stage([(one.code, one.began, one.done) for one in episode.stages.all()])
    form = StageForm(request.POST or None, initial={"on": request.today})

    def does(said: dict[str, Any]) -> None:
        if code:
            services.begin_stage(**_by(request), episode=episode.pk, code=code, on=said["on"])
        else:
            services.finish_stages(**_by(request), episode=episode.pk, on=said["on"])

    title = stage_names()[code] if code else _("Xong giai đoạn cuối")
    return title, form, does, _("Đã ghi giai đoạn.")


def _past(request: ActorRequest, row: Any) -> Any:
    form = PastForm(request.POST or None)

    def does(said: dict[str, Any]) -> None:
        services.tell_past(**_by(request), file=row.pk, **said)

    return _("Biện pháp trước đây"), form, does, _("Đã ghi.")


_ACTS = {"chuyen": _transfer, "gioi-thieu": _refer, "giao": _serve, "giai-doan": _stage, "truoc-day": _past}
