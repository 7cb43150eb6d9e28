"""A form as one body fills it for one period: its cells and checks, prepared once and used for every save."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from chungtay.base.kept import Kept
from chungtay.base.seams import Seam, ask
from chungtay.base.text import fold
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules.checks import BoundCheck
from chungtay.catalogue.rules.expressions import When
from chungtay.figures.models import Submission
from chungtay.law.rules import window

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency
    from chungtay.catalogue.models import Cell, DataSet, DataSetReporter


Counted = tuple[
    str, str, Decimal | None
]  # in which words, at which address, what it counts now if it says so


@dataclass(frozen=True, slots=True)
class FormCell:
    pk: int
    code: str
    decimals: int
    cell: "Cell"  # with its element and options


@dataclass(frozen=True, slots=True)
class Form:
    """``cells`` by id, in the order of the form; ``elsewhere``: cells that its checks read from other forms, or from
    other periods of this one, by code with their id.
    """

    cells: Mapping[int, FormCell]
    ids: Mapping[str, int]  # of the same cells, by code
    checks: tuple[BoundCheck, ...]
    elsewhere: Mapping[When, Mapping[str, int]]


prepared_forms: Kept[Form] = Kept()
reporters_kept: "Kept[list[DataSetReporter]]" = Kept()
data_sets_kept: "Kept[DataSet]" = Kept()  # by id and by code
bodies_kept: "Kept[Agency]" = Kept()
_sections: Kept[list[catalogue.Section]] = Kept()
_days_of_change: Kept[list[date]] = Kept()


def with_kept(submission: Submission) -> Submission:
    """The same with its data set and body, as they were within the last minute."""
    of = submission
    of.data_set = data_sets_kept.get(of.data_set_id, lambda: of.data_set)
    of.agency = bodies_kept.get(of.agency_id, lambda: of.agency)
    return of


def form_for(submission: Submission) -> Form:
    """For a submission fetched with its data set and agency."""
    data_set, agency = submission.data_set, submission.agency
    on = window(submission.period).last
    reporter = reporter_for(data_set, kind=agency.kind, level=agency.level, name=agency.name, on=on)
    # A body that reports the form no longer still shows what it once entered.
    key = (data_set.pk, data_set.code, reporter.pk if reporter else None, _edition(on))
    return prepared_forms.get(key, lambda: _prepare(data_set, on, reporter))


def sections_for(data_set: "DataSet", on: date) -> list[catalogue.Section]:
    return _sections.get((data_set.pk, _edition(on)), lambda: catalogue.sections_of(data_set, on))


def reporter_for(
    data_set: "DataSet", *, kind: str, level: str, name: str, on: date
) -> "DataSetReporter | None":
    """As which of its reporters a body reports the form, if it does: the most exactly named."""
    key = (data_set.pk, data_set.code, _edition(on))
    every = reporters_kept.get(key, lambda: list(catalogue.reporters_of(data_set, on)))
    alike = [row for row in every if (row.kind, row.level) == (kind, level)]
    named = [row for row in alike if not row.name or fold(name).startswith(fold(row.name))]
    return max(named, key=lambda row: len(row.name), default=None)


def _edition(on: date) -> int:
    """The same for two days between which nothing of any form changed: months are not prepared one by one."""
    return bisect_right(_days_of_change.get("", catalogue.days_of_change), on)


def _prepare(data_set: "DataSet", on: date, reporter: "DataSetReporter | None") -> Form:
    cells = {
        cell.pk: FormCell(cell.pk, cell.code, cell.element.decimals, cell)
        for cell in catalogue.cells_of(data_set, on, reporter)
    }
    ids = {cell.code: cell.pk for cell in cells.values()}
    checks = tuple(catalogue.checks_of(data_set, on, reporter))
    read = [
        (one.when, code)
        for check in checks
        for one, codes in check.cells.items()
        for code in codes
        if one.when is not When.NOW or code not in ids
    ]
    known = catalogue.ids_of({code for _, code in read})
    elsewhere = {when: {code: known[code] for at, code in read if at is when} for when in When}
    return Form(cells, ids, checks, elsewhere)


def counted_cells(submission: Submission, form: Form) -> dict[int, Counted]:
    """Cells whose numbers a room above counts."""
    told = ask(Seam.COUNTED, submission.agency_id, submission.period, form.ids.keys())
    return {form.ids[code]: where for answer in told for code, where in answer.items()}
