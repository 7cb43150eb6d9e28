"""What damaged papers (``make fuzz``) made the reader do wrong, each as small as it gets."""

import json

import pytest

from chungtay.reader.blocks import Cell, Grid, Paragraph
from chungtay.reader.clean.grids import lay_out
from chungtay.reader.contract import Reading, Source
from chungtay.reader.duties.fields import split_bodies
from chungtay.reader.read import read_text
from chungtay.reader.structure.labels import parse_label
from chungtay.reader.structure.numerals import to_roman
from chungtay.reader.tests.making import clean_text
from chungtay.reader.trust.confidence import LEAST, MOST, probability, weights


def reading_of(text: str) -> Reading:
    return read_text(clean_text(text, wrapped=False), Source("a.txt", "text/plain", "", len(text)))


def cited(text: str) -> list[tuple[str | None, str]]:
    reading = reading_of(text)
    return [(citation.code, reading.text[slice(*citation.span)]) for citation in reading.citations]


def test_a_citation_at_the_head_of_a_line_stands_on_that_line() -> None:
    assert cited("Các văn bản sau hết hiệu lực:\n101/KH-UBND ngày 01/4/2022.") == [
        ("101/KH-UBND", "101/KH-UBND ngày 01/4/2022")
    ]


def test_a_code_does_not_go_on_in_the_next_line() -> None:
    assert cited("Kế hoạch này thay số 07/\nSở Y tế thực hiện.") == []
    assert cited("- Tổng số: 21\n- CTr/TU là ký hiệu của chương trình.") == []


def test_a_label_behind_a_label_begins_the_words_of_the_first() -> None:
    line = "7. 2. Đảng ủy Công an tỉnh"
    label = parse_label(line)
    assert label is not None
    assert line[label.length :] == "2. Đảng ủy Công an tỉnh"


def test_a_bracket_alone_names_nobody() -> None:
    assert split_bodies("(") == []
    assert split_bodies("Công an tỉnh; (") == ["Công an tỉnh"]


def test_a_table_may_have_a_hundred_rows() -> None:
    rows = "\n".join(f"{number} | Việc {number}" for number in range(1, 101))
    assert not reading_of(f"STT | Nội dung\n{rows}\n102 | Việc cuối").tasks
    assert to_roman(140) == "CXL"


def test_digits_of_other_scripts_become_ordinary_ones() -> None:
    assert reading_of("Hoàn thành trong năm ２０２٣.").text == "Hoàn thành trong năm 2023."


LONG = "9" * 5000


@pytest.mark.parametrize(
    "text",
    [
        f"KẾ HOẠCH\nI. MỤC TIÊU\n- Phấn đấu {LONG}% xã đạt, {LONG} người cai nghiện đến năm 2025; trong đó {LONG} vụ.",
        f"STT | Nội dung | Kinh phí\n1 | Việc | {LONG}\n{LONG} | Việc | {LONG}\n{LONG} | Việc | 5",
        f"STT | Nội dung | Năm\nA | {LONG} | {LONG}\n² | Việc | ²\n1.² | Việc | 5",
        f"{LONG}. Sở Y tế chủ trì\nĐiều {LONG}. B\nNgày {LONG}/{LONG}/2024 tháng {LONG} năm 2024; quý {LONG}",
    ],
)
def test_numbers_of_thousands_of_digits_are_no_numbers(text: str) -> None:
    assert json.dumps(reading_of(text).to_json())


def test_a_row_with_a_number_of_thirty_digits_is_not_counted_on() -> None:
    rows = f"{'9' * 30} | Việc\n" * 3
    assert [check.code for check in reading_of(f"STT | Nội dung\n1 | Việc\n{rows}").checks] == []


def test_letters_of_other_alphabets_that_ignore_case_reads_as_ours() -> None:
    assert reading_of("Hỗ trợ 44 NGƯỜİ nghiện.").text == "Hỗ trợ 44 NGƯỜI nghiện."


def test_a_title_on_the_line_after_its_label_ends_where_it_stands() -> None:
    title = "Các cơ quan báo cáo kết quả thực hiện hằng tháng (trước ngày 14), gửi về Công an xã"
    reading = reading_of(f"KẾ HOẠCH\nPhòng, chống ma túy\nĐiều 1.\n{title}.\n- Theo mẫu.")
    (section,) = reading.sections
    assert reading.text[slice(*section.heading)] == f"Điều 1.\n{title}"


@pytest.mark.parametrize(
    "line",
    [
        "một " * 5000,
        "một tỷ hai trăm triệu đồng " * 800,
        "Đã bắt 100 vụ, trong đó: " + "5 vụ lớn; " * 1500,
        "Phấn đấu trên 95% " + "|95% " * 3000,
    ],
)
def test_a_paragraph_of_pages_is_read_in_one_go(line: str) -> None:
    """These took the square of their length: minutes."""
    assert reading_of(f"BÁO CÁO\nI. KẾT QUẢ\n- {line}").sections


def test_hundreds_of_wholes_under_each_other_are_read_in_one_go() -> None:
    assert reading_of("BÁO CÁO\nI. KẾT QUẢ\n" + "- Tổng số 100 vụ, gồm:\n" * 1500).sections


def test_thousands_of_headings_of_one_series_are_read_in_one_go() -> None:
    """Each asked all the others whether they name bodies."""
    assert reading_of("KẾ HOẠCH\n" + "PHỤ LỤC\n" * 1500).sections


def test_a_number_that_hundreds_of_rules_lower_is_as_unsure_as_can_be() -> None:
    for aspect, known in weights().items():
        worst = min(known.tokens, key=lambda token: known.of(token))
        assert probability(aspect, (worst,) * 5000) in (LEAST, MOST)


def test_a_few_wide_cells_make_no_table_of_thousands_of_columns() -> None:
    wide = Cell((Paragraph("Sở Y tế"),), columns=100, rows=100)
    sheet = lay_out(Grid(tuple((wide,) * 4 for _ in range(10))))
    assert len(sheet.rows) == 10
    assert len(sheet.rows[0]) < 200


def test_a_seat_of_a_seat_of_a_seat_for_pages_is_no_name() -> None:
    """Every seat opened another one inside: the depth of the stack."""
    assert reading_of("KẾ HOẠCH\nI. NHIỆM VỤ\n- " + "đồng chí Trưởng " * 900).tasks


def test_a_stroke_behind_the_last_number_of_a_sentence_begins_no_ratio() -> None:
    reading = reading_of("I. KẾT QUẢ THỰC HIỆN NĂM 2025\n- Đã triệt xóa 12 tụ điểm; 1/\n")
    assert [figure.value for figure in reading.figures] == [12]
