"""A year of two communes of the cast: their reports, what they propose, what was approved. Everything is invented."""

from datetime import date
from decimal import Decimal

from chungtay.areas import services
from chungtay.areas.models import Assessment
from chungtay.areas.rules.words import AreaKind
from chungtay.base.actor import Actor
from chungtay.catalogue import queries as catalogue
from chungtay.figures.models import DataValue, Submission
from chungtay.figures.rules import ValueState
from tests.cast import NOW, Cast

YEAR = 2025  # judged on 14/12/2025, before the day of the cast
# By form and period, by element: a number goes into the first cell, the others are zero.
QUIET = {
    "XA.DIABAN 2025": {
        "AREAS.POPULATION": 5200, "AREAS.OFFENDERS": 0, "AREAS.USERS_OUTSIDE": 0, "AREAS.OFFENCES": 0, "AREAS.WANTED": 0
    },
    "XA.THANG 2025-M12": {"DEMAND.FILE.TOTAL": 0, "DEMAND.USERS.RESIDENCE": 0},
    "XA.PHONGNGUA 2025-M12": {"SUPPLY.POINTS_OPEN": 0},
    **{f"XA.CAY 2025-Q{quarter}": {"CROPS.PLANTS": 0, "CROPS.AREA": 0} for quarter in (1, 2, 3, 4)},
}  # fmt: skip
BUSY = {
    "on_file": 21,
    "points": 1,
    "offenders": 3,
    "users_outside": 4,
    "offences": 1,
}  # of type II by a, b, c
_WHERE = {
    "residents": ("XA.DIABAN 2025", "AREAS.POPULATION"), "on_file": ("XA.THANG 2025-M12", "DEMAND.FILE.TOTAL"),
    "points": ("XA.PHONGNGUA 2025-M12", "SUPPLY.POINTS_OPEN"), "offenders": ("XA.DIABAN 2025", "AREAS.OFFENDERS"),
    "users_outside": ("XA.DIABAN 2025", "AREAS.USERS_OUTSIDE"), "offences": ("XA.DIABAN 2025", "AREAS.OFFENCES"),
    "plants": ("XA.CAY 2025-Q2", "CROPS.PLANTS"), "area": ("XA.CAY 2025-Q2", "CROPS.AREA"),
}  # fmt: skip


def reported(by: Actor, **said: int | str) -> None:
    """The commune's forms of the year, all approved; ``without`` leaves one form out ("XA.CAY 2025-Q3")."""
    without = said.pop("without", "")
    forms = {form: dict(numbers) for form, numbers in QUIET.items() if form != without}
    for name, value in said.items():
        form, element = _WHERE[name]
        forms[form][element] = value  # type: ignore[assignment]
    for form, numbers in forms.items():
        code, period = form.split()
        sent = Submission.objects.create(
            data_set=catalogue.data_set(code),
            agency_id=by.agency,
            place_id=by.place or 0,
            period=period,
            opened_at=NOW,
        )
        for element, value in numbers.items():
            cells = catalogue.cells_of_element(catalogue.element(element)).order_by("position")
            DataValue.objects.bulk_create(
                DataValue(
                    submission=sent, cell=cell, at=NOW, account_id=by.account, state=ValueState.APPROVED,
                    value=Decimal(value) if at == 0 else Decimal(0),
                )
                for at, cell in enumerate(cells)
            )  # fmt: skip


def off_the_route(by: Actor, *, key_route: bool = False) -> None:
    services.state_facts(
        by=by,
        now=NOW,
        place=by.place or 0,
        year=YEAR,
        said={"key_route": key_route},
        ground="Danh mục tuyến (ví dụ)",
    )


def proposed(by: Actor, **said: int | str) -> Assessment:
    reported(by, **said)
    off_the_route(by)
    return services.propose(by=by, now=NOW, place=by.place or 0, year=YEAR)


def approved(cast: Cast, *assessments: Assessment) -> None:
    services.approve(
        by=cast.province, now=NOW, assessments=[one.pk for one in assessments], decision="12/QĐ-UBND (ví dụ)",
        decided_on=date(2025, 12, 18),
    )  # fmt: skip


def recorded(cast: Cast, place: int, **years: str) -> None:
    """Classes of years before: y2023="I"."""
    services.record_classes(
        by=cast.province, now=NOW, paper="Quyết định cũ (ví dụ)", decided_on=date(2025, 1, 1), basis="Tiêu chí cũ",
        rows=[services.ClassRow(place, int(year[1:]), AreaKind(kind)) for year, kind in years.items()],
    )  # fmt: skip
