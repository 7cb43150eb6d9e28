"""What an address asks for: a year, a geography."""

from collections.abc import Sequence
from typing import Any

from chungtay.areas.queries.years import natural
from chungtay.areas.words import GEOGRAPHIES
from chungtay.base.web import ActorRequest
from chungtay.indicators.rules import Geography

FIRST_YEAR = 2010  # of the older criteria


def year_asked(request: ActorRequest, otherwise: int) -> int:
    given = request.GET.get("nam", "")
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else otherwise
    return year if FIRST_YEAR <= year <= request.today.year else otherwise


def geography_asked(request: ActorRequest, year: int) -> Geography:
    given = request.GET.get("dia", "")
    return Geography(given) if given in list(Geography) else natural(year)


def year_tabs(request: ActorRequest, years: Sequence[int], chosen: int) -> list[dict[str, Any]]:
    shown = sorted({*years, chosen, request.today.year})
    return [_tab(request, "nam", str(year), str(year), current=year == chosen) for year in shown]


def geography_tabs(request: ActorRequest, chosen: Geography) -> list[dict[str, Any]]:
    return [
        _tab(request, "dia", one.value, label, current=one is chosen) for one, label in GEOGRAPHIES.items()
    ]


def _tab(request: ActorRequest, name: str, value: str, label: object, *, current: bool) -> dict[str, Any]:
    query = request.GET.copy()
    query[name] = value
    if name == "nam":
        query.pop("dia", None)  # each year begins in the units of its own time
    return {"label": label, "href": f"?{query.urlencode()}", "current": current, "count": None}
