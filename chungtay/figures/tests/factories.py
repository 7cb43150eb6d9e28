"""A small form of invented figures, and who fills it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chungtay.base.actor import Actor
from chungtay.catalogue.models import Cell, DataElement, DataSet, DataSetItem, DataSetReporter
from chungtay.figures.models import DataValue, Submission
from chungtay.figures.services import Saved, Typed, open_submission, save_cells
from tests.cast import NOW, SINCE

PERIOD = "2026-M02"  # 15/01 to 14/02/2026, due Tuesday 24/02 after Tết


@dataclass(frozen=True, slots=True)
class SmallForm:
    """Three counts and one measure with two decimals."""

    data_set: DataSet
    cells: tuple[int, ...]


def make_form(code: str = "THU.THANG", *, elements: int = 4) -> SmallForm:
    made = DataSet.objects.create(
        code=code, name="Biểu thử", period_kind="month", due_days=2, position=900, valid_from=SINCE
    )
    DataSetReporter.objects.create(data_set=made, kind="peoples_committee", level="commune", valid_from=SINCE)
    cells = []
    for at in range(elements):
        measured = at == elements - 1
        element = DataElement.objects.create(
            code=f"{code}.E{at}", group="demand", name=f"Chỉ tiêu {at}", definition="Để thử.", unit="g" if measured else "vụ",
            aggregation="sum", value_kind="measure" if measured else "count", decimals=2 if measured else 0,
            reporter="", position=900 + at, valid_from=SINCE,
        )  # fmt: skip
        DataSetItem.objects.create(
            data_set=made, element=element, section="Phần", position=at, valid_from=SINCE
        )
        cell = Cell.objects.create(
            element=element, code=element.code, unit=element.unit, position=1, valid_from=SINCE
        )
        cells.append(cell.pk)
    return SmallForm(made, tuple(cells))


def opened(actor: Actor, form: SmallForm, period: str = PERIOD, now: datetime = NOW) -> Submission:
    return open_submission(by=actor, now=now, data_set=form.data_set.code, period=period)


def typed(form: SmallForm, *values: int | None, seen: int = 0) -> list[Typed]:
    """Values for the first cells of the form, in order; None leaves one out."""
    return [
        Typed(cell, seen, Decimal(value)) for cell, value in zip(form.cells, values, strict=False) if value is not None
    ]  # fmt: skip


def save(actor: Actor, submission: Submission, cells: list[Typed], now: datetime = NOW) -> Saved:
    return save_cells(by=actor, now=now, submission=submission.pk, cells=cells)


def row_of(submission: Submission, cell: int) -> DataValue:
    return DataValue.objects.get(submission=submission, cell=cell)
