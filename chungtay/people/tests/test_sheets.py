"""Lists of many shapes, as communes keep them; everybody in them is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.people.rules.cards import read_cards
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


PARTED = [
    ["TT", "Họ và tên", "", "Ngày, tháng, năm sinh", "", "", "Giới tính", "", "Số CMND", "Số CCCD"],
    ["", "", "", "Ngày", "Tháng", "Năm", "Nam", "Nữ", "", ""],
    ["1", "Nguyễn Văn Ví", "Dụ", "17", "5", "1990", "x", "", "012345678", "000090000001"],
    ["2", "Trần Thị", "Mẫu", "", "", "1985", "", "x", "", "000085000002"],
    ["3", "Lê Văn", "Thử", "", "6", "1979", "x", "", "", ""],
]


def test_a_name_a_day_and_a_sex_spread_over_columns_are_read_together() -> None:
    found = read(PARTED)
    assert [(told["name"], told["born"], told["sex"], problems) for _row, told, problems in found] == [
        ("Nguyễn Văn Ví Dụ", "1990-05-17", "male", []),
        ("Trần Thị Mẫu", "1985", "female", []),
        ("Lê Văn Thử", "1979-06", "male", []),
    ]
    assert [[one["kind"] for one in told.get("numbers", ())] for _row, told, _problems in found] == [  # type: ignore[attr-defined]
        ["cmnd", "cccd"],
        ["cccd"],
        [],
    ]


def test_a_year_is_not_taken_for_a_man_nor_a_man_for_a_year() -> None:
    """Without marks "Năm" and "Nam" are one word."""
    heads = [["Họ tên", "Ngày, tháng, năm sinh", ""], ["", "Nam", "Nữ"]]
    rows = [["Nguyễn Văn Ví Dụ", "17/5/1990", ""], ["Trần Thị Mẫu", "", "1985"]]
    assert [(told["sex"], told["born"]) for _row, told, _wrong in read([*heads, *rows])] == [
        ("male", "1990-05-17"),
        ("female", "1985"),
    ]
    alone = read([["Họ tên", "Nam", "Nữ"], ["Nguyễn Văn Ví Dụ", "1990", ""], ["Trần Thị Mẫu", "", "1985"]])
    assert [(told["sex"], told["born"]) for _row, told, _wrong in alone] == [
        ("male", "1990"),
        ("female", "1985"),
    ]


@pytest.mark.parametrize(
    ("said", "cards"),
    [
        ("CMND 012345678; CCCD 001090012345", [("cmnd", "012345678"), ("cccd", "001090012345")]),
        ("012345678 / 001090012345", [("cmnd", "012345678"), ("cccd", "001090012345")]),
        ("001 090 012 345 cấp ngày 12/05/2021 tại Cục CSQLHC", [("cccd", "001090012345")]),
        ("012.345.678", [("cmnd", "012345678")]),
        ("C1234567", [("passport", "C1234567")]),
        ("không có", []),
        ("1234567890", []),
    ],
)
def test_the_old_card_and_the_new_may_stand_in_one_cell(said: str, cards: list[tuple[str, str]]) -> None:
    assert [(one["kind"], one["number"]) for one in read_cards(said).found] == cards


def test_the_day_and_place_of_issue_are_those_of_the_last_card() -> None:
    first, last = read_cards("CMND 012345678, CCCD 001090012345 cấp ngày 12/05/2021 tại Cục CSQLHC").found
    assert (first["issued_on"], last["issued_on"], last["issued_at"]) == ("", "12/05/2021", "Cục CSQLHC")


@pytest.mark.parametrize("said", ["SN 1990", "Sinh năm: 1990", "năm 1990", "1990"])
def test_a_year_of_birth_is_read_with_the_words_before_it(said: str) -> None:
    ((_row, told, problems),) = read([["Họ tên", "Năm sinh"], ["Nguyễn Văn Ví Dụ", said]])
    assert (told["born"], problems) == ("1990", [])


def test_a_decision_says_its_own_day() -> None:
    heads = find_heads(
        grid := [
            ["Họ tên", "Năm sinh", "Quyết định"],
            ["Nguyễn Văn Ví Dụ", "1990", "03/QĐ-UBND ngày 01/3/2026"],
        ]
    )
    assert heads is not None
    (line,) = read_lines(grid, {**heads.columns, 2: "paper"}, after=heads.row)
    assert (line.on, line.paper) == ("01/3/2026", "03/QĐ-UBND ngày 01/3/2026")


@given(
    st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=8),
    st.dictionaries(st.integers(0, 6), st.sampled_from(fields())),
)
def test_no_sheet_breaks_the_reading(grid: list[list[str]], columns: dict[int, str]) -> None:
    find_heads(grid)
    assert len(list(read_lines(grid, columns, after=0))) <= len(grid)


def test_columns_are_called_as_the_sheet_calls_them() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
