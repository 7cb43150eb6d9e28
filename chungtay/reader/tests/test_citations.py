"""Papers that the text names, and what they are to it."""

import pytest

from chungtay.reader.duties.citations import find_citations
from chungtay.reader.structure.outline import find_outline
from chungtay.reader.structure.zones import Zone, zones_of
from chungtay.reader.tests.papers import paper


def cited(*lines: str) -> list[tuple[str | None, str | None, str]]:
    """Number, date and role of each."""
    text = paper(*lines)
    zones = zones_of(text, find_outline(text))
    return [(citation.code, citation.date, citation.role) for citation in find_citations(text, zones)]


@pytest.mark.parametrize(
    "heading", ["I. CĂN CỨ", "I. CÁC CĂN CỨ", "I. CĂN CỨ LẬP KẾ HOẠCH", "I. CĂN CỨ PHÁP LÝ"]
)
def test_what_stands_under_a_heading_of_grounds_is_a_ground(heading: str) -> None:
    found = cited(
        heading, "- Công văn số 3308/BGDĐT-GDCTHSSV ngày 05/7/2023 của Bộ Giáo dục và Đào tạo;", "- A."
    )
    assert found == [("3308/BGDĐT-GDCTHSSV", "2023-07-05", "basis")]


@pytest.mark.parametrize("mark", [" và", ","])
def test_papers_named_side_by_side_are_carried_out_alike(mark: str) -> None:
    found = cited(
        f"Thực hiện Chỉ thị số 36-CT/TW ngày 16/8/2019 của Bộ Chính trị{mark} Kế hoạch số 88/KH-UBND ngày 04/12/2021 "
        "của UBND tỉnh về phòng, chống ma túy, UBND huyện yêu cầu:",
        "1. Công an huyện",
        "- Chủ trì.",
    )
    assert [role for *_, role in found] == ["implements", "implements"]


def test_a_paper_inside_the_title_of_another_is_only_mentioned() -> None:
    found = cited(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 06/01/2026 của UBND tỉnh về triển khai Chỉ thị số 36-CT/TW, "
        "UBND huyện yêu cầu:",
        "1. Công an huyện",
        "- Chủ trì.",
    )
    assert [role for *_, role in found] == ["implements", "mentions"]


@pytest.mark.parametrize(
    "bound", ["từ ngày", "trước ngày", "xong trước ngày", "chậm nhất là ngày", "đến hết ngày"]
)
def test_the_day_of_a_duty_is_not_that_of_the_law_before_it(bound: str) -> None:
    found = cited("I. NHIỆM VỤ", f"- Tổ chức thi tìm hiểu Luật Phòng, chống ma túy {bound} 01/5/2024.")
    assert found == [(None, None, "mentions")]


def test_aims_beside_the_situation_are_aims_under_their_own_heading() -> None:
    text = paper(
        "I. TÌNH HÌNH VÀ CHỈ TIÊU",
        "1. Tình hình",
        "Có 10 người nghiện.",
        "2. Chỉ tiêu",
        "- 100% ký cam kết.",
        "- B.",
    )
    zones = zones_of(text, find_outline(text))
    assert (zones[2], zones[4]) == (Zone.SITUATION, Zone.AIMS)


def test_results_of_aims_are_results() -> None:
    text = paper("I. KẾT QUẢ THỰC HIỆN MỤC TIÊU, NHIỆM VỤ", "1. Nhiệm vụ", "- Đã tổ chức 10 buổi.", "- B.")
    assert zones_of(text, find_outline(text))[2] is Zone.SITUATION


def test_each_part_of_the_introduction_says_what_its_paper_is() -> None:
    found = cited(
        "Căn cứ Nghị quyết số 163/2024/QH15 ngày 27/11/2024; theo đề nghị của Công an tỉnh tại Tờ trình số "
        "77/TTr-CAT ngày 25/8/2025; thực hiện Công điện số 12/CĐ-TTg ngày 01/8/2025, UBND tỉnh ban hành Kế hoạch.",
        "I. NHIỆM VỤ",
    )
    assert [role for *_, role in found] == ["basis", "basis", "implements"]
