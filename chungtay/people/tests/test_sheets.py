"""Lists of many shapes, as communes keep them; everybody in them is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.people.rules.sheets import column_letter, fields, find_heads, read_lines

PLAIN = [
    ["CÔNG AN XÃ VÍ DỤ", "", "", ""],
    ["DANH SÁCH NGƯỜI CÓ HỒ SƠ QUẢN LÝ (VÍ DỤ)", "", "", ""],
    ["STT", "Họ và tên", "Ngày, tháng, năm sinh", "Số CCCD"],
    ["(1)", "(2)", "(3)", "(4)"],
    ["1", "Nguyễn Văn Ví Dụ", "17/5/1990", "000090000001"],
    ["", "", "", ""],
    ["2", "Trần Thị Mẫu", "1985", "12345678"],
    ["", "Tổng cộng: 2 người", "", ""],
]
DIVIDED = [
    ["TT", "Họ tên", "Năm sinh", "", "Địa chỉ", "CCCD", ""],
    ["", "", "Nam", "Nữ", "", "Số", "Ngày cấp"],
    ["I. THÔN MỘT", "", "", "", "", "", ""],
    ["1", "Nguyễn Văn Ví Dụ (tức Tý)", "1990", "", "Thôn Một", "000090000001", "01/06/2021"],
    ["2", "Trần Thị Mẫu", "", "1985", "Thôn Một", "", ""],
]


def read(grid: list[list[str]]) -> list[tuple[int, dict[str, object], list[tuple[str, str]]]]:
    heads = find_heads(grid)
    assert heads is not None
    lines = read_lines(grid, heads.columns, after=heads.row)
    return [(line.row, line.told, [(said.code, said.place) for said in line.problems]) for line in lines]


def test_titles_numbering_empty_rows_and_totals_are_no_people() -> None:
    first, second = read(PLAIN)
    assert (first[0], first[1]["name"], first[1]["born"], first[2]) == (
        5,
        "Nguyễn Văn Ví Dụ",
        "1990-05-17",
        [],
    )
    assert second[1]["numbers"] == [{"kind": "cmnd", "number": "012345678", "issued_on": "", "issued_at": ""}]
    assert second[2] == [("zero_restored", "D7")]


def test_a_head_over_two_columns_says_the_sex_by_where_the_year_stands() -> None:
    first, second = read(DIVIDED)
    assert (first[1]["name"], first[1]["aliases"], first[1]["sex"]) == ("Nguyễn Văn Ví Dụ", ["Tý"], "male")
    assert (second[1]["sex"], second[1]["born"], second[1]["present_address"]) == (
        "female",
        "1985",
        "Thôn Một",
    )


@pytest.mark.parametrize(
    "said",
    [
        "Nguyễn Văn Ví Dụ - 1990",
        "Nguyễn Văn Ví Dụ (1990)",
        "Nguyễn Văn Ví Dụ, SN 1990",
        "Nguyễn Văn Ví Dụ sinh năm: 1990",
    ],
)
def test_a_year_beside_the_name_is_the_year_of_birth(said: str) -> None:
    ((_row, told, problems),) = read([["STT", "Họ tên, năm sinh", "Nơi ở"], ["1", said, "Thôn Một"]])
    assert (told["name"], told["born"], problems) == ("Nguyễn Văn Ví Dụ", "1990", [])


def test_what_cannot_be_read_is_told_at_its_cell_and_never_guessed() -> None:
    ((_row, told, problems),) = read(
        [["Họ tên", "Ngày sinh", "Giới tính", "CMND"], ["Nguyễn Văn Ví Dụ", "17/5/90", "?", "123"]]
    )
    assert problems == [("sex_unknown", "C2"), ("born_unreadable", "B2"), ("number_length", "D2")]
    assert "born" not in told


def test_a_sheet_without_names_has_no_heads() -> None:
    assert find_heads([["Tháng", "Số vụ"], ["1", "2"]]) is None
    assert find_heads([]) is None


@given(
    st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=8),
    st.dictionaries(st.integers(0, 6), st.sampled_from(fields())),
)
def test_no_sheet_breaks_the_reading(grid: list[list[str]], columns: dict[int, str]) -> None:
    find_heads(grid)
    assert len(list(read_lines(grid, columns, after=0))) <= len(grid)


def test_columns_are_called_as_the_sheet_calls_them() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
