"""Figures entered and sent by the people of the cast."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from chungtay.base.actor import Actor
from chungtay.catalogue import queries as catalogue
from chungtay.figures import services as figures
from chungtay.figures.services import Typed

FORM = "XA.PHONGNGUA"
LEAFLETS, BANNERS = "PROPAGANDA.LEAFLETS", "PROPAGANDA.BANNERS"


def enter(
    by: Actor, period: str, said: Mapping[str, int | None], *, form: str = FORM, now: datetime | None = None
) -> int:
    """Values by the code of their cell, None with the first reason; returns the submission."""
    moment = now or datetime(int(period[:4]), int(period[6:8]), 15, 2, tzinfo=UTC)
    made = figures.open_submission(by=by, now=moment, data_set=form, period=period)
    cells = [
        Typed(
            catalogue.cell(code).pk,
            seen=0,
            value=None if number is None else Decimal(number),
            missing=1 if number is None else None,
        )
        for code, number in said.items()
    ]
    figures.save_cells(by=by, now=moment, submission=made.pk, cells=cells)
    return made.pk
