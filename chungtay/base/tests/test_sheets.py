"""A sheet is looked at before it is opened: what would fill the memory is not."""

import random
import resource
import struct
import subprocess
import sys
import tracemalloc
from copy import copy
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

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
        '<row r="1"><c r="xfd1048576"><v>1</v></c></row>',
        '<row r="1"><c r="AAAAAA3"><v>1</v></c></row>',
        '<row x="1"r="1048576"><c r="Z9"><v>1</v></c></row>',
        "<row>" + "<c><v>1</v></c>" * 9000 + "</row>" + "<row><c><v>1</v></c></row>" * 9000,
        '<row r="1048576"/><row><c r="A1"/><c r="Z9"><v>1</v></c></row>',
    ],
)
def test_what_asks_for_too_much_room_does_not_fit(sheet: str) -> None:
    assert not fits(packed(sheet))


def test_an_empty_row_at_the_very_end_is_what_office_programs_write() -> None:
    assert fits(packed('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="12.8" x="a/b>"/>'))


@pytest.mark.parametrize("sheet", ["<row><c><v>1</v></c><c><v>2</v></c></row>" * 300, '<row x="r" r="1"/>'])
def test_a_small_sheet_that_says_no_places_fits(sheet: str) -> None:
    assert fits(packed(sheet))


BOMBS = {
    "places without a tag": ' r="1"' * 200_000,
    "places in one tag": "<row" + ' r="1"' * 200_000,
    "a tag that never ends": "<row r='1' " + "x='1' " * 200_000,
    "a word that never ends": "<row r='1' \"" + "a" * 1_000_000,
    "half a tag": "<row r='1'/" * 100_000,
    "letters": "<c r='" + "A" * 1_000_000,
    "tags that are none": "<" * 1_000_000,
}


def _few_seconds() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))


@pytest.mark.parametrize("what", BOMBS)
def test_looking_at_a_sheet_costs_by_its_size_and_no_more(what: str) -> None:
    """A million bytes take a second: the kernel ends who would need hours, or the memory of the machine."""
    looking = "import sys; from chungtay.base.sheets import fits; fits(sys.stdin.buffer.read())"
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-c", looking],
        input=packed(BOMBS[what]),
        capture_output=True,
        check=False,
        preexec_fn=_few_seconds,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


def lying(content: bytes, **said: int) -> bytes:
    """A workbook of which one part is this, and says another size or way of packing."""
    file = BytesIO()
    with ZipFile(file, "w", said.get("packing", ZIP_DEFLATED)) as book:
        book.writestr("xl/workbook.xml", content)
    size, word = struct.pack("<I", len(content)), struct.pack("<I", said.get("size", len(content)))
    return file.getvalue().replace(size, word)


@pytest.mark.parametrize(
    "said", [{"size": 10}, {"packing": ZIP_BZIP2, "size": 10}, {"packing": ZIP_LZMA, "size": 10}]
)
def test_a_part_that_is_longer_than_it_says_is_not_unpacked(said: dict[str, int]) -> None:
    book = lying(b" " * 30_000_000, **said)
    tracemalloc.start()
    assert not fits(book)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_parts_that_lie_over_one_another_are_not_unpacked_once_for_each_name() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", random.Random(1).randbytes(9_000))
        same = book.infolist()[0]
        book.infolist().append(copy(same))
    assert not fits(file.getvalue())


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
