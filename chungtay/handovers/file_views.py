"""The page on which a body takes over the files of one that ended, and hands them back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest, sent, with_power
from chungtay.cases.queries import list_left_by, list_unsure
from chungtay.handovers import queries
from chungtay.handovers.forms import FilesForm, UndoForm
from chungtay.handovers.services.files import hand_files_back, take_over_files
from chungtay.handovers.words import STATES
from chungtay.journal.services import record_look

_SHOWN = 30


@with_power(Power.CASES_WORK)
def files(request: ActorRequest) -> HttpResponse:
    left = list_left_by([request.actor.agency], on=request.today)
    by: dict[str, Any] = {"by": request.actor, "now": request.now}
    undoes, posted = "handover" in request.POST, request.method == "POST"
    form = FilesForm(
        request.POST if posted and not undoes else None, left=[(one.agency, _left(one)) for one in left],
        unsure=[_unsure(request, file) for one in left if one.unsure for file in _unsure_of(request, one.agency)],
    )  # fmt: skip
    undo = UndoForm(request.POST if undoes else None)
    if undoes:
        number = request.POST["handover"]
        handover = int(number) if number.isdecimal() else 0
        done = _("Đã hoàn tác: hồ sơ trở lại như trước khi bàn giao.")
        if sent(request, undo, lambda said: hand_files_back(**by, handover=handover, **said), done):
            return redirect("handovers:files")
    elif posted:
        done = _("Đã nhận bàn giao. Thời hạn của từng hồ sơ chạy tiếp ở cơ quan mình.")
        if sent(request, form, lambda said: take_over_files(**by, **said), done):
            return redirect("handovers:files")
    rows = queries.list_files_taken(request.actor)[:_SHOWN]
    context: dict[str, Any] = {
        "left": left, "form": form, "undo": undo,
        "rows": [(row, STATES[row.state], len(row.kept["files"]["files"])) for row in rows],  # type: ignore[index]
    }  # fmt: skip
    return render(request, "handovers/files.html", context, status=422 if form.errors or undo.errors else 200)


def _left(one: Any) -> str:
    said = _("%(body)s, còn %(n)s hồ sơ") % {"body": one.name, "n": one.files}
    return said + (_(", chưa rõ %(n)s") % {"n": one.unsure} if one.unsure else "")


def _unsure_of(request: ActorRequest, body: int) -> list[Any]:
    return list_unsure(request.actor, body, on=request.today)


def _unsure(request: ActorRequest, file: Any) -> tuple[str, str]:
    """A file of which a person has to say whose it is now: its number and where the person lives, never who it is."""
    record_look(
        by=request.actor, now=request.now, subject=f"file:{file.pk}", title=file.code,
        purpose="Chia hồ sơ của cơ quan đã kết thúc theo nơi ở",
    )  # fmt: skip
    return file.code, f"{file.code}: {file.person.present_address or _('chưa ghi nơi ở')}"
