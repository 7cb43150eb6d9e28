"""The tree of headings follows order and class, never the numbers."""

import pytest

from chungtay.reader.structure.labels import Kind, Label, parse_label
from chungtay.reader.structure.outline import find_outline
from chungtay.reader.structure.sections import find_sections, headings_of, sections_among
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


def test_what_is_asked_of_results_is_an_aim() -> None:
    zones = classify(paper("I. NHIỆM VỤ", "Rà soát.", "II. YÊU CẦU ĐỐI VỚI SỐ LIỆU", "Sai sót không quá 2%."))
    assert zones[2:] == [Zone.AIMS] * 2


def test_a_numbered_sentence_among_headings_is_a_paragraph() -> None:
    assert tree("I. PHÂN CÔNG", "1. Sở Y tế", "- Tập huấn.", "2. Đề nghị Hội Phụ nữ tuyên truyền.", "3. UBND xã", "- Rà soát.") == [
        "I PHÂN CÔNG", "  1 Sở Y tế", "  3 UBND xã",
    ]  # fmt: skip


def test_a_starred_title_in_capitals_stands_above_the_numbers_where_it_comes_first() -> None:
    assert tree("* CHỈ TIÊU", "+ Giảm cầu.", "* PHÂN CÔNG", "1/ Hiệu trưởng:", "+ Rà soát.", "2/ Công an xã:", "+ Tuần tra.") == [
        "* CHỈ TIÊU", "* PHÂN CÔNG", "  1 Hiệu trưởng", "  2 Công an xã",
    ]  # fmt: skip
    assert tree("1. Công tác tuyên truyền", "* KẾT QUẢ", "- Đã mở 5 lớp.", "2. Công tác cai nghiện", "- Đã cai.") == [
        "1 Công tác tuyên truyền", "  * KẾT QUẢ", "2 Công tác cai nghiện",
    ]  # fmt: skip


def test_labels_may_end_in_a_dash_or_a_stroke() -> None:
    assert tree("I- MỤC TIÊU", "1- Mục tiêu chung", "1.1- Giảm cầu.", "1.2- Giảm cung.", "II- NHIỆM VỤ", "1/ Tuyên truyền", "a/ Mở lớp.") == [
        "I MỤC TIÊU", "  1 Mục tiêu chung", "II NHIỆM VỤ", "  1 Tuyên truyền",
    ]  # fmt: skip
    assert parse_label("2.1- Đảng ủy lãnh đạo") == Label(Kind.DECIMAL, "2.1", 5)
    assert parse_label("a- Tổ chức lớp") == Label(Kind.LETTER, "a", 3)
    assert parse_label("3.1 - 3.5 tỷ đồng") is None


def test_a_paragraph_typed_in_capitals_is_no_heading() -> None:
    assert tree("I. MỤC TIÊU", "NĂM 2023: XÉT NGHIỆM 100% LÁI XE.", "SỐ VỤ GIẢM ÍT NHẤT 30%.", "II. BIỆN PHÁP", "- Tuần tra.") == [
        "I MỤC TIÊU", "II BIỆN PHÁP",
    ]  # fmt: skip


def test_a_body_over_the_seat_of_its_head_signs_and_heads_nothing() -> None:
    lines = ["I. HIỆU LỰC", "Từ ngày ký.", "TÒA ÁN NHÂN DÂN HUYỆN", "CHÁNH ÁN", "Ngô Văn Nháp"]
    (signature,) = find_outline(paper(*lines)).frame.signatures
    assert tree(*lines) == ["I HIỆU LỰC"]
    assert (signature.authority, signature.position, signature.name) == (
        "TÒA ÁN NHÂN DÂN HUYỆN", "CHÁNH ÁN", "Ngô Văn Nháp",
    )  # fmt: skip


def test_a_seat_without_a_name_at_the_end_of_the_paper_awaits_its_signer() -> None:
    (signature,) = find_outline(
        paper("I. MỤC TIÊU", "- Giảm cầu.", "- Lưu: VT.", "GIÁM ĐỐC")
    ).frame.signatures
    assert (signature.position, signature.name) == ("GIÁM ĐỐC", None)


def test_an_article_on_aims_or_principles_hands_out_no_work() -> None:
    lines = [
        "Điều 1. Nguyên tắc phối hợp",
        "1. Đúng chức năng.",
        "Điều 2. Lập hồ sơ",
        "1. Công an huyện lập hồ sơ.",
    ]
    assert classify(paper(*lines)) == [Zone.AIMS] * 2 + [Zone.ORGANISATION] * 2


def test_the_row_of_a_table_without_its_gaps_is_no_heading() -> None:
    assert tree("I. TÌNH HÌNH", "Trung tâm Y tế 71 12 83", "Trạm Y tế 38 7 45") == ["I TÌNH HÌNH"]


@pytest.mark.parametrize(
    ("lines", "authority", "position", "name"),
    [
        (
            ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "NGUYỄN VĂN THÍ"],
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            "NGUYỄN VĂN THÍ",
        ),
        (
            ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Đã ký: Trần Mẫu"],
            "TL. CHỦ TỊCH",
            "CHÁNH VĂN PHÒNG",
            "Trần Mẫu",
        ),
        (
            ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG PC04", "Đại tá Lê Mẫu"],
            "TUQ. GIÁM ĐỐC",
            "TRƯỞNG PHÒNG PC04",
            "Đại tá Lê Mẫu",
        ),
        (
            ["KT. TRƯỞNG CÔNG AN HUYỆN", "PHÓ TRƯỞNG CÔNG AN HUYỆN", "Thượng tá Lê Mẫu"],
            "KT. TRƯỞNG CÔNG AN HUYỆN",
            "PHÓ TRƯỞNG CÔNG AN HUYỆN",
            "Thượng tá Lê Mẫu",
        ),
        (["TM. CẤP ỦY", "BÍ THƯ CHI BỘ", "Lê Mẫu"], "TM. CẤP ỦY", "BÍ THƯ CHI BỘ", "Lê Mẫu"),
        (["TỔNG GIÁM ĐỐC", "Phạm Thí Dụ"], None, "TỔNG GIÁM ĐỐC", "Phạm Thí Dụ"),
        (["TRƯỞNG PHÒNG", "Thượng tá, TS Trần Mẫu"], None, "TRƯỞNG PHÒNG", "Thượng tá, TS Trần Mẫu"),
        (["CHỦ TỊCH CÔNG ĐOÀN", "Lê Mẫu Thí"], None, "CHỦ TỊCH CÔNG ĐOÀN", "Lê Mẫu Thí"),
    ],
)
def test_seats_and_names_of_all_sorts_of_bodies(
    lines: list[str], authority: str | None, position: str, name: str
) -> None:
    (signature,) = find_outline(paper("I. MỤC TIÊU", "- Giảm cầu.", "- Lưu: VT.", *lines)).frame.signatures
    assert (signature.authority, signature.position, signature.name) == (authority, position, name)


def test_a_heading_in_the_line_of_all_that_it_heads_is_no_section() -> None:
    text = paper(
        "V. TỔ CHỨC THỰC HIỆN",
        "1. Công an tỉnh",
        "- Chủ trì, tham mưu.",
        "2. Sở Y tế: Chỉ đạo các bệnh viện xác định tình trạng nghiện.",
        "3. Sở Nội vụ: Thực hiện các việc sau:",
        "- Hướng dẫn khen thưởng.",
    )
    headings = headings_of(text, find_outline(text))
    titles = [section.title for section in sections_among(headings)]
    assert titles == ["TỔ CHỨC THỰC HIỆN", "Công an tỉnh", "Sở Nội vụ: Thực hiện các việc sau"]
    assert [heading.id for heading in headings] == ["s1", "s2", "s1", "s3"]
