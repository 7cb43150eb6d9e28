"""Pages of one post: who holds it as what, what it looks after, giving and lending it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies import queries, services
from chungtay.agencies.forms.posts import DeputyForm, EndForm, GiveForm, PlacesForm, PostForm
from chungtay.agencies.rules import Power, capacities, may_deputise, powers_passing, roles
from chungtay.agencies.views.bodies import managed
from chungtay.agencies.views.terms import term_row
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.web import ActorRequest, change_page, signed_in, with_power
from chungtay.places import queries as places

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency, Post


@signed_in
def post(request: ActorRequest, post: int) -> HttpResponse:
    shown = queries.get_post(request.actor, post)
    rows = [term_row(held, request.today) for held in queries.list_terms(request.actor, posts=[post])]
    context = {
        "post": shown,
        "role": roles()[shown.role],
        "now": [row for row in rows if row["state"] == "now"],
        "ahead": [row for row in rows if row["state"] == "ahead"],
        "past": [row for row in rows if row["state"] == "past"],
        "places": sorted(place.full_name for place in shown.places.all()),
        "may_manage": queries.may_manage(request.actor, shown.agency),
        "may_deputise": _may_deputise(request, shown),
    }
    return render(request, "agencies/post.html", context)


def _may_deputise(request: ActorRequest, shown: "Post") -> bool:
    held = queries.list_holdings(request.actor.account, on=request.today)
    capacity = next((row.capacity for row in held if row.post_id == shown.pk), None)
    manages = queries.may_manage(request.actor, shown.agency)
    return may_deputise(request.actor, post=shown.pk, capacity=capacity, manages=manages)


@with_power(Power.AGENCIES_MANAGE)
def open_post(request: ActorRequest, agency: int) -> HttpResponse:
    body = managed(request, agency)
    form = PostForm(request.POST or None, places=_places_of(body, request.today))

    def act(said: dict[str, Any]) -> str:
        made = services.open_post(
            by=request.actor, now=request.now, agency=body, name=said["post_name"], role=said["role"],
            looks_after=said["places"],
        )  # fmt: skip
        return reverse("agencies:post", args=[made.pk])

    return change_page(
        request, form, _("Thêm chức danh"), about=body.name, button=_("Thêm chức danh"),
        back=reverse("agencies:agency", args=[agency]), done=_("Đã thêm chức danh; nay giao cho người giữ."), act=act,
    )  # fmt: skip


@with_power(Power.AGENCIES_MANAGE)
def set_places(request: ActorRequest, post: int) -> HttpResponse:
    shown = _managed_post(request, post)
    initial = {"places": [place.pk for place in shown.places.all()]}
    form = PlacesForm(request.POST or None, initial=initial, places=_places_of(shown.agency, request.today))
    return change_page(
        request, form, _("Địa bàn của chức danh"), about=_about(shown), button=_("Ghi"),
        back=reverse("agencies:post", args=[post]), done=_("Đã ghi địa bàn của chức danh."),
        act=lambda said: services.set_places(
            by=request.actor, now=request.now, post=post, looks_after=said["places"]
        ),
    )  # fmt: skip


@with_power(Power.AGENCIES_MANAGE)
def give_post(request: ActorRequest, post: int) -> HttpResponse:
    shown = _managed_post(request, post)
    form = GiveForm(
        request.POST or None, initial={"held_from": request.today, "capacity": "holder"},
        capacities=[row for row in capacities().values() if not row.standing_in], powers=(),
    )  # fmt: skip
    del form.fields["named"]

    def act(said: dict[str, Any]) -> None:
        account = queries.find_account(request.actor, said["account"], on=said["held_from"])
        if account is None:
            sentence = "Không có tài khoản này trong phạm vi của anh/chị, hoặc người ấy đang giữ chức danh ở nơi khác."
            raise Refused(Problem("account_unknown", sentence, "account"))
        services.give_post(by=request.actor, now=request.now, post=post, account=account, term=form.term())

    return change_page(
        request, form, _("Giao chức danh"), about=_about(shown), button=_("Giao chức danh"),
        back=reverse("agencies:post", args=[post]), done=_("Đã giao chức danh."), act=act,
    )  # fmt: skip


@signed_in
def deputise(request: ActorRequest, post: int) -> HttpResponse:
    """For who manages the body, and for who holds the post and may hand it on."""
    shown = queries.get_post(request.actor, post)
    if not _may_deputise(request, shown):
        raise NotThere("post")
    colleagues = queries.list_colleagues(shown.agency_id, on=request.today).exclude(post=post)
    form = DeputyForm(
        request.POST or None, initial={"held_from": request.today, "capacity": "for_head"},
        capacities=[row for row in capacities().values() if row.standing_in],
        powers=powers_passing(roles()[shown.role], "for_head"), colleagues=colleagues,
    )  # fmt: skip

    def act(said: dict[str, Any]) -> None:
        deputy = next(held.account for held in colleagues if held.account_id == said["deputy"])
        services.deputise(by=request.actor, now=request.now, post=post, deputy=deputy, term=form.term())

    return change_page(
        request, form, _("Ủy quyền chức danh"), about=_about(shown), button=_("Ủy quyền"),
        back=reverse("agencies:post", args=[post]), done=_("Đã ủy quyền; hết hạn thì tự thôi."), act=act,
    )  # fmt: skip


@with_power(Power.AGENCIES_MANAGE)
def end_holding(request: ActorRequest, holding: int) -> HttpResponse:
    held = queries.get_holding(request.actor, holding)
    form = EndForm(request.POST or None, initial={"on": request.today})
    return change_page(
        request, form, _("Thôi giữ chức danh"), about=f"{held.account.name}: {_about(held.post)}",
        button=_("Thôi giữ chức danh"), back=reverse("agencies:post", args=[held.post_id]),
        done=_("Đã ghi ngày thôi giữ chức danh."),
        act=lambda said: services.end_holding(by=request.actor, now=request.now, holding=holding, **said),
    )  # fmt: skip


def _managed_post(request: ActorRequest, post: int) -> "Post":
    shown = queries.get_post(request.actor, post)
    queries.must_manage(request.actor, shown.agency)
    return shown


def _about(shown: "Post") -> str:
    return f"{shown.name}, {shown.agency.name}"


def _places_of(body: "Agency", today: date) -> list[tuple[int, str]]:
    """What a post of the body may look after instead of the whole: the units right below its place."""
    below = places.children(body.place_id, today) if body.place_id else []
    return [(place.pk, place.full_name) for place in below]
