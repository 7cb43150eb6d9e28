"""Figures closed for a report: what, when, by whom, whether they are what they were, and what has changed since."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, sent, signed_in
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of, within
from chungtay.figures import queries, services
from chungtay.figures.rules import Said, oversees
from chungtay.figures.rules.rights import APPROVE
from chungtay.figures.views.forms import SnapshotForm
from chungtay.figures.views.words import said_words
from chungtay.law.rules import window
from chungtay.places import queries as places

_OFFERED = {PeriodKind.MONTH: 3, PeriodKind.QUARTER: 2}  # of the other kinds the last one
_SHOWN = 200  # changed figures


@signed_in
def snapshots(request: ActorRequest) -> HttpResponse:
    """GET: every snapshot of the jurisdiction; ?lan= one of them, hashed again. POST: close figures."""
    actor = request.actor
    if not oversees(actor) or not actor.reach:
        raise NotThere("snapshots")
    if request.method != "POST" and (asked := request.GET.get("lan", "")).isdecimal():
        return _one(request, int(asked))
    form = _form(request) if actor.can(APPROVE) else None
    if request.method == "POST":
        if form is None:
            raise NotThere("snapshots")
        if sent(request, form, lambda said: _take(request, said), _("Đã chốt số liệu.")):
            newest = queries.list_snapshots(actor)[0]
            return redirect(f"{reverse('figures:snapshots')}?lan={newest.pk}")
    context = {"rows": [_row(one) for one in queries.list_snapshots(actor)], "form": form}
    return render(request, "figures/snapshots.html", context, status=422 if form and form.errors else 200)


def _form(request: ActorRequest) -> SnapshotForm:
    forms = [(one.code, catalogue.said(one)) for one in catalogue.list_data_sets(request.today)]
    return SnapshotForm(
        request.POST if request.method == "POST" else None,
        periods=[(code, catalogue.period_said(code)) for code in _ended(request.today)],
        places=_places(request.actor),
        data_sets=forms,
    )


def _places(actor: Actor) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in sorted(places.names_of(actor.reach).items())]


def _ended(today: date) -> list[str]:
    """The periods of which people report now: the last ones of each kind that have ended, the newest first."""
    offered = []
    for kind in PeriodKind:
        near = [one for year in (today.year - 1, today.year) for one in periods_of(kind, year)]
        offered += [one for one in near if window(one).last < today][-_OFFERED.get(kind, 1) :]
    return sorted(offered, key=lambda one: (window(one).last, one), reverse=True)


def _take(request: ActorRequest, said: dict[str, Any]) -> None:
    """Of a closed report all that it is made of: the months of six months, and the form of six months itself."""
    period: str = said["period"]
    every = [one.code for one in catalogue.list_data_sets(request.today)]
    services.take_snapshot(
        by=request.actor, now=request.now, place=said["place"], periods=within(period),
        data_sets=said["data_sets"] or every,
        title=said["title"] or _("Số liệu %(period)s") % {"period": catalogue.period_said(period)},
    )  # fmt: skip


def _row(snapshot: Any) -> dict[str, Any]:
    """The forms by name, the periods from the first to the last."""
    periods = sorted(snapshot.periods, key=lambda one: (window(one).last, one))
    said = [catalogue.period_said(one) for one in dict.fromkeys((periods[0], periods[-1]))]
    return {"snapshot": snapshot, "periods": " – ".join(said), "forms": len(snapshot.data_sets)}


def _one(request: ActorRequest, pk: int) -> HttpResponse:
    snapshot = queries.get_snapshot(request.actor, pk)
    changed = queries.changed_since(snapshot)
    context = _row(snapshot) | {
        "names": [catalogue.said(catalogue.data_set(code)) for code in snapshot.data_sets],
        "verified": queries.verify(snapshot),
        "changed": [_changed(row) for row in changed[:_SHOWN]],
        "count": changed.count(),
    }
    return render(request, "figures/snapshot.html", context)


def _changed(row: Any) -> dict[str, Any]:
    of, element = row.submission, catalogue.said(row.cell.element)
    options = catalogue.cell_said(row.cell)
    return {
        "row": row,
        "agency": of.agency.name,
        "of": f"{catalogue.said(of.data_set)}, {catalogue.period_said(of.period)}",
        "cell": element if options == element else f"{element}: {options}",
        "before": said_words(Said(row.value, row.missing)),
        "now": said_words(Said(row.value_now, row.missing_now)),
    }
