"""What the grid says beside a number that nobody types."""

from decimal import Decimal

from chungtay.figures.models import Submission
from chungtay.figures.queries import own_sheet
from chungtay.figures.tests.factories import PERIOD, SmallForm, save, typed
from chungtay.figures.views.grid import cells_of, lay_out
from tests.cast import TODAY, Cast


def test_a_closed_number_tells_what_is_counted_by_now_only_where_it_is_another(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    save(cast.officer, submission, typed(form, 5, 6))
    sheet = own_sheet(cast.officer, data_set=form.data_set.code, period=PERIOD, today=TODAY)
    for cell, number in zip(sheet.cells(), (Decimal(7), Decimal("6.000"), Decimal(0), None), strict=True):
        cell.counted = ("tự cộng từ sổ", "/so/", number)
    assert [cell.counted_now for cell in cells_of(lay_out(sheet))] == ["7", "", "0", ""]
