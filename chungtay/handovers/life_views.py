"""Pages on which a body changes, ends, takes others in, and is succeeded; each asks for its ground."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.agencies import queries
from chungtay.agencies.rules import AgencyLevel, Power
from chungtay.agencies.services import life as services
from chungtay.base.web import ActorRequest, change_page, with_power
from chungtay.handovers.life_forms import ChangeForm, EndForm, MergeForm, SuccessorForm

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency


def _managed(request: ActorRequest, agency: int) -> "Agency":
    shown = queries.get_agency(request.actor, agency)
    queries.must_manage(request.actor, shown)
    return shown


def _bodies(request: ActorRequest, agency: int) -> list[tuple[str, str]]:
    found = queries.nameable(request.actor, on=request.today).exclude(pk=agency).order_by("level", "name")
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def _page(
    request: ActorRequest,
    shown: "Agency",
    form: forms.Form,
    title: str,
    button: str,
    done: str,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """A form with its ground; ``act`` does what was asked."""
    back = reverse("agencies:agency", args=[shown.pk])
    return change_page(request, form, title, about=shown.name, button=button, back=back, done=done, act=act)


@with_power(Power.AGENCIES_MANAGE)
def change(request: ActorRequest, agency: int) -> HttpResponse:
    shown = _managed(request, agency)
    now = {
        "name": shown.name,
        "short_name": shown.short_name,
        "level": shown.level,
        "parent": shown.parent_id,
    }
    form = ChangeForm(
        request.POST or None, initial=now | {"on": request.today}, bodies=_bodies(request, agency)
    )
    return _page(
        request, shown, form, _("Đổi tên, nơi trực thuộc"), _("Ghi thay đổi"),
        _("Đã ghi. Tên cũ vẫn tìm thấy ở các văn bản trước ngày đổi."),
        lambda said: services.change_agency(
            by=request.actor, now=request.now, agency=shown, place=shown.place_id,
            level=AgencyLevel(shown.level), **said,
        ),
    )  # fmt: skip


@with_power(Power.AGENCIES_MANAGE)
def end(request: ActorRequest, agency: int) -> HttpResponse:
    shown = _managed(request, agency)
    form = EndForm(request.POST or None, initial={"ends_on": request.today}, bodies=_bodies(request, agency))
    return _page(
        request, shown, form, _("Kết thúc cơ quan"), _("Kết thúc"),
        _("Đã kết thúc. Việc còn mở chờ ở trang Chuyển giao."),
        lambda said: services.end_agency(by=request.actor, now=request.now, agency=shown, **said),
    )  # fmt: skip


@with_power(Power.AGENCIES_MANAGE)
def merge(request: ActorRequest, agency: int) -> HttpResponse:
    shown = _managed(request, agency)
    form = MergeForm(request.POST or None, initial={"on": request.today}, bodies=_bodies(request, agency))

    def act(said: dict[str, Any]) -> None:
        bodies = [_managed(request, body) for body in said.pop("bodies")]
        services.merge_agencies(by=request.actor, now=request.now, into=shown, bodies=bodies, **said)

    return _page(
        request, shown, form, _("Hợp nhất các cơ quan vào đây"), _("Hợp nhất"),
        _("Đã hợp nhất. Việc còn mở chờ ở trang Chuyển giao."), act,
    )  # fmt: skip


@with_power(Power.AGENCIES_MANAGE)
def name_successor(request: ActorRequest, agency: int) -> HttpResponse:
    shown = _managed(request, agency)
    day = shown.valid_to or request.today + timedelta(days=1)
    form = SuccessorForm(request.POST or None, initial={"on": day}, bodies=_bodies(request, agency))
    return _page(
        request, shown, form, _("Thêm cơ quan kế tục"), _("Ghi"), _("Đã ghi cơ quan kế tục."),
        lambda said: services.name_successor(by=request.actor, now=request.now, old=shown, **said),
    )  # fmt: skip


@require_POST
@with_power(Power.AGENCIES_MANAGE)
def drop_successor(request: ActorRequest, succession: int) -> HttpResponse:
    old = services.drop_successor(by=request.actor, now=request.now, succession=succession)
    messages.success(request, _("Đã bỏ; việc đã chuyển thì vẫn ở nơi đã nhận."))
    return redirect("agencies:agency", old)
