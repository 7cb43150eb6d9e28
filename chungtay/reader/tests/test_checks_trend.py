import pytest

from chungtay.reader.checks.paper import Paper
from chungtay.reader.checks.trend import check_trend
from chungtay.reader.contract import Check
from chungtay.reader.quantities.targets import find_targets
from chungtay.reader.structure.sections import find_sections
from chungtay.reader.structure.zones import classify
from chungtay.reader.tests.papers import paper


def check(*aims: str | list[str]) -> list[Check]:
    text = paper("KẾ HOẠCH", "Phòng, chống ma túy", "I. MỤC TIÊU", *aims, "II. NHIỆM VỤ", "- Tuyên truyền.")
    sections = find_sections(text)
    return check_trend(Paper(text, sections=sections, targets=find_targets(text, sections, classify(text))))


def test_a_later_target_that_is_weaker_is_told() -> None:
    (slip,) = check("- Đến năm 2025, có 20% và đến năm 2030 có 10% số xã trọng điểm giảm mức độ phức tạp.")
    assert (slip.code, slip.stated, slip.found) == ("trend", 10, 20)
    assert "2030" in slip.message


def test_targets_of_two_items_are_compared_by_their_words() -> None:
    (slip,) = check(
        "- Đến năm 2025, trên 80% người nghiện được quản lý.",
        "- Đến năm 2030, trên 70% người nghiện được quản lý.",
    )
    assert (slip.stated, slip.found) == (70, 80)


def test_a_ceiling_that_rises_is_weaker() -> None:
    (slip,) = check("- Tỷ lệ tái nghiện dưới 20% vào năm 2025 và dưới 30% vào năm 2030.")
    assert (slip.stated, slip.found) == (30, 20)


def test_a_row_of_years_that_falls_is_told() -> None:
    (slip,) = check(
        [
            "TT | Chỉ tiêu | ĐVT | Năm 2024 | Năm 2025",
            "1 | Xã sạch về ma túy | % | 40 | 35",
            "2 | Mô hình | mô hình | 3 | 5",
        ]
    )
    assert (slip.stated, slip.found) == (35, 40)


@pytest.mark.parametrize(
    "aim",
    [
        "- Đến năm 2025, có 20% và đến năm 2030 có 30% số xã giảm mức độ phức tạp.",
        "- Tỷ lệ hộ nghèo năm 2025 là 8%, năm 2030 là 5%.",
        "- Giảm tỷ lệ tái nghiện xuống còn 30% vào năm 2025 và 20% vào năm 2030.",
        "- Đến năm 2025 có 80% xã sạch; đến năm 2030 có 50% trường học có mô hình.",
        ["TT | Chỉ tiêu | ĐVT | Năm 2024 | Năm 2025", "1 | Lớp tập huấn | lớp | 10 | 8"],
        ["TT | Chỉ tiêu | ĐVT | Năm 2024 | Năm 2025", "1 | Tỷ lệ tái nghiện | % | 40 | 30"],
        "- Giảm 10% số vụ đến năm 2025 và 5% đến năm 2030.",
    ],
)
def test_what_is_not_plainly_weaker_is_left_alone(aim: str | list[str]) -> None:
    assert check(aim) == []
