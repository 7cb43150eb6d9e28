"""Pages of units: the tree on any day, one unit with its past, the villages that a province adds."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, with_power
from chungtay.places import queries, services
from chungtay.places.forms import CloseForm, DayForm, RenameForm, VillageForm
from chungtay.places.queries import PlaceOn, Step
from chungtay.places.rules import MANAGE, TWO_LEVELS, Kind, Share

SHARE_WORDS = {Share.FULL: gettext_lazy("toàn bộ"), Share.PARTIAL: gettext_lazy("một phần")}
COUNT_WORDS = {
    Kind.PROVINCE: gettext_lazy("%(number)s tỉnh, thành phố"),
    Kind.DISTRICT: gettext_lazy("%(number)s đơn vị cấp huyện"),
    Kind.COMMUNE: gettext_lazy("%(number)s đơn vị cấp xã"),
    Kind.VILLAGE: gettext_lazy("%(number)s thôn, bản, tổ dân phố"),
}
FOUND = 50


@signed_in
def tree(request: ActorRequest) -> HttpResponse:
    form, on = _day_asked(request)
    words = form.cleaned_data.get("q", "")
    found = queries.find_places(words, on, limit=FOUND)
    provinces = queries.provinces(on)
    context = {
        "form": form,
        "on": on,
        "words": words,
        "found": _with_path(found, on),
        "branches": _branches(provinces, on),
        "totals": _count_words(queries.count_live(on)),
        "map": queries.draw_map(provinces, on),
        "days": [date(2025, 6, 30), TWO_LEVELS, request.today],
    }
    return render(request, "places/tree.html", context, status=422 if form.errors else 200)


@signed_in
def branch(request: ActorRequest, place: int) -> HttpResponse:
    """The part of the tree right below a unit, fetched when the unit is opened."""
    _form, on = _day_asked(request)
    queries.get_place(place, on)
    context = {"branches": _branches(queries.children(place, on), on), "on": on}
    return render(request, "places/branches.html", context)


@signed_in
def place(request: ActorRequest, place: int) -> HttpResponse:
    form, asked = _day_asked(request)
    on = queries.day_of(queries.get_place(place), asked)
    shown = queries.get_place(place, on)
    above = queries.ancestors(place, on)
    names = queries.former_names(place)
    manages = queries.may_manage(request.actor, place)
    context = {
        "form": form,
        "on": on,
        "asked": asked,
        "unit": shown,
        "crumbs": _crumbs(above, on),
        "parent": above[-1] if above else None,
        "names": names,
        "name_now": queries.get_place(place),
        "named_since": names[-1].valid_to if names else shown.valid_from,
        "parents": queries.parents(place),
        "became": _steps(queries.successors(place)),
        "came_from": _steps(queries.predecessors(place)),
        "branches": _branches(queries.children(place, on), on),
        "totals": _count_words(queries.count_below([place], on).get(place, {})),
        "map": queries.map_around(shown, on),
        "may_add": manages and shown.kind == Kind.COMMUNE and shown.lives(request.today),
        "may_change": manages and shown.kind == Kind.VILLAGE and shown.lives(request.today),
    }
    return render(request, "places/place.html", context, status=422 if form.errors else 200)


@with_power(MANAGE)
def add_village(request: ActorRequest, place: int) -> HttpResponse:
    commune = _managed(request, place, Kind.COMMUNE)
    form = VillageForm(request.POST or None, initial={"valid_from": request.today})

    def save() -> str:
        asked = form.cleaned_data
        services.add_village(by=request.actor, now=request.now, commune=place, **asked)
        return _("Đã thêm %(kind)s %(name)s.") % asked

    title = _("Thêm thôn, bản, tổ dân phố")
    return _change(request, commune, form, save, title=title, action=_("Thêm đơn vị"))


@with_power(MANAGE)
def rename_village(request: ActorRequest, place: int) -> HttpResponse:
    village = _managed(request, place, Kind.VILLAGE)
    initial = {"kind": village.type_word, "name": village.name, "on": request.today}
    form = RenameForm(request.POST or None, initial=initial)

    def save() -> str:
        asked = form.cleaned_data
        services.rename_village(by=request.actor, now=request.now, village=place, **asked)
        return _("Đã đổi tên thành %(kind)s %(name)s.") % asked

    return _change(request, village, form, save, title=_("Đổi tên"), action=_("Đổi tên"))


@with_power(MANAGE)
def close_village(request: ActorRequest, place: int) -> HttpResponse:
    village = _managed(request, place, Kind.VILLAGE)
    form = CloseForm(request.POST or None, initial={"on": request.today})

    def save() -> str:
        services.close_village(by=request.actor, now=request.now, village=place, **form.cleaned_data)
        return _("Đã ghi ngày kết thúc của %(name)s.") % {"name": village.full_name}

    return _change(request, village, form, save, title=_("Kết thúc hoạt động"), action=_("Ghi ngày kết thúc"))


def _managed(request: ActorRequest, place: int, kind: Kind) -> PlaceOn:
    found = queries.get_place(place)
    if found.kind != kind or not queries.may_manage(request.actor, place):
        raise NotThere("place")
    return found


def _change(
    request: ActorRequest,
    place: PlaceOn,
    form: forms.Form,
    save: Callable[[], str],
    *,
    title: str,
    action: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, save())
            return redirect("places:place", place.pk)
        except Refused as refusal:
            show_problems(form, refusal)
    crumbs = _crumbs(
        [*queries.ancestors(place.pk, queries.day_of(place, request.today)), place], request.today
    )
    context = {"form": form, "unit": place, "crumbs": crumbs, "title": title, "action": action}
    return render(request, "places/change.html", context, status=422 if form.errors else 200)


def _day_asked(request: ActorRequest) -> tuple[DayForm, date]:
    """The form of the day, and the day: today where none, or an impossible one, is asked for."""
    form = DayForm({"on": request.GET.get("on") or request.today, "q": request.GET.get("q", "")})
    form.full_clean()
    return form, form.cleaned_data.get("on") or request.today


def _crumbs(above: Iterable[PlaceOn], on: date) -> list[tuple[str, str]]:
    start = (_("Địa bàn"), f"{reverse('places:tree')}?on={on}")
    return [
        start,
        *((unit.full_name, f"{reverse('places:place', args=[unit.pk])}?on={on}") for unit in above),
    ]


def _with_path(places: list[PlaceOn], on: date) -> list[tuple[PlaceOn, str]]:
    above = queries.ancestors_of([place.pk for place in places], on)
    return [(place, ", ".join(unit.full_name for unit in reversed(above[place.pk]))) for place in places]


def _count_words(counts: Mapping[str, int]) -> str:
    said = [(COUNT_WORDS[kind], counts[kind]) for kind in Kind if counts.get(kind)]
    return " · ".join(
        words % {"number": number_format(number, force_grouping=True)} for words, number in said
    )


def _branches(places: list[PlaceOn], on: date) -> list[dict[str, Any]]:
    counts = queries.count_below([place.pk for place in places], on)
    return [{"place": place, "below": _count_words(counts.get(place.pk, {}))} for place in places]


def _steps(steps: list[Step]) -> list[tuple[Step, str]]:
    return [(step, str(SHARE_WORDS[step.share])) for step in steps]
