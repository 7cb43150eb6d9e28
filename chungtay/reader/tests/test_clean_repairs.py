"""Characters, emphasis, lost spaces and breaks, and what surrounds an article."""

import pytest

from chungtay.reader.clean.spacing import part_word
from chungtay.reader.tests.making import PROSE, clean_text, lines_of


def one(text: str) -> str:
    (line,) = lines_of(clean_text(text))
    return line


def test_characters_become_one_form() -> None:
    assert one("Cô\u0323ng\u00a0an\u200b  tỉnh\t\u00adX") == "Cộng an tỉnh X"


def test_a_bullet_of_a_symbol_font_becomes_a_dash() -> None:
    assert lines_of(clean_text("\uf0b7 Việc một\n• Việc hai\n")) == ["- Việc một", "- Việc hai"]


def test_bold_and_italic_become_flags() -> None:
    text = clean_text("**KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**\n\n*Nghiêng*\n\nMột **phần** đậm\n")
    assert [(line.text, line.bold, line.italic) for line in text.lines] == [
        ("KT. CHỦ TỊCH", True, False),
        ("PHÓ CHỦ TỊCH", True, False),
        ("Nghiêng", False, True),
        ("Một phần đậm", False, False),
    ]


def test_emphasis_in_quotes_and_escapes_are_plain() -> None:
    assert one("với chủ đề “*Chung tay*” và 1\\. 3 \\* 4") == "với chủ đề “Chung tay” và 1. 3 * 4"


def test_a_star_that_begins_an_item_stays() -> None:
    assert one("* Kết quả:") == "* Kết quả:"


def test_a_kind_glued_to_a_bold_issuer_stands_alone() -> None:
    text = clean_text("CHỈ THỊ**CỦA BAN THƯỜNG VỤ TỈNH ỦY**\n")
    assert [(line.text, line.bold) for line in text.lines] == [
        ("CHỈ THỊ", False),
        ("CỦA BAN THƯỜNG VỤ TỈNH ỦY", True),
    ]


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("tệ nạn ma túy.-Triển khai thực hiện", ["tệ nạn ma túy.", "- Triển khai thực hiện"]),
        ("ứng dụng Hue-S...;Tham mưu duy trì", ["ứng dụng Hue-S...;", "Tham mưu duy trì"]),
        ("-Tội phạm", ["- Tội phạm"]),
        ("Kế hoạch số3959/KH-UBND", ["Kế hoạch số 3959/KH-UBND"]),
        ("chỉ đạo,điều hành", ["chỉ đạo, điều hành"]),
        ("cai nghiện...Đồng thời", ["cai nghiện... Đồng thời"]),
        ("tệ nạn ma túy.Triển khai thực hiện", ["tệ nạn ma túy. Triển khai thực hiện"]),
        ("để phòng và đểphòng ngừa", ["để phòng và để phòng ngừa"]),
        ("tổ chức, tổchức, khu vực, khuvực", ["tổ chức, tổ chức, khu vực, khu vực"]),
    ],
)
def test_lost_spaces_and_breaks_are_repaired(damaged: str, whole: list[str]) -> None:
    assert lines_of(clean_text(damaged)) == whole


@pytest.mark.parametrize(
    "text",
    [
        "nhằm nhằm tháo gỡ",
        "Sở Y tế và xXây dựng",
        "karaoke, pano, taxi, heroin, ôtô, bêtông, Krông Nô",
        "www.vaac.vn, a.b@tinh.gov.vn, TP.Hồ Chí Minh, PGS.TS, 9.541,26km2",
        "Nghị định số 105/2021/NĐ-CP, 8,1 và 5,2",
        "ma tuý và ma túy",
    ],
)
def test_what_is_not_surely_damage_is_left_alone(text: str) -> None:
    assert one(text) == text


def test_a_word_is_parted_only_into_words_of_the_document() -> None:
    words = frozenset({"thường", "xuyên", "tổ", "chức"})
    assert part_word("thườngxuyên", words) == "thường xuyên"
    assert part_word("đưược", words) == "đưược"
    assert part_word("ôtô", frozenset({"ô", "tô"})) == "ôtô"


def test_a_web_page_copied_with_its_menus_loses_them() -> None:
    page = f"Tìm kiếm\nTrang chủ\nChính phủ\nTổng truy cập 3.969.751\nPhương hướng năm 2024\nNgày cập nhật 20/01/2024\n{PROSE}\n"
    text = clean_text(page + "Các tin khác\nMột tin khác nữa\nXem tin theo ngày\n")
    assert lines_of(text) == ["Phương hướng năm 2024", "Ngày cập nhật 20/01/2024", PROSE]
    assert text.dropped[0] == "Tìm kiếm"
    assert text.dropped[-3:] == ("Các tin khác", "Một tin khác nữa", "Xem tin theo ngày")


def test_a_document_without_menus_loses_nothing() -> None:
    text = clean_text(f"KẾ HOẠCH\n\n{PROSE}\n\nNơi nhận:\n- Chính phủ;\n- Lưu: VT.\n\nNguyễn Văn A\n")
    assert text.dropped == ()
    assert lines_of(text)[-1] == "Nguyễn Văn A"


def test_rules_of_dashes_go() -> None:
    assert lines_of(clean_text("TỈNH X\n-------\nSố: 1\n")) == ["TỈNH X", "Số: 1"]


def test_an_empty_text_is_empty() -> None:
    assert clean_text("").text == ""


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU1. Mục đích", ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"]),
        ("phòng, chống ma túy.2. Công an tỉnh", ["phòng, chống ma túy.", "2. Công an tỉnh"]),
        ("phòng, chống ma túy.II. NỘI DUNG", ["phòng, chống ma túy.", "II. NỘI DUNG"]),
        ("diện tích 9.663 m2. Năm 2018", ["diện tích 9.663 m2. Năm 2018"]),
        ("các xã loại1. Sau đó", ["các xã loại1. Sau đó"]),
    ],
)
def test_labels_glued_to_what_stands_before_them_begin_a_line(damaged: str, whole: list[str]) -> None:
    assert lines_of(clean_text(damaged)) == whole


def test_the_number_of_a_second_page_goes_also_where_the_paper_has_two() -> None:
    assert lines_of(clean_text("- Bộ Công an;\n\n2\n\n- UBND tỉnh;\n")) == ["- Bộ Công an;", "- UBND tỉnh;"]
    assert "2" in lines_of(clean_text("Số thứ tự\n2\nViệc hai\n"))


def test_page_numbers_between_pages_go_and_the_sentence_is_mended() -> None:
    pages = "- Duy trì quy chế phối\n\n2\n\nhợp giữa các ngành.\n\n3\n\n- Việc hai.\n\n4\n\n- Việc ba.\n"
    assert lines_of(clean_text(pages)) == [
        "- Duy trì quy chế phối hợp giữa các ngành.",
        "- Việc hai.",
        "- Việc ba.",
    ]


def test_a_lone_number_is_kept() -> None:
    assert lines_of(clean_text("Tổng số:\n\n12\n\nngười\n")) == ["Tổng số:", "12 người"]


def test_two_columns_on_one_line_are_unrolled() -> None:
    text = clean_text(
        "ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "   TỈNH X                        Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/KH-UBND\t\tX, ngày 02 tháng 6 năm 2024\n"
        f"\nKẾ HOẠCH\n\n{PROSE}\n\n"
        "Nơi nhận:                            KT. CHỦ TỊCH\n"
        "- Công an tỉnh;                      PHÓ CHỦ TỊCH\n"
        "- Lưu: VT.\n\n"
        "                                     Nguyễn Văn A\n"
    )
    assert lines_of(text) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH X",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "X, ngày 02 tháng 6 năm 2024",
        "KẾ HOẠCH",
        PROSE,
        "Nơi nhận:",
        "- Công an tỉnh;",
        "- Lưu: VT.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn A",
    ]


def test_blanks_in_a_sentence_are_no_columns() -> None:
    assert one("Số:      /KH-UBND, ngày      tháng 6 năm 2024") == "Số: /KH-UBND, ngày tháng 6 năm 2024"


def test_blanks_to_be_filled_in_part_no_columns() -> None:
    text = clean_text("Số:       /KH-UBND            X, ngày      tháng 6 năm 2024\n")
    assert lines_of(text) == ["Số: /KH-UBND", "X, ngày tháng 6 năm 2024"]


def test_a_signature_among_the_recipients_stands_behind_them() -> None:
    said = "Nơi nhận:\n- UBND tỉnh;\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n- Đảng ủy xã;\nGiàng A Thử\n- Lưu: VT.\n"
    assert lines_of(clean_text(said)) == [
        "Nơi nhận:",
        "- UBND tỉnh;",
        "- Đảng ủy xã;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Giàng A Thử",
    ]
    wrapped = "Nơi nhận:\n- Các phòng, ban, ngành huyện và\nUBND các xã;\n- Lưu: VT.\n"
    assert lines_of(clean_text(wrapped))[-1] == "- Lưu: VT."
