"""Hard-wrapped lines, split headings and split sentences become whole paragraphs."""

import textwrap

import pytest

from chungtay.reader.tests.making import PROSE, clean_text, lines_of

# Wrapped at some 80 columns; the first line of a paragraph is shorter, as in pages copied from a collection of laws.
BODY = """- Tội phạm và tệ nạn ma tuý đã và đang
trở thành một hiểm họa lớn của toàn nhân loại tác động trực tiếp đến các quốc
gia, dân tộc. Hậu quả do ma tuý gây ra rất nghiêm trọng trên các lĩnh vực chính
trị, kinh tế, văn hóa, xã hội; đồng thời là nguyên nhân làm phát sinh, phát triển
các loại tội phạm.
- Theo dự báo của Bộ Công an, trong
thời gian tới tiếp tục được xác định là địa bàn mà các đường dây, đối
tượng phạm tội ma túy lợi dụng để thực hiện các hành vi phạm tội. Trong bối cảnh
dịch bệnh, thiên tai còn diễn biến phức tạp và với các biện pháp quản lý, kiểm
soát chặt chẽ tại khu vực biên giới, cửa khẩu thì tội phạm ma túy cũng sẽ có những
phương thức, thủ đoạn mới tinh vi hơn.
"""


def wrapped(text: str) -> list[str]:
    """The lines that come of a piece of a wrapped file, without the two paragraphs that show how it is wrapped."""
    return lines_of(clean_text(BODY + text))[2:]


def test_wrapped_lines_are_joined_and_items_kept_apart() -> None:
    lines = lines_of(clean_text(BODY))
    assert len(lines) == 2
    assert lines[0].startswith("- Tội phạm và tệ nạn ma tuý đã và đang trở thành")
    assert lines[1].endswith("thủ đoạn mới tinh vi hơn.")


@pytest.mark.parametrize(
    ("split", "whole"),
    [
        ("II. QUAN ĐIỂM, MỤC\nTIÊU, PHẠM VI, THỜI GIAN", ["II. QUAN ĐIỂM, MỤC TIÊU, PHẠM VI, THỜI GIAN"]),
        (
            "Phần thứ nhất\nSỰ CẦN THIẾT,\nCĂN CỨ XÂY DỰNG ĐỀ ÁN\nI. SỰ CẦN THIẾT",
            ["Phần thứ nhất SỰ CẦN THIẾT, CĂN CỨ XÂY DỰNG ĐỀ ÁN", "I. SỰ CẦN THIẾT"],
        ),
        ("1. Sự cần thiết\nxây dựng Đề án\n- Việc.", ["1. Sự cần thiết xây dựng Đề án", "- Việc."]),
        ("2. Căn cứ xây dựng\nĐề án\n2.1. Cơ sở pháp lý", ["2. Căn cứ xây dựng Đề án", "2.1. Cơ sở pháp lý"]),
        ("1. Quan điểm\n1.1. Xác định", ["1. Quan điểm", "1.1. Xác định"]),
        (
            "12. Sở Tài chính\nHằng năm, Sở Tài chính chủ trì, phối\nhợp với Công an tỉnh.",
            ["12. Sở Tài chính", "Hằng năm, Sở Tài chính chủ trì, phối hợp với Công an tỉnh."],
        ),
        (
            "15. Đề nghị Viện\nKiểm sát nhân dân tỉnh, Toà án nhân dân tỉnh: Phối\nhợp chặt chẽ.",
            ["15. Đề nghị Viện Kiểm sát nhân dân tỉnh, Toà án nhân dân tỉnh: Phối hợp chặt chẽ."],
        ),
        (
            "8. Sở Thông tin\n- Truyền thông: Chủ\ntrì, phối hợp.",
            ["8. Sở Thông tin - Truyền thông: Chủ trì, phối hợp."],
        ),
        (
            "3. Sở Lao động,\nThương binh và Xã hội\n- Việc.",
            ["3. Sở Lao động, Thương binh và Xã hội", "- Việc."],
        ),
        (
            "9. Sở Văn hóa\nThể thao và Du lịch: Tăng\ncường.",
            ["9. Sở Văn hóa Thể thao và Du lịch: Tăng cường."],
        ),
        ("* Ưu\nđiểm\nTrong giai đoạn này.", ["* Ưu điểm", "Trong giai đoạn này."]),
        (
            "ĐỀ ÁN\nNÂNG\nCAO HIỆU QUẢ\n(Ban hành kèm theo Quyết định số 1 của tỉnh Điện\nBiên)",
            ["ĐỀ ÁN", "NÂNG CAO HIỆU QUẢ", "(Ban hành kèm theo Quyết định số 1 của tỉnh Điện Biên)"],
        ),
        ("ỦY BAN NHÂN DÂN TỈNH X\nCăn cứ Luật số\n12;", ["ỦY BAN NHÂN DÂN TỈNH X", "Căn cứ Luật số 12;"]),
        ("TM. ỦY BAN NHÂN\nDÂN\nCHỦ TỊCH\nNguyễn Văn A", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"]),
        ("ĐVT:\nTriệu đồng\nMột dòng khác", ["ĐVT: Triệu đồng", "Một dòng khác"]),
        (
            "[1] Năm 2017: 1.764 m2;\nNăm 2018: 5.911 m2;\nNăm 2019: 193 m2.\n[2] Từ năm 2017",
            ["[1] Năm 2017: 1.764 m2; Năm 2018: 5.911 m2; Năm 2019: 193 m2.", "[2] Từ năm 2017"],
        ),
        (
            "- Chính sách phát triển kinh tế\n- xã hội ở khu vực miền núi.\n- Việc khác.",
            ["- Chính sách phát triển kinh tế - xã hội ở khu vực miền núi.", "- Việc khác."],
        ),
        ("- Quy định tại khoản\n1. Điều này.", ["- Quy định tại khoản 1. Điều này."]),
        (
            "- Căn cứ Quyết định số 12 ngày\n25/6/2015;\n- Khác.",
            ["- Căn cứ Quyết định số 12 ngày 25/6/2015;", "- Khác."],
        ),
        (
            "- Nguyên nhân khách quan:\n+ Do địa bàn\nrộng.",
            ["- Nguyên nhân khách quan:", "+ Do địa bàn rộng."],
        ),
    ],
)
def test_split_headings_are_made_whole(split: str, whole: list[str]) -> None:
    assert wrapped(split + "\n") == whole


def test_a_number_with_thousands_does_not_begin_an_item() -> None:
    assert wrapped("- Đã phát hiện, bắt giữ 3.835 vụ,\n4.376 đối tượng phạm tội.\n") == [
        "- Đã phát hiện, bắt giữ 3.835 vụ, 4.376 đối tượng phạm tội."
    ]


def test_a_full_line_that_ends_a_sentence_goes_on() -> None:
    full = "chung " * 12 + "an toàn."
    lines = wrapped(
        f"Trong giai đoạn này công tác được\n{full}\nCông tác phối hợp được củng cố.\nNgắn.\nĐoạn mới.\n"
    )
    assert lines[0].endswith("an toàn. Công tác phối hợp được củng cố.")
    assert lines[1:] == ["Ngắn.", "Đoạn mới."]


def test_a_page_break_in_a_sentence_is_mended_in_any_file() -> None:
    text = clean_text("- Duy trì quy chế phối\n\nhợp giữa các ngành.\n\n- Việc khác.\n")
    assert lines_of(text) == ["- Duy trì quy chế phối hợp giữa các ngành.", "- Việc khác."]


def test_paragraphs_of_an_unwrapped_file_stay_apart() -> None:
    text = "1. Công an tỉnh\nChỉ đạo các đơn vị thực hiện\nPhối hợp với các sở, ngành\n"
    assert lines_of(clean_text(text)) == [
        "1. Công an tỉnh",
        "Chỉ đạo các đơn vị thực hiện",
        "Phối hợp với các sở, ngành",
    ]


def test_a_lower_case_line_after_the_end_of_a_sentence_stays_apart() -> None:
    assert lines_of(clean_text("Điều trị nghiện;\nxét nghiệm;\n")) == ["Điều trị nghiện;", "xét nghiệm;"]


def test_an_issuer_and_its_parent_stay_apart_in_the_letterhead() -> None:
    assert lines_of(clean_text("UBND TỈNH HÀ GIANG\nCÔNG AN TỈNH\n" + BODY))[:2] == [
        "UBND TỈNH HÀ GIANG",
        "CÔNG AN TỈNH",
    ]


@pytest.mark.parametrize("width", [60, 72, 90])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_is_wrapped_at_any_width_comes_back(width: int, between: str) -> None:
    paragraphs = [
        "I. MỤC ĐÍCH, YÊU CẦU",
        f"1. {PROSE} {PROSE}",
        f"2. Triển khai đồng bộ trong giai đoạn 2021 -2025; phát triển kinh tế - xã hội ở tỉnh Điện Biên. {PROSE}",
        "II. NỘI DUNG THỰC HIỆN VÀ PHÂN CÔNG NHIỆM VỤ",
        "1. Đề nghị Viện kiểm sát nhân dân, Tòa án nhân dân thị xã, Chi cục Thi hành án dân sự thị xã",
        f"- {PROSE}",
        f"- {PROSE} {PROSE} {PROSE}",
        "a) Tổ chức tuyên truyền;",
        "b) Tổ chức cai nghiện.",
    ]
    wrapped_text = between.join(textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs)
    assert lines_of(clean_text(wrapped_text)) == paragraphs


def test_lines_of_a_page_pasted_into_word_are_whole_paragraphs() -> None:
    pasted = """1. Công an huyện:
a) Chỉ đạo Công an các xã, thị trấn rà soát, thống kê người
nghiện, người sử dụng trái phép chất ma túy; cập nhật trước ngày
25 hằng tháng.
b) Tổ chức ra quân trấn áp tội phạm ma túy, hoàn thành trước ngày
30/6/2023; đấu tranh với các đường dây mua bán, vận chuyển trái
phép chất ma túy trên địa bàn giáp ranh giữa các huyện.
2. Trung tâm Y tế huyện bố trí đủ bác sĩ, y sĩ có chứng chỉ tại
trạm y tế các xã; không từ chối yêu cầu xác định tình trạng
nghiện của gia đình và của các cơ quan có thẩm quyền."""
    text = clean_text(pasted, wrapped=False)
    assert [line[:12] for line in lines_of(text)] == [
        "1. Công an h",
        "a) Chỉ đạo C",
        "b) Tổ chức r",
        "2. Trung tâm",
    ]


def test_a_short_paper_is_wrapped_where_its_few_broken_lines_end_at_one_margin() -> None:
    page = """1. Mặt trận huyện
+ Ban công tác Mặt trận họp dân, phổ biến nội dung cam kết trong
tháng 4/2025.
+ Tổ chức ký cam kết xong trước ngày 31/5/2025; phấn đấu 100% hộ
tham gia.
+ Xây dựng kế hoạch; báo cáo kết quả về Ban Thường trực Ủy ban
MTTQ Việt Nam huyện trước ngày 05/7/2025."""
    assert lines_of(clean_text(page))[-1].endswith("Ủy ban MTTQ Việt Nam huyện trước ngày 05/7/2025.")


def test_a_paragraph_in_capitals_does_not_finish_the_heading_over_it() -> None:
    page = """II. MỤC TIÊU
NĂM 2023: XÉT NGHIỆM 100% LÁI XE; NĂM 2024: XÉT NGHIỆM TẤT CẢ
NGƯỜI LAO ĐỘNG.
- Vận động công nhân tham gia các mô hình tự quản về an ninh, trật
tự tại khu nhà trọ và nơi làm việc; kịp thời phát hiện người
nghiện và báo cho lực lượng Công an xã để lập hồ sơ đưa vào quản
lý theo quy định."""
    assert lines_of(clean_text(page))[:2] == [
        "II. MỤC TIÊU",
        "NĂM 2023: XÉT NGHIỆM 100% LÁI XE; NĂM 2024: XÉT NGHIỆM TẤT CẢ NGƯỜI LAO ĐỘNG.",
    ]


def test_a_name_in_brackets_is_not_torn_at_its_dash() -> None:
    torn = "- Hội Phụ nữ báo cáo kết quả về Hội cấp trên của mình (qua Ban Gia đình\n- Xã hội) trước ngày 10/6.\n"
    assert len(wrapped(torn)) == 1


def test_a_paragraph_may_go_on_with_a_programme() -> None:
    torn = "1. Các đảng ủy trực thuộc và các cơ quan, đơn vị có liên quan căn cứ\nChương trình này xây dựng kế hoạch.\n"
    assert len(wrapped(torn)) == 1


def test_a_rule_parts_the_title_from_the_text() -> None:
    lines = wrapped(
        "Tăng cường công tác phòng, chống ma túy giai đoạn 2026 - 2030\n-----\nThực hiện Kết luận số 132-KL/TW:\n"
    )
    assert len(lines) == 2
