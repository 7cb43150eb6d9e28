"""Tables recovered, unrolled, merged and told apart."""

from chungtay.reader.blocks import Block, Cell, Grid, Paragraph, RawDocument, Text
from chungtay.reader.clean import clean
from chungtay.reader.tests.making import PROSE, clean_text, lines_of

BUDGET = """DỰ TOÁN KINH PHÍ
STT
|
Nội
dung
|
Tổng
kinh phí
|
Phân
kỳ đầu tư
|
Năm
2024
|
Năm
2025
|
1
|
Hỗ trợ công tác
tuyên truyền
|
1.000
|
500
|
500
|
1,1
|
Các sở, ban, ngành
|
600
|
300
|
300
|
1.2
|
UBND các huyện
|
400
|
200
|
200
|
|
Tổng
cộng
|
1.000
|
500
|
500
|
Số tiền ghi bằng chữ: Một tỷ đồng
"""


def rows(text: Text, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in text.tables[number].rows]


def grid(*texts: tuple[str, ...], page: int | None = None) -> Grid:
    return Grid(tuple(tuple(Cell((Paragraph(text),)) for text in row) for row in texts), page)


def cleaned(*blocks: Block) -> Text:
    return clean(RawDocument("a.pdf", "application/pdf", "0" * 64, blocks, False))


def test_rows_are_recovered_from_cells_without_row_marks() -> None:
    text = clean_text(BUDGET)
    assert rows(text) == [
        ["STT", "Nội dung", "Tổng kinh phí", "Phân kỳ đầu tư", "Phân kỳ đầu tư"],
        ["STT", "Nội dung", "Tổng kinh phí", "Năm 2024", "Năm 2025"],
        ["1", "Hỗ trợ công tác tuyên truyền", "1.000", "500", "500"],
        ["1,1", "Các sở, ban, ngành", "600", "300", "300"],
        ["1.2", "UBND các huyện", "400", "200", "200"],
        ["", "Tổng cộng", "1.000", "500", "500"],
    ]
    assert text.tables[0].header_rows == 2
    assert lines_of(text)[0] == "DỰ TOÁN KINH PHÍ"
    assert lines_of(text)[-2:] == ["| Tổng cộng | 1.000 | 500 | 500", "Số tiền ghi bằng chữ: Một tỷ đồng"]


def test_layout_in_the_same_form_is_unrolled() -> None:
    text = clean_text(
        "UBND TỈNH X\n-------\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n---------\n|\nSố: 1/QĐ-UBND\n|\nX, ngày 1\n|\n"
    )
    assert lines_of(text) == [
        "UBND TỈNH X",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 1/QĐ-UBND",
        "X, ngày 1",
    ]
    assert text.tables == ()


def test_rows_with_bars_between_their_cells_make_a_table() -> None:
    text = clean_text("STT | Nội dung | Năm 2024\n1 | Tuyên truyền | 10\n2 | Cai nghiện |\nHết.\n")
    assert rows(text) == [
        ["STT", "Nội dung", "Năm 2024"],
        ["1", "Tuyên truyền", "10"],
        ["2", "Cai nghiện", ""],
    ]
    assert lines_of(text)[-1] == "Hết."
    assert [line.in_table for line in text.lines] == [True, True, True, False]


def test_a_drawn_table_joins_the_lines_of_its_cells() -> None:
    drawn = "+----+-------+\n| TT | Nội   |\n|    | dung  |\n+====+=======+\n| 1  | Việc  |\n+----+-------+\n"
    assert rows(clean_text(drawn)) == [["TT", "Nội dung"], ["1", "Việc"]]


def test_one_line_with_a_bar_is_no_table() -> None:
    assert clean_text("Công an tỉnh | Sở Y tế\n").tables == ()


def test_a_table_that_repeats_its_head_on_the_next_page_is_one() -> None:
    head = ("STT", "Nội dung", "Số tiền")
    text = cleaned(grid(head, ("1", "Việc một", "10"), page=1), grid(head, ("2", "Việc hai", "20"), page=2))
    assert rows(text) == [list(head), ["1", "Việc một", "10"], ["2", "Việc hai", "20"]]


def test_a_table_that_goes_on_without_a_head_on_the_next_page_is_one() -> None:
    text = cleaned(grid(("STT", "Việc"), ("1", "a"), page=1), grid(("2", "b"), ("3", "c"), page=2))
    assert len(text.tables) == 1
    assert len(text.tables[0].rows) == 4


def test_two_tables_with_other_heads_stay_two() -> None:
    text = cleaned(grid(("STT", "Việc"), ("1", "a")), grid(("STT", "Tiền"), ("1", "2")))
    assert len(text.tables) == 2


def test_a_row_of_column_numbers_belongs_to_the_head() -> None:
    text = cleaned(grid(("STT", "Nội dung", "Kinh phí"), ("(1)", "(2)", "(3)"), ("1", "Việc", "10")))
    assert text.tables[0].header_rows == 2


def test_a_table_without_heads_has_none() -> None:
    text = cleaned(grid(("Số hiệu", "12/QĐ"), ("Ngày ban hành", "01/02/2024")))
    assert text.tables[0].header_rows == 0


def test_a_dash_in_a_cell_is_a_value() -> None:
    assert rows(cleaned(grid(("STT", "Năm"), ("1", "-"))))[1] == ["1", "-"]


def test_a_table_in_the_middle_keeps_its_place() -> None:
    text = cleaned(Paragraph(PROSE), grid(("STT", "Việc"), ("1", "a")), Paragraph("Hết."))
    assert lines_of(text) == [PROSE, "STT | Việc", "1 | a", "Hết."]
    assert text.text[text.tables[0].start : text.tables[0].end] == "STT | Việc\n1 | a"


def test_a_title_over_all_columns_belongs_to_the_head() -> None:
    title = (Cell((Paragraph("Biểu số 1"),), columns=2),)
    heads, row = (
        tuple(Cell((Paragraph(t),)) for t in texts) for texts in (("STT", "Nội dung"), ("1", "Việc"))
    )
    assert cleaned(Grid((title, heads, row))).tables[0].header_rows == 2


def test_words_above_columns_of_numbers_are_heads() -> None:
    text = cleaned(grid(("Huyện A", "Huyện B"), ("10", "20"), ("30", "40")))
    assert text.tables[0].header_rows == 1


def test_tables_one_after_another_in_a_text_stay_apart() -> None:
    text = clean_text(
        "STT | Việc\n1 | a\n\n+----+------+\n| TT | Tiền |\n+----+------+\n| 1  | 2    |\n+----+------+\n"
    )
    assert rows(text) == [["STT", "Việc"], ["1", "a"]]
    assert rows(text, 1) == [["TT", "Tiền"], ["1", "2"]]


def test_rows_with_blanks_between_them_are_one_table() -> None:
    assert len(rows(clean_text("STT | Việc\n\n1 | a\n\n2 | b\n"))) == 3


BROKEN = """TT | Nội dung | Đơn vị thực hiện |
Thời gian
1 | Tập huấn cho đội trưởng, đội
phó các đồn | Phòng Hậu cần | Tháng
3/2021
2 | Ra quân | Toàn lực lượng | 01/6
- 30/6/2021
IV. CHẾ ĐỘ BÁO CÁO"""


def test_rows_that_the_margin_broke_are_whole_again_in_any_file() -> None:
    found = [
        ["TT", "Nội dung", "Đơn vị thực hiện", "Thời gian"],
        ["1", "Tập huấn cho đội trưởng, đội phó các đồn", "Phòng Hậu cần", "Tháng 3/2021"],
        ["2", "Ra quân", "Toàn lực lượng", "01/6 - 30/6/2021"],
    ]
    blocks = [Paragraph(line) for line in BROKEN.splitlines()]
    for text in (clean_text(BROKEN), cleaned(*blocks)):
        assert rows(text) == found
        assert lines_of(text)[-1] == "IV. CHẾ ĐỘ BÁO CÁO"


def test_bullets_that_lost_their_font_are_dashes() -> None:
    text = clean_text(
        ". Chủ trì việc rà soát.\no Tuyên truyền.\nü Tổ chức lớp.\n. . .\no nhiễm.", wrapped=False
    )
    assert lines_of(text)[:3] == ["- Chủ trì việc rà soát.", "- Tuyên truyền.", "- Tổ chức lớp."]


def test_a_letter_among_the_digits_of_a_year_is_a_nought() -> None:
    text = clean_text("NHIỆM VỤ NĂM 2O25, số 12/KH-2O.", wrapped=False)
    assert text.text == "NHIỆM VỤ NĂM 2025, số 12/KH-2O."


def test_columns_parted_by_wide_gaps_or_tabs_make_a_table() -> None:
    spaced = """Khu vực             Nam     Nữ      Tổng
Trung tâm           71      12      83
Phía Bắc                    7       7
Cộng                71      19      90
Do thiếu giường nên đã xảy ra 03 vụ."""
    text = clean_text(spaced)
    assert rows(text)[0] == ["Khu vực", "Nam", "Nữ", "Tổng"]
    assert rows(text)[2:] == [["Phía Bắc", "", "7", "7"], ["Cộng", "71", "19", "90"]]
    assert lines_of(text)[-1] == "Do thiếu giường nên đã xảy ra 03 vụ."
    tabbed = "STT\tNội dung\tChủ trì\tThời gian\n1\tRa quân\t\tTháng 6\n2\tSơ kết\tCông an xã\tTháng 7"
    assert rows(clean_text(tabbed, wrapped=False))[1] == ["1", "Ra quân", "", "Tháng 6"]


def test_the_second_line_of_a_spaced_cell_belongs_to_its_row() -> None:
    spaced = """TT      Nội dung                 Chủ trì          Thời gian
1       Tập huấn nghiệp vụ       Phòng Hậu cần    Tháng 3
        cho đội trưởng
2       Ra quân                  Công an xã       Tháng 6"""
    assert rows(clean_text(spaced))[1] == [
        "1",
        "Tập huấn nghiệp vụ cho đội trưởng",
        "Phòng Hậu cần",
        "Tháng 3",
    ]


def test_three_signers_side_by_side_are_no_table() -> None:
    signers = """CÔNG AN HUYỆN        TÒA ÁN            VIỆN KIỂM SÁT
TRƯỞNG CÔNG AN       CHÁNH ÁN          VIỆN TRƯỞNG
Trần Thí Dụ          Lê Ví Dụ          Ngô Giả Định"""
    assert clean_text(signers).tables == ()


def test_a_head_of_two_storeys_is_not_broken() -> None:
    storeys = """STT | Chỉ tiêu | Lộ trình | |
 | | Năm 2026 | Năm 2027 |
1 | Ký cam kết | 90 | 95 |
2. NHIỆM VỤ"""
    edged = storeys.replace("STT", "| STT").replace("\n |", "\n| |").replace("\n1", "\n\n2\n\n| 1")
    for text in (clean_text(storeys), clean_text(edged)):  # the second with the number of a page inside
        assert rows(text)[2] == ["1", "Ký cam kết", "90", "95"]
        assert lines_of(text)[-1] == "2. NHIỆM VỤ"


def test_a_column_may_be_headed_as_the_list_of_recipients_is() -> None:
    heads, row = ("TT", "Báo cáo", "Nơi nhận", "Thời hạn"), ("1", "Kết quả tuần", "Sở Y tế", "Thứ Sáu")
    assert rows(cleaned(grid(heads, row)))[1] == [*row]
    signed = cleaned(grid(("Nơi nhận: - Như trên;", "GIÁM ĐỐC"), ("- Lưu: VT.", "Trần Ví Dụ")))
    assert signed.tables == ()


def test_a_number_broken_by_its_narrow_column_is_one() -> None:
    heads, row = ("TT", "Nội dung", "Tổng số", "Năm"), ("1", "Mua máy", "1.204, 5", "3.000. 000")
    assert rows(cleaned(grid(heads, row)))[1][2:] == ["1.204,5", "3.000.000"]
    assert rows(cleaned(grid(heads, ("1", "Họp", "Tháng 8, 9", "8, 9"))))[1][2:] == ["Tháng 8, 9", "8, 9"]
