"""A sheet is looked at before it is opened: what would fill the memory is not."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.sheets import fits
from chungtay.base.tests.sheets import packed

GOOD = packed('<row r="1"><c r="A1"><v>1</v></c></row>')


def written(rows: int, columns: int) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(rows - 1, columns - 1, "cuối (ví dụ)")
    sheet.set_column(0, 16383, 12)
    book.close()
    return file.getvalue()


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_a_sheet_fits_by_the_place_of_its_last_cell(rows: int, columns: int) -> None:
    assert fits(written(rows, columns), most_cells=1_000_000) == (rows * columns <= 1_000_000)


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c x='>' r = 'XFD1048576'><v>1</v></c></row>",
        '<x:row r="1"><x:c\n' + " " * 2_000_000 + 'r="XFD1048576"><v>1</v></x:c></x:row>',
        '<row r="1048576">' + "<c><v>1</v></c>" * 3 + '<c r="Z9"><v>1</v></c></row>',
        '<row r="1"/>' + " " * 60_000_000,
    ],
)
def test_what_asks_for_too_much_room_does_not_fit(sheet: str) -> None:
    assert not fits(packed(sheet))


def test_an_empty_row_at_the_very_end_is_what_office_programs_write() -> None:
    assert fits(packed('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="12.8" x="a/b>"/>'))


def test_a_sheet_of_two_bytes_a_sign_does_not_fit() -> None:
    assert not fits(packed('<row r="1"><c r="A1"><v>1</v></c></row>', encoding="utf-16"))


@pytest.mark.parametrize("more", ["content.xml", "XL/Workbook.bin"])
def test_what_is_another_kind_of_workbook_as_well_does_not_fit(more: str) -> None:
    file = BytesIO(packed('<row r="1"/>'))
    with ZipFile(file, "a", ZIP_DEFLATED) as book:
        book.writestr(more, "x")
    assert not fits(file.getvalue())


@given(st.binary(max_size=200))
def test_what_is_no_workbook_does_not_fit(content: bytes) -> None:
    assert not fits(content)


@given(st.data())
def test_a_damaged_workbook_never_raises(data: st.DataObject) -> None:
    whole = bytearray(GOOD)
    for _ in range(5):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert fits(bytes(whole)) in (True, False)
