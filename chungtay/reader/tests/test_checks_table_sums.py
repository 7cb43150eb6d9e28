import pytest

from chungtay.reader.checks.paper import Findings
from chungtay.reader.checks.table_sums import check_table_sums
from chungtay.reader.quantities.counted_tables import read_counted_tables
from chungtay.reader.tests.papers import paper

YEARS = [
    "STT | Nội dung | Tổng | Năm 2022 | Năm 2023",
    "1 | Tuyên truyền | 5.800 | 2.900 | 2.900",
    "1,1 | Sở, ngành | 4.200 | 2.100 | 2.100",
    "1,2 | Các huyện | 1.600 | 800 | 800",
    "2 | Cai nghiện | 600 | 0 | 600",
    " | Tổng cộng | 6.400 | 2.900 | 3.500",
]
SOURCES = [
    "TT | Nội dung | Tổng số | NSTW | NSĐP | Khác",
    " | Tổng số | 1.000 | 600 | 300 | 100",
    "A | Cấp tỉnh | 700 | 500 | 200 | -",
    "1 | Hội nghị | 300 | 200 | 100 | ",
    "2 | Tài liệu | 400 | 300 | 100 | ",
    "B | Cấp xã | 300 | 100 | 100 | 100",
]
STAFF = [
    "STT | Hạng mục | Thành tiền",
    "I | Hội nghị | 9.000",
    "1 | In tài liệu | 5.000",
    "2 | Nước uống | 4.000",
    "II | Trang phục | 6.000",
    "Tổng cộng (I+II) | < | 15.000",
]
REPORT = [
    "STT | Đơn vị | Số vụ | Số đối tượng | Tỷ lệ (%)",
    "1 | Huyện A | 12 | 15 | 80",
    "2 | Huyện B | 8 | 9 | 89",
    "3 | Huyện C | 5 | 7 | 71",
    " | Tổng cộng | 25 | 31 | 81",
]


def check(rows: list[str], title: str = "Dự toán kinh phí (triệu đồng)", header_rows: int = 1) -> Findings:
    (table,) = read_counted_tables(paper(title, rows, header_rows=header_rows))
    return check_table_sums(table)


def changed(rows: list[str], row: int, old: str, new: str) -> list[str]:
    assert old in rows[row]
    return [line.replace(old, new, 1) if place == row else line for place, line in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "held"), [(YEARS, 3 + 3 + 5), (SOURCES, 4 + 3 + 5), (STAFF, 1 + 1), (REPORT, 2)]
)
def test_right_tables_raise_nothing_and_their_sums_are_counted(rows: list[str], held: int) -> None:
    findings = check(rows)
    assert findings.checks == ()
    assert findings.held == held


@pytest.mark.parametrize(
    ("rows", "row", "old", "new", "stated", "found"),
    [
        (YEARS, 5, "3.500", "3.501", 3501, 3500),  # a footed year
        (YEARS, 5, "6.400", "6.300", 6300, 6400),  # the whole
        (YEARS, 1, "5.800", "5.801", 5801, 5800),  # a parent
        (SOURCES, 1, "300", "310", 310, 300),  # a total on top
        (SOURCES, 2, "500", "550", 550, 500),
        (STAFF, 5, "15.000", "15.100", 15100, 15000),
        (STAFF, 1, "9.000", "9.500", 9500, 9000),
        (REPORT, 4, "25", "26", 26, 25),
    ],
)
def test_one_wrong_whole_is_one_slip(
    rows: list[str], row: int, old: str, new: str, stated: int, found: int
) -> None:
    findings = check(changed(rows, row, old, new))
    (slip,) = findings.checks
    assert (slip.code, slip.stated, slip.found) == ("sum", stated, found)


def test_one_wrong_leaf_breaks_a_row_and_a_column_and_is_told_once() -> None:
    rows = changed(YEARS, 3, "| 800 | 800", "| 800 | 810")
    (slip,) = check(rows).checks
    assert "810" in slip.message


def test_a_span_points_at_the_wrong_cell() -> None:
    text = paper("Dự toán kinh phí (triệu đồng)", changed(YEARS, 5, "3.500", "3.501"))
    (table,) = read_counted_tables(text)
    (slip,) = check_table_sums(table).checks
    start, end = slip.spans[0]
    assert text.text[start:end] == "3.501"
    assert slip.message == ("Cột “2023” cộng lại được 3.500 triệu đồng nhưng dòng “Tổng cộng” ghi 3.501.")


def test_two_slips_are_two_checks() -> None:
    rows = changed(changed(YEARS, 5, "3.500", "3.501"), 1, "5.800", "5.900")
    assert len(check(rows).checks) == 2


def test_an_empty_cell_is_not_zero_but_a_dash_is() -> None:
    empty = changed(YEARS, 4, "| 0 | 600", "|  | 500")
    assert [c.stated for c in check(empty).checks] == [3500]
    dash = changed(YEARS, 4, "| 0 | 600", "| - | 600")
    assert check(dash).checks == ()


def test_rows_of_which_need_not_add_up() -> None:
    rows = [
        "STT | Nội dung | Số tiền",
        "1 | Tuyên truyền | 100",
        " | Trong đó: | ",
        " | - Cấp tỉnh | 60",
        "2 | Tập huấn | 50",
        "3 | Kiểm tra | 20",
        " | Tổng cộng | 170",
    ]
    findings = check(rows)
    assert (findings.checks, findings.held) == ((), 1)


def test_two_splits_of_one_whole_are_both_checked() -> None:
    rows = [
        "STT | Nội dung | Tổng số | Nguồn vốn | < | Phân kỳ | <",
        "^ | ^ | ^ | NSTW | NSĐP | Năm 2026 | Năm 2027",
        "1 | Dự án 1 | 10 | 6 | 4 | 5 | 5",
        "2 | Dự án 2 | 20 | 15 | 5 | 8 | 12",
        "3 | Dự án 3 | 30 | 15 | 15 | 10 | 21",
    ]
    findings = check(rows, header_rows=2)
    assert [(c.stated, c.found) for c in findings.checks] == [(30, 31)]
    assert findings.held == 5


def test_decimals_may_be_rounded() -> None:
    rows = [
        "STT | Nội dung | Tổng | 2026 | 2027 | 2028",
        "1 | A | 1,0 | 0,3 | 0,3 | 0,3",
        "2 | B | 2,0 | 0,7 | 0,7 | 0,7",
        "3 | C | 3,0 | 1,0 | 1,0 | 1,0",
        " | Tổng cộng | 6,0 | 2,0 | 2,0 | 2,0",
    ]
    assert check(rows, "Dự toán (tỷ đồng)").checks == ()


def test_a_table_that_does_not_add_up_by_design_is_left_alone() -> None:
    rows = [
        "STT | Chỉ tiêu | Năm 2022 | Năm 2023 | Năm 2024",
        "1 | Số vụ | 12 | 15 | 20",
        "2 | Số người nghiện | 800 | 790 | 760",
        "3 | Số xã | 5 | 6 | 9",
    ]
    assert check(rows, "Kết quả thực hiện").checks == ()
