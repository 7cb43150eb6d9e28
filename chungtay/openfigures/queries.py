"""What is public, for everybody; and the list of a province, for who keeps it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.openfigures import tables
from chungtay.openfigures.models import Edition, OpenFigure
from chungtay.openfigures.rules import Beside, Chosen, OpenState, Place, Sheet, Span, sheet_of
from chungtay.openfigures.tables import Made
from chungtay.places import queries as places
from chungtay.places.rules import Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

_SHOWN = (OpenState.SAID, OpenState.SHORT)


@dataclass(frozen=True, slots=True)
class Published:
    """The latest edition of what is open."""

    figure: OpenFigure
    province: str
    edition: Edition
    sheet: Sheet


def list_published() -> list[Published]:
    """What everybody may have, by province and name. Takes no actor: it is for nobody in particular."""
    return _published(list(OpenFigure.objects.filter(withdrawn_at=None)))


def get_published(figure: int) -> Published:
    """Raises NotThere for what is not open, or no longer."""
    found = _published(list(OpenFigure.objects.filter(pk=figure, withdrawn_at=None)))
    if not found:
        raise NotThere("open figure")
    return found[0]


def list_kept(actor: Actor, *, on: date) -> list[Published]:
    """The list of the actor's province, withdrawn ones included, the latest decision first."""
    mine = OpenFigure.objects.filter(province=province_of(actor, on=on))
    return sorted(
        _published(list(mine)), key=lambda one: (one.figure.decided_at, one.figure.pk), reverse=True
    )


def get_kept(actor: Actor, figure: int, *, on: date) -> OpenFigure:
    """One that is open, of the actor's own province. Raises NotThere."""
    found = OpenFigure.objects.filter(
        pk=figure, province=province_of(actor, on=on), withdrawn_at=None
    ).first()
    if found is None:
        raise NotThere("open figure")
    return found


def preview(actor: Actor, chosen: Chosen, *, on: date) -> Made | None:
    """The table as it would leave today, beside what has left already; None while no period has closed."""
    return tables.make(actor, chosen, places_of(chosen)[0], on)


def province_of(actor: Actor, *, on: date) -> int:
    """The province whose list the actor keeps. Raises NotThere."""
    actor.must(Power.FIGURES_PUBLISH)
    here = min(actor.reach, default=None)
    if here is None or places.get_place(here, on).kind != Kind.PROVINCE:
        raise NotThere("province")
    return here


def places_of(chosen: Chosen) -> tuple[frozenset[Place], frozenset[Place]]:
    """What any edition of this table has hidden so far, and what any has shown."""
    hidden: set[Place] = set()
    shown: set[Place] = set()
    for edition in Edition.objects.filter(figure__in=_same(chosen)):
        sheet = sheet_of(edition.sheet)
        for line in sheet.lines:
            for period, entry in zip(sheet.periods, line.entries, strict=True):
                if entry.state is OpenState.HIDDEN:
                    hidden.add((line.key, period))
                elif entry.state in _SHOWN:
                    shown.add((line.key, period))
    return frozenset(hidden), frozenset(shown)


def list_beside(chosen: Chosen, *, on: date) -> list[Beside]:
    """The other tables of the province that are open or were."""
    others = OpenFigure.objects.filter(province=chosen.province).exclude(pk__in=_same(chosen).values("pk"))
    return [
        Beside(
            tables.families_of(one.figure.measure, on),
            max(int(period[:4]) for period in one.sheet.periods),
            one.figure.withdrawn_at is None,
        )
        for one in _published(list(others))
    ]


def chosen_of(figure: OpenFigure) -> Chosen:
    return Chosen(figure.province_id, figure.measure, figure.division, Span(figure.span), figure.since)


def _same(chosen: Chosen) -> "QuerySet[OpenFigure]":
    return OpenFigure.objects.filter(
        province=chosen.province, measure=chosen.measure, division=chosen.division, span=chosen.span
    )


def _published(figures: list[OpenFigure]) -> list[Published]:
    """Each with its latest edition, by province and name."""
    latest: dict[int, Edition] = {}
    for edition in Edition.objects.filter(figure__in=figures).order_by("figure", "number"):
        latest[edition.figure_id] = edition
    names = places.names_of(figure.province_id for figure in figures)
    found = [
        Published(figure, names[figure.province_id], latest[figure.pk], sheet_of(latest[figure.pk].sheet))
        for figure in figures
    ]
    return sorted(found, key=lambda one: (one.province, one.sheet.names["vi"], one.figure.pk))
