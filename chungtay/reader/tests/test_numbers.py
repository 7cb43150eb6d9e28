from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.reader.quantities.numbers import find_numbers, parse_number, plain, printed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.441", "1441"),
        ("9.541,26", "9541.26"),
        ("455,573", "455.573"),
        ("0,5", "0.5"),
        ("01", "1"),
        ("71.440.000.000", "71440000000"),
        ("1,441,000", "1441000"),
        ("12.5", "12.5"),
        ("0.123", "0.123"),
        ("71 440", "71440"),
        ("250", "250"),
    ],
)
def test_a_number_is_read_the_vietnamese_way(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "-", "x", "1.44.1", "1..2", "12a", "1,2,3"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert parse_number(text) is None


def values(text: str) -> list[tuple[int | float, int | float | None]]:
    return [(plain(n.value), None if n.value_max is None else plain(n.value_max)) for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xây dựng 01-02 mô hình điểm", [(1, 2)]),
        ("có từ 65% - 70% số vụ phạm pháp", [(65, 70)]),
        ("từ 5 đến 10 lớp", [(5, 10)]),
        ("treo 4.812 cụm pano; phát 8.820 tờ rơi", [(4812, None), (8820, None)]),
        ("loại 1: 20tr/xã/năm", [(20, None)]),
        ("kinh phí tổ chức 15.000.000đ/đối tượng", [(15000000, None)]),
        ("với tổng số 08 cơ sở điều trị", [(8, None)]),
        ("cấp 1.366 cuốn sách", [(1366, None)]),
        ("đạt 190/200 xã", [(190, None), (200, None)]),
        ("xóa nhổ 9.663 m2 diện tích[1] trồng", [(9663, None)]),
        ("tăng 20-30% so với năm 2009", [(20, 30)]),
        ("năm 2023: 105 vụ", [(105, None)]),
    ],
)
def test_counting_numbers_are_found(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ngày 14 tháng 7 năm 2022",
        "Quyết định số 1241/QĐ-UBND ngày 14/7/2022",
        "Nghị định số 105/2021/NĐ-CP ngày 04/12/2021",
        "Chỉ thị số 36-CT/TW, ngày 16/8/2019",
        "Kế hoạch số 179- KH/TU",
        "giai đoạn 2017 - 2021",
        "tháng 6 năm 2024, quý 2/2024, năm 2025",
        "quý I/2024, quý III, IV/2025",
        "Điều 5, khoản 2, điểm 1 Mục 3",
        "Ban Chỉ đạo 138/CP và Ban Chỉ đạo 138",
        "xã trọng điểm loại 1",
        "1. Công an tỉnh\n2.1. Mục tiêu chung",
        "diện tích[1] trồng",
        "lúc 8h30 ngày 26/6",
        "dịch bệnh Covid-19",
        "(1) Điều trị bằng thuốc",
    ],
)
def test_numbers_that_only_name_are_passed_over(text: str) -> None:
    assert values(text) == []


def test_offsets_point_at_the_printed_number() -> None:
    text = "Có 129 đơn vị (115 xã, 09 phường)."
    assert [text[n.start : n.end] for n in find_numbers(text)] == ["129", "115", "09"]


@given(st.integers(0, 10**15))
def test_an_integer_survives_printing_and_reading(number: int) -> None:
    assert parse_number(printed(Decimal(number))) == number


@given(st.decimals(min_value=1, max_value=10**9, places=2, allow_nan=False))
def test_a_fraction_survives_printing_and_reading(number: Decimal) -> None:
    assert parse_number(printed(number)) == number


@given(st.text(alphabet="0123456789.,-–% /abcđ\n()", max_size=60))
def test_whatever_the_text_the_numbers_come_in_order_and_inside_it(text: str) -> None:
    position = 0
    for number in find_numbers(text):
        assert position <= number.start < number.end <= len(text)
        position = number.end
