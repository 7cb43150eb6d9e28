"""The tree of headings follows order and class, never the numbers."""

from chungtay.reader.structure.sections import find_sections
from chungtay.reader.structure.zones import Zone, classify
from chungtay.reader.tests.papers import paper


def tree(*lines: str) -> list[str]:
    return [f"{'  ' * (s.depth - 1)}{s.label} {s.title}" for s in find_sections(paper(*lines))]


def test_a_repeated_number_is_still_the_next_heading() -> None:
    assert tree("I. MỤC TIÊU", "- Giảm cầu.", "II. NHIỆM VỤ", "- Rà soát.", "II. KINH PHÍ", "- Ngân sách.") == [
        "I MỤC TIÊU", "II NHIỆM VỤ", "II KINH PHÍ",
    ]  # fmt: skip


def test_capitals_may_stand_above_or_below_romans() -> None:
    assert tree("A. PHẦN CHUNG", "I. MỤC TIÊU", "B. PHẦN RIÊNG", "I. NHIỆM VỤ") == [
        "A PHẦN CHUNG", "  I MỤC TIÊU", "B PHẦN RIÊNG", "  I NHIỆM VỤ",
    ]  # fmt: skip
    assert tree("I. MỤC TIÊU", "A. CHUNG", "II. NHIỆM VỤ", "A. CHUNG") == [
        "I MỤC TIÊU", "  A CHUNG", "II NHIỆM VỤ", "  A CHUNG",
    ]  # fmt: skip


def test_a_label_alone_takes_the_next_line_as_its_title() -> None:
    assert tree("Phần thứ nhất", "TÌNH HÌNH CHUNG", "I. KẾT QUẢ", "Đã đạt nhiều kết quả.") == [
        "Phần thứ nhất TÌNH HÌNH CHUNG", "  I KẾT QUẢ",
    ]  # fmt: skip


def test_run_in_headings_and_agency_headings_stand_in_one_series() -> None:
    assert tree("I. PHÂN CÔNG", "1. Công an tỉnh", "- Rà soát.", "2. Sở Y tế: Tập huấn cho cán bộ.", "3. UBND các xã", "Rà soát.") == [
        "I PHÂN CÔNG", "  1 Công an tỉnh", "  2 Sở Y tế", "  3 UBND các xã",
    ]  # fmt: skip


def test_numbered_paragraphs_without_titles_are_no_sections() -> None:
    assert tree("I. YÊU CẦU", "1. Bảo đảm thiết thực, hiệu quả.", "2. Tránh hình thức, lãng phí.") == [
        "I YÊU CẦU"
    ]


def test_the_span_of_a_section_holds_what_stands_under_it() -> None:
    text = paper("I. MỤC TIÊU", "- Giảm cầu.", "II. NHIỆM VỤ", "- Rà soát.")
    first, second = find_sections(text)
    assert text.text[slice(*first.span)] == "I. MỤC TIÊU\n- Giảm cầu."
    assert text.text[slice(*second.heading)] == "II. NHIỆM VỤ"


def test_results_stay_results_whatever_their_subheadings_say() -> None:
    zones = classify(
        paper(
            "I. TÌNH HÌNH, KẾT QUẢ",
            "1. Nội dung tuyên truyền",
            "Đã tổ chức 5 buổi.",
            "II. NHIỆM VỤ",
            "1. Nắm tình hình",
            "Rà soát.",
        )
    )
    assert zones == [Zone.SITUATION] * 3 + [Zone.TASKS] * 3


def test_a_numbered_sentence_among_headings_is_a_paragraph() -> None:
    assert tree("I. PHÂN CÔNG", "1. Sở Y tế", "- Tập huấn.", "2. Đề nghị Hội Phụ nữ tuyên truyền.", "3. UBND xã", "- Rà soát.") == [
        "I PHÂN CÔNG", "  1 Sở Y tế", "  3 UBND xã",
    ]  # fmt: skip
