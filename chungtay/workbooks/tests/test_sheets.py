"""A form goes out as .xlsx and comes back: taken whole, or every wrong cell is told and nothing is taken."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from chungtay.base.problems import Refused
from chungtay.catalogue.services import load_catalogue
from chungtay.figures import queries
from chungtay.figures.models import DataValue, Submission
from chungtay.figures.queries.forms import prepared_forms
from chungtay.figures.services import Typed, open_submission
from chungtay.figures.tests.factories import SmallForm, opened, row_of, save, typed
from chungtay.workbooks.services import save_sheet
from chungtay.workbooks.sheets import HEAD, NUMBER, REASON, write_sheet
from tests.cast import NOW, TODAY, Cast

Fill = Callable[[Any], None]


def out(cast: Cast, submission: Submission) -> bytes:
    shown = queries.sheet(
        cast.officer, data_set=submission.data_set.code, agency=submission.agency_id, place=submission.place_id,
        period=submission.period, today=TODAY,
    )  # fmt: skip
    return write_sheet(shown)


def filled(content: bytes, fill: Fill) -> bytes:
    book = load_workbook(BytesIO(content))
    fill(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def numbers(*values: object, column: int = NUMBER) -> Fill:
    """Into the first cells of the form, which begin two rows under the titles."""

    def fill(book: Any) -> None:
        for at, value in enumerate(values, start=HEAD + 3):
            if value is not None:
                book.worksheets[0].cell(at, column + 1).value = value

    return fill


def back(cast: Cast, submission: Submission, content: bytes) -> list[str]:
    """The codes of what is wrong, each with its cell; none if it was taken."""
    try:
        save_sheet(by=cast.officer, now=NOW, submission=submission.pk, content=content)
    except Refused as refused:
        return [f"{problem.place} {problem.code}" for problem in refused.problems]
    return []


def test_what_was_written_into_the_file_comes_in(cast: Cast, form: SmallForm, submission: Submission) -> None:
    def fill(book: Any) -> None:
        numbers(5, 0, None, 1.25)(book)
        numbers(None, None, "Chưa thu thập được", column=REASON)(book)

    assert back(cast, submission, filled(out(cast, submission), fill)) == []
    said = {row.cell_id: (row.value, row.missing) for row in submission.values.all()}
    a, b, c, d = form.cells
    assert said == {a: (Decimal(5), None), b: (Decimal(0), None), c: (None, 1), d: (Decimal("1.25"), None)}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("12 vụ", "E7 not_a_number"),
        ("1,234", "E7 ambiguous"),
        (1.234, "E7 ambiguous"),
        (2.5001, "E7 not_whole"),
        (-3, "E7 negative"),
        ("=2+3", "E7 formula"),
        (True, "E7 not_a_number"),
        (10**13, "E7 too_large"),
    ],
)
def test_a_wrong_cell_is_told_and_nothing_is_taken(
    cast: Cast, form: SmallForm, submission: Submission, value: object, told: str
) -> None:
    assert back(cast, submission, filled(out(cast, submission), numbers(value, 7))) == [told]
    assert not DataValue.objects.exists()


def test_text_that_can_only_be_one_number_is_taken(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    assert back(cast, submission, filled(out(cast, submission), numbers("1.234", " 7 "))) == []
    assert row_of(submission, form.cells[0]).value == 1234


def test_a_number_and_a_reason_exclude_each_other(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    def fill(book: Any) -> None:
        numbers(5)(book)
        numbers("Chưa thu thập được", "Vì mưa", column=REASON)(book)

    assert back(cast, submission, filled(out(cast, submission), fill)) == ["E7 both", "F8 reason_unknown"]


def test_the_file_of_another_unit_or_period_or_of_an_older_form_is_not_taken(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    other = out(cast, opened(cast.officer, form, "2026-M01"))
    assert back(cast, submission, other) == ["file other_form"]
    older = out(cast, submission)
    form.data_set.items.filter(position=2).update(valid_to="2026-01-01")
    prepared_forms.forget()
    assert back(cast, submission, older) == ["file older_form"]


def test_a_file_cut_short_or_altered_inside_is_told(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    content = out(cast, submission)
    assert back(cast, submission, content[: len(content) // 2]) == ["file unreadable"]
    assert back(cast, submission, b"") == ["file unreadable"]

    def alter(book: Any) -> None:
        book.worksheets[1].cell(2, 2).value = "99"

    assert back(cast, submission, filled(content, alter)) == ["file tampered"]

    def drop(book: Any) -> None:
        book.worksheets[0].delete_rows(HEAD + 4)

    assert back(cast, submission, filled(content, drop)) == ["file row_missing"]


def test_a_total_that_differs_from_its_parts_is_told(cast: Cast, db: None) -> None:
    load_catalogue(now=NOW)
    made = open_submission(by=cast.officer, now=NOW, data_set="XA.THANG", period="2026-M02")

    def fill(book: Any) -> None:
        page = book.worksheets[0]
        codes = {page.cell(at, 1).value: at for at in range(1, page.max_row + 1)}
        page.cell(codes["DEMAND.FILE.NEW:nam"], NUMBER + 1).value = 2
        page.cell(codes["DEMAND.FILE.NEW:nu"], NUMBER + 1).value = 1
        page.cell(codes["=DEMAND.FILE.NEW"], NUMBER + 1).value = 4

    with pytest.raises(Refused) as refused:
        save_sheet(by=cast.officer, now=NOW, submission=made.pk, content=filled(out(cast, made), fill))
    (problem,) = refused.value.problems
    assert problem.message == "Tổng ghi 4 nhưng các phần cộng lại là 3."


def test_two_people_in_one_form_are_both_heard(cast: Cast, form: SmallForm, submission: Submission) -> None:
    save(cast.officer, submission, typed(form, 1, 2))
    content = out(cast, submission)
    save(cast.deputy, submission, [Typed(form.cells[0], 1, Decimal(8)), Typed(form.cells[1], 1, Decimal(9))])
    saved = save_sheet(
        by=cast.officer, now=NOW, submission=submission.pk, content=filled(content, numbers(None, 20))
    )  # fmt: skip
    assert row_of(submission, form.cells[0]).value == 8  # the file left it as it was given out
    (conflict,) = saved.conflicts
    assert {conflict.standing.said.value, *(other.said.value for other in conflict.others)} == {9, 20}
