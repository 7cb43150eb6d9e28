"""What the checks of a form say of its values: within it, across forms, across periods."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Any, Protocol

from django.db.models import Q

from chungtay.base.problems import Problem, Severity
from chungtay.catalogue.rules.checks import BoundCheck, Check, Read, judge
from chungtay.catalogue.rules.expressions import When, add_up
from chungtay.catalogue.rules.periods import MEDIAN_NEEDS, before, last_month, last_year, previous
from chungtay.figures.models import DataValue, Explanation, Submission
from chungtay.figures.queries.forms import Form
from chungtay.figures.rules import plain

Past = Mapping[tuple[str, str], Decimal]  # by period and code


class HasNumber(Protocol):
    """What stands in a cell, as a row of the table or in the hands of a service."""

    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A check that fails. ``cells`` are those of the form that it reads; ``about`` stands for the values it read.

    ``explanation``: why it is right all the same, said about these very values.
    """

    check: Check
    left: Decimal | None
    right: Decimal | None
    cells: tuple[int, ...]
    about: str
    usual: Decimal | None = None  # the median that it was held against
    explanation: Explanation | None = None

    @property
    def is_settled(self) -> bool:
        return self.check.severity is Severity.WARNING and self.explanation is not None

    def problem(self, *, place: str = "") -> Problem:
        """As a sentence; ``place`` is the code of the cell to point at."""
        sides = {"left": _said(self.left), "right": _said(self.right), "median": _said(self.usual)}
        return Problem(self.check.code, self.check.sentence, place, self.check.severity, sides)

    def sentence(self, *, english: bool = False) -> str:
        problem = self.problem()
        return problem.filled(self.check.sentence_en) if english else problem.message


def _said(side: Decimal | None) -> str:
    return "?" if side is None else plain(side)


def remarks_on(
    submission: Submission, form: Form, values: Mapping[int, HasNumber], past: Past
) -> list[Remark]:
    """What the checks find in these values of the submission, by cell; ``past`` is past_of the same."""
    now = {code: values[pk].value for code, pk in form.ids.items() if pk in values}
    found = [remark for check in form.checks if (remark := _ask(check, form, submission.period, now, past))]
    if not any(remark.check.severity is Severity.WARNING for remark in found):
        return found
    said = {
        (row.check_code, row.about): row for row in submission.explanations.select_related("explained_by")
    }
    return [replace(r, explanation=said.get((r.check.code, r.about))) for r in found]


def _ask(
    bound: BoundCheck, form: Form, period: str, now: Mapping[str, Decimal | None], past: Past
) -> Remark | None:
    read: dict[tuple[str, str], Decimal | None] = {}

    def value(code: str, when: When) -> Decimal | None:
        if when is When.NOW:
            found = now.get(code) if code in form.ids else past.get((period, code))
        else:
            found = number_at(code, when, period, past)
        read[code, when] = found
        return found

    verdict = judge(bound, value)
    if not verdict.fails:
        return None
    cells = tuple(form.ids[code] for code in sorted(bound.touches()) if code in form.ids)
    numbers = {key: "" if found is None else str(found.normalize()) for key, found in read.items()}
    said = json.dumps(sorted([*key, number] for key, number in numbers.items()), ensure_ascii=False)
    about = hashlib.sha256(said.encode()).hexdigest()
    return Remark(bound.check, verdict.left, verdict.right, cells, about, usual_of(bound, value))


def usual_of(bound: BoundCheck, read: Read) -> Decimal | None:
    """The median that a check asks for, of all the cells together; None for one that asks for none."""
    asked = next((codes for one, codes in bound.cells.items() if one.when is When.MEDIAN), ())
    return add_up(read(code, When.MEDIAN) for code in asked) if asked else None


def number_at(code: str, when: When, period: str, past: Past) -> Decimal | None:
    if when is When.PREV:
        return past.get((previous(period), code))
    if when is When.LAST_YEAR:
        return past.get((last_year(period), code))
    if when is When.LAST_MONTH:
        return past.get((last_month(period), code))
    reported = [past[at, code] for at in before(period) if (at, code) in past]
    return median(reported) if len(reported) >= MEDIAN_NEEDS else None


def past_of(submission: Submission, form: Form) -> Past:
    """What the same body said of the same place elsewhere: the numbers that the checks of the form ask for."""
    period = submission.period
    periods = {
        When.NOW: [period],
        When.PREV: [previous(period)],
        When.LAST_YEAR: [last_year(period)],
        When.LAST_MONTH: [last_month(period)],
        When.MEDIAN: list(before(period)),
    }
    wanted = Q()
    codes: dict[int, str] = {}
    for when, cells in form.elsewhere.items():
        if cells:
            wanted |= Q(submission__period__in=periods[when], cell__in=cells.values())
            codes |= {pk: code for code, pk in cells.items()}
    if not wanted:
        return {}
    rows = DataValue.objects.filter(
        wanted,
        submission__agency=submission.agency_id,
        submission__place=submission.place_id,
        value__isnull=False,
    )
    told: Iterable[tuple[str, int, Any]] = rows.values_list("submission__period", "cell", "value")
    return {(at, codes[pk]): number for at, pk, number in told}
