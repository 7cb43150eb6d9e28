import pytest

from chungtay.reader.checks.numbering import check_numbering, parse_ordinal
from chungtay.reader.checks.paper import Paper
from chungtay.reader.contract import Check
from chungtay.reader.structure.sections import find_sections
from chungtay.reader.tests.papers import paper


def check(*parts: str | list[str]) -> list[Check]:
    text = paper("KẾ HOẠCH", "Phòng, chống ma túy", *parts)
    return check_numbering(Paper(text, sections=find_sections(text)))


def headings(*labels: str) -> list[Check]:
    return check(
        *[
            line
            for label in labels
            for line in (f"{label} NỘI DUNG CÔNG TÁC", "- Tuyên truyền.", "- Kiểm tra.")
        ]
    )


@pytest.mark.parametrize(
    "labels",
    [
        ("I.", "II.", "III.", "IV."),
        ("I.", "II."),
        ("II.", "III."),
        ("A.", "B.", "C.", "D.", "Đ.", "E."),
        ("A.", "B.", "C.", "D.", "E."),
    ],
)
def test_a_series_in_order_raises_nothing(labels: tuple[str, ...]) -> None:
    assert headings(*labels) == []


@pytest.mark.parametrize(
    ("labels", "printed", "due"),
    [
        (("I.", "II.", "II.", "IV.", "V."), "II", "III"),
        (("I.", "II.", "IV.", "V."), "IV", "III"),
        (("I.", "II.", "III.", "III."), "III", "IV"),
    ],
)
def test_one_slip_is_one_error(labels: tuple[str, ...], printed: str, due: str) -> None:
    (slip,) = headings(*labels)
    assert (slip.code, slip.severity, slip.stated, slip.found) == ("numbering", "error", printed, due)


def test_items_that_are_sentences_count_along_with_items_that_are_headings() -> None:
    items = (
        "1. Công an tỉnh",
        "- Tổng kiểm tra các cơ sở karaoke.",
        "2. Sở Giáo dục và Đào tạo",
        "- Chỉ đạo các trường thiết lập hòm thư tố giác.",
        "3. Sở Thông tin và Truyền thông chỉ đạo Đài Phát thanh và Truyền hình tỉnh tăng thời lượng tuyên truyền.",
        "4. Sở Y tế: Kiểm tra việc quản lý thuốc gây nghiện, thuốc hướng thần.",
        "5. Sở Tài chính tham mưu bố trí kinh phí mua sắm que thử ma túy.",
        "6. Cục Hải quan tỉnh tăng cường kiểm soát cửa khẩu, lối mở.",
        "7. UBND các huyện, thị xã, thành phố",
        "- Tổ chức cho các cơ sở kinh doanh ký cam kết.",
    )
    assert check(*items) == []
    (slip,) = check(*items[:6], *items[8:])
    assert (slip.stated, slip.found) == ("7", "5")


def test_numbers_restart_and_go_on_under_the_next_heading() -> None:
    found = check(
        "I. MỤC TIÊU",
        "1. Mục tiêu chung",
        "Giảm cung.",
        "2. Mục tiêu cụ thể",
        "Giảm cầu.",
        "II. NHIỆM VỤ",
        "1. Công tác tuyên truyền",
        "Tuyên truyền.",
        "2. Công tác kiểm tra",
        "Kiểm tra.",
        "III. TỔ CHỨC THỰC HIỆN",
        "3. Công an tỉnh",
        "Chủ trì.",
        "4. Sở Y tế",
        "Phối hợp.",
    )
    assert found == []


def test_roman_numbers_may_go_on_across_parts() -> None:
    found = check(
        "Phần thứ nhất",
        "SỰ CẦN THIẾT",
        "I. CĂN CỨ",
        "- Luật.",
        "Phần thứ hai",
        "NỘI DUNG",
        "II. MỤC TIÊU",
        "- Giảm cung.",
        "III. NHIỆM VỤ",
        "- Tuyên truyền.",
    )
    assert found == []


def test_a_slip_among_rows_is_one_warning() -> None:
    rows = [
        "STT | Nội dung | Số tiền",
        "4 | Tuyên truyền | 58",
        "4,14 | Sở, ngành | 42",
        "4,15 | Các huyện | 16",
        "5 | Đấu tranh | 30",
        "5,1 | Điều tra | 10",
        "5,2 | Phòng ngừa | 20",
    ]
    (slip,) = check("Dự toán kinh phí", rows)
    assert (slip.severity, slip.stated, slip.found) == ("warning", "4,14", "4,1")


def test_rows_that_restart_in_each_group_are_in_order() -> None:
    rows = [
        "TT | Nội dung | Số tiền",
        "A | Cấp tỉnh | 50",
        "I | Tuyên truyền | 30",
        "1 | Tờ rơi | 10",
        "2 | Pano | 20",
        "II | Kiểm tra | 20",
        "1 | Xăng xe | 20",
        "B | Cấp huyện | 10",
        "I | Tuyên truyền | 10",
    ]
    assert check("Dự toán kinh phí", rows) == []


def test_a_row_number_that_skips_is_told() -> None:
    rows = ["STT | Đơn vị | Số vụ", "1 | A | 5", "2 | B | 6", "4 | C | 7", "5 | D | 8"]
    (slip,) = check("Kết quả", rows)
    assert (slip.stated, slip.found) == ("4", "3")


@pytest.mark.parametrize(
    ("label", "series", "value"),
    [
        ("II", "roman", 2),
        ("Phần thứ hai", "phần thứ", 2),
        ("Chương IV", "chương roman", 4),
        ("Điều 3", "điều", 3),
        ("2.3", "decimal 1", 3),
        ("đ", "letter", 5),
        ("B", "capital", 2),
    ],
)
def test_labels_are_ordinals_of_their_series(label: str, series: str, value: int) -> None:
    ordinal = parse_ordinal(label)
    assert ordinal is not None
    assert (ordinal.series, ordinal.value) == (series, value)
    assert ordinal.printed(value) == label


@pytest.mark.parametrize("label", ["-", "*", "", "Phụ lục", "Phần mở đầu"])
def test_what_is_no_number_has_no_ordinal(label: str) -> None:
    assert parse_ordinal(label) is None
