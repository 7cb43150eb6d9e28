"""What one owes, what waits for one's approval, and who has sent what in the jurisdiction."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.base.web import ActorRequest, signed_in
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import before, periods_of
from chungtay.figures import queries, services
from chungtay.figures.queries import BodyRow
from chungtay.figures.rules import Timeliness, oversees
from chungtay.figures.views.words import CAME_WORDS, TIMELINESS
from chungtay.law.rules import window
from chungtay.places import queries as places
from chungtay.replays.access import kept_offline

SHOWN = 6  # periods beside each other
CAME = (Timeliness.ON_TIME, Timeliness.LATE)


@signed_in
@kept_offline
def mine(request: ActorRequest) -> HttpResponse:
    """The forms that the own body owes, what is due first on top; and what waits for the actor's approval."""
    open_: list[dict[str, object]] = []
    missed: list[dict[str, object]] = []
    done: list[dict[str, object]] = []
    for due in queries.my_due(request.actor, today=request.today):
        row = {
            "due": due,
            "name": catalogue.said(due.data_set),
            "period": catalogue.period_said(due.period),
            "timeliness": TIMELINESS[due.timeliness],
            "href": reverse("figures:entry", args=[due.data_set.code, due.period]),
        }
        (done if due.is_done else missed if due.timeliness is Timeliness.MISSED else open_).append(row)
    waiting = [
        (row, catalogue.said(row.data_set), catalogue.period_said(row.period))
        for row in queries.awaiting_approval(request.actor)
    ]
    context = {
        "open": open_,
        "missed": missed,
        "done": done,
        "waiting": waiting,
        "oversees": oversees(request.actor),
    }
    return render(request, "figures/mine.html", context)


@signed_in
def completeness(request: ActorRequest) -> HttpResponse:
    """?bieu= which form, ?ky= its last period shown, ?dia-ban= which place. POST: remind who has not sent."""
    if not oversees(request.actor) or not request.actor.reach:
        raise NotThere("completeness")
    forms = list(catalogue.list_data_sets(request.today))
    code = request.GET.get("bieu", "") or forms[0].code
    form = catalogue.data_set(code)
    periods = _periods(PeriodKind(form.period_kind), request.GET.get("ky", ""), request.today)
    within = request.GET.get("dia-ban", "")
    place = int(within) if within.isdecimal() else min(request.actor.reach)
    bodies = queries.completeness_of_bodies(
        request.actor, data_set=code, periods=periods, within=place, today=request.today
    )
    last = periods[-1]
    if request.method == "POST":
        return _remind(request, code, last, place)
    context = {
        "forms": [(one.code, catalogue.said(one)) for one in forms],
        "form": form,
        "places": _places(request, place),
        "place": place,
        "periods": [(period, catalogue.period_said(period), _share(bodies, period)) for period in periods],
        "rows": [(row, [_seen(row, period) for period in periods], _owes(row, last)) for row in bodies],
        "last": last,
        "last_words": catalogue.period_said(last),
        "reminded": queries.last_reminded(request.actor, data_set=code, period=last, within=place),
        "missing": sum(_owes(row, last) for row in bodies),
    }
    return render(request, "figures/completeness.html", context)


def _places(request: ActorRequest, shown: int) -> list[tuple[int, str]]:
    """What can be looked at: the own units and those right below, by name; and the one that is, whenever it lived."""
    found: dict[int, str] = {}
    for root in sorted(request.actor.reach):
        below = sorted(places.children(root, request.today), key=lambda one: fold(one.full_name))
        found |= {one.pk: one.full_name for one in (places.get_place(root, request.today), *below)}
    if shown not in found:
        found |= places.names_of([shown])
    return list(found.items())


def _periods(kind: PeriodKind, asked: str, today: date) -> list[str]:
    """The last periods that have ended, or those up to the one that is asked for."""
    near = [period for year in range(today.year - 1, today.year + 2) for period in periods_of(kind, year)]
    ended = [period for period in near if window(period).last < today]
    last = asked if asked in near else ended[-1]
    return [*list(before(last, SHOWN - 1))[::-1], last]


def _share(bodies: list[BodyRow], period: str) -> tuple[int, int, int]:
    """(came on time, came, all) in a period."""
    how = [row.came[period].timeliness for row in bodies if period in row.came]
    return sum(one is Timeliness.ON_TIME for one in how), sum(one in CAME for one in how), len(how)


def _seen(row: BodyRow, period: str) -> dict[str, object] | None:
    came = row.came.get(period)
    if came is None:
        return None
    whole = came.given > 0 and came.approved == came.given
    return {"came": came, "said": CAME_WORDS[came.timeliness], "whole": whole}


def _owes(row: BodyRow, period: str) -> bool:
    return period in row.came and row.came[period].timeliness not in CAME


def _remind(request: ActorRequest, code: str, period: str, place: int) -> HttpResponse:
    told = services.remind_missing(
        by=request.actor, now=request.now, data_set=code, period=period, within=place,
        link=reverse("figures:entry", args=[code, period]),
        agencies=[int(one) for one in request.POST.getlist("co-quan") if one.isdecimal()],
    )  # fmt: skip
    words = ngettext("Đã nhắc %(n)s cơ quan.", "Đã nhắc %(n)s cơ quan.", len(told))
    messages.success(request, words % {"n": len(told)} if told else _("Không còn cơ quan nào phải nhắc."))
    return redirect(request.get_full_path())
