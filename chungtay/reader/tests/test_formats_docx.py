"""Word documents: numbering, tables, tracked changes, boxes, notes and old fonts."""

import io
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from chungtay.reader.blocks import Grid, Paragraph
from chungtay.reader.formats.docx import read_docx
from chungtay.reader.formats.word_numbering import write_number
from chungtay.reader.tests.making import (
    PROSE,
    cell,
    docx_bytes,
    lines_of,
    listed,
    paragraph,
    read_bytes,
    run,
    table,
)

LIST = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
  <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def paragraphs(body: str, **parts: str) -> list[Paragraph]:
    return [block for block in read_docx(docx_bytes(body, **parts)) if isinstance(block, Paragraph)]


def test_a_list_of_several_levels_gets_the_numbers_that_word_shows() -> None:
    levels = [0, 1, 1, 2, 2, 3, 4, 1, 2, 0, 1]
    body = "".join(listed("Việc", 1, level) for level in levels)
    labels = [p.number for p in paragraphs(body, numbering=LIST)]
    assert labels == ["I.", "1.", "2.", "2.1.", "2.2.", "a)", "-", "3.", "3.1.", "II.", "1."]


def test_a_list_that_overrides_its_start_begins_anew_once() -> None:
    body = listed("Việc", 1, 1) + listed("Việc", 1, 1) + listed("Việc", 3, 1) + listed("Việc", 3, 1)
    assert [p.number for p in paragraphs(body, numbering=LIST)] == ["1.", "2.", "1.", "2."]


def test_words_in_a_numbering_format_are_part_of_the_label(tmp_path: Path) -> None:
    body = listed("Ban hành kèm theo Quyết định này Kế hoạch.", 2) + listed("Giao Công an tỉnh chủ trì.", 2)
    text = read_bytes(tmp_path, docx_bytes(body, numbering=LIST))
    assert lines_of(text)[1] == "Điều 2. Giao Công an tỉnh chủ trì."


def test_number_zero_takes_a_paragraph_out_of_its_list() -> None:
    assert paragraphs(listed("Việc", 0), numbering=LIST)[0].number == ""


def test_a_style_can_carry_the_list_the_heading_level_and_the_weight() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục lớn"/><w:pPr><w:jc w:val="center"/>'
        '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    found = paragraphs(paragraph("MỤC ĐÍCH", '<w:pStyle w:val="Con"/>'), styles=styles, numbering=LIST)[0]
    assert (found.number, found.heading, found.bold, found.centered) == ("I.", 1, True, True)


def test_letters_and_romans_are_written_as_word_writes_them() -> None:
    assert [write_number(n, "lowerLetter") for n in (1, 26, 27)] == ["a", "z", "aa"]
    assert [write_number(n, "upperRoman") for n in (4, 9, 14, 40)] == ["IV", "IX", "XIV", "XL"]
    assert write_number(3, "decimalZero") == "03"


def test_deleted_text_is_left_out_and_inserted_text_is_in() -> None:
    body = paragraph(
        run("trước ngày ")
        + "<w:del><w:r><w:delText>01/6/2024</w:delText></w:r></w:del>"
        + f"<w:ins>{run('01/7/2024')}</w:ins>"
    )
    assert paragraphs(body)[0].text == "trước ngày 01/7/2024"


def test_breaks_tabs_and_fields_become_plain_text(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph(run("KT. CHỦ TỊCH") + "<w:r><w:br/></w:r>" + run("PHÓ CHỦ TỊCH")) + paragraph(
        run("Trang ") + field
    )
    assert lines_of(read_bytes(tmp_path, docx_bytes(body))) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trang 7"]


def test_a_line_break_in_a_list_of_doers_parts_no_paragraph(tmp_path: Path) -> None:
    doers = "<w:r><w:t>3. Công an các huyện, thị xã;</w:t><w:br/><w:t>Phòng Giáo dục và Đào tạo;</w:t><w:br/>"
    doers += "<w:t>Huyện đoàn xây dựng kế hoạch.</w:t></w:r>"
    items = "<w:r><w:t>4. Công an xã tuần tra;</w:t><w:br/><w:t>Trạm Y tế khám.</w:t></w:r>"
    text = read_bytes(tmp_path, docx_bytes(paragraph(doers) + paragraph(items)))
    assert lines_of(text) == [
        "3. Công an các huyện, thị xã; Phòng Giáo dục và Đào tạo; Huyện đoàn xây dựng kế hoạch.",
        "4. Công an xã tuần tra;",
        "Trạm Y tế khám.",
    ]


def test_text_boxes_are_read_once_and_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    body = paragraph(
        run("Ngoài khung")
        + f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [p.text for p in paragraphs(body)] == ["Ngoài khung", "Trong khung"]


def test_footnotes_stand_at_the_end_under_their_marks(tmp_path: Path) -> None:
    body = paragraph(
        run("Phá nhổ 9.663 m2") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" cây thuốc phiện.")
    )
    notes = f'<w:footnote w:id="-1" w:type="separator">{paragraph("x")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{paragraph("Năm 2017: 1.764 m2.")}</w:footnote>'
    text = read_bytes(tmp_path, docx_bytes(body, footnotes=notes))
    assert lines_of(text) == ["Phá nhổ 9.663 m2[1] cây thuốc phiện.", "[1] Năm 2017: 1.764 m2."]


def test_hidden_text_is_left_out() -> None:
    assert paragraphs(paragraph(run("thấy") + run("ẩn", "<w:vanish/>")))[0].text == "thấy"


def test_runs_in_old_fonts_become_unicode_run_by_run() -> None:
    abc = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    capitals = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'
    vni = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    body = (
        paragraph(run("C«ng an ", abc) + run("tØnh", abc) + run(" Điện Biên"))
        + paragraph(run("kÕ ho¹ch", capitals))
        + paragraph(run("UÛy ban nhaâ", vni) + run("n daân", vni))
    )
    assert [p.text for p in paragraphs(body)] == ["Công an tỉnh Điện Biên", "KẾ HOẠCH", "Ủy ban nhân dân"]


def test_merged_cells_keep_their_places(tmp_path: Path) -> None:
    body = table(
        (cell("STT", merge="restart"), cell("Nội dung", merge="restart"), cell("Năm", span=2)),
        (cell("", merge="continue"), cell("", merge="continue"), cell("2024"), cell("2025")),
        (cell("1"), cell("Tuyên truyền"), cell("10"), cell("20")),
    )
    text = read_bytes(tmp_path, docx_bytes(paragraph(PROSE) + body))
    (found,) = text.tables
    assert [[c.text for c in row] for row in found.rows] == [
        ["STT", "Nội dung", "Năm", "Năm"],
        ["STT", "Nội dung", "2024", "2025"],
        ["1", "Tuyên truyền", "10", "20"],
    ]
    assert found.header_rows == 2
    assert lines_of(text)[1:] == ["STT | Nội dung | Năm |", "| | 2024 | 2025", "1 | Tuyên truyền | 10 | 20"]


def test_the_letterhead_and_the_signature_are_unrolled(tmp_path: Path) -> None:
    head = table(
        (
            cell("UBND TỈNH X", "CÔNG AN TỈNH"),
            cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        ),
        (cell("Số: 12/KH-CAT"), cell("X, ngày 02 tháng 3 năm 2024")),
    )
    foot = table((cell("Nơi nhận:", "- Như trên;"), cell("GIÁM ĐỐC", "Nguyễn Văn A")))
    text = read_bytes(tmp_path, docx_bytes(head + paragraph(PROSE) + foot))
    assert text.tables == ()
    assert lines_of(text) == [
        "UBND TỈNH X",
        "CÔNG AN TỈNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-CAT",
        "X, ngày 02 tháng 3 năm 2024",
        PROSE,
        "Nơi nhận:",
        "- Như trên;",
        "GIÁM ĐỐC",
        "Nguyễn Văn A",
    ]


def test_a_box_around_everything_is_no_table() -> None:
    inner = table((cell("STT"), cell("Nội dung")), (cell("1"), cell("Việc")))
    blocks = read_docx(docx_bytes(table((cell("Lời dẫn", inner),))))
    assert [type(block) for block in blocks] == [Paragraph, Grid]


def test_files_written_by_python_docx_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("KẾ HOẠCH").bold = True
    document.add_heading("Mục đích", level=1)
    document.add_paragraph(PROSE)
    document.add_paragraph("Việc thứ nhất;", style="List Bullet")
    document.add_paragraph("Việc thứ hai.", style="List Number")
    grid = document.add_table(rows=2, cols=2)
    for place, value in zip(
        (c for row in grid.rows for c in row.cells), ("STT", "Nội dung", "1", "Việc"), strict=True
    ):
        place.text = value
    buffer = io.BytesIO()
    document.save(buffer)
    text = read_bytes(tmp_path, buffer.getvalue())
    assert lines_of(text) == [
        "KẾ HOẠCH",
        "Mục đích",
        PROSE,
        "- Việc thứ nhất;",
        "1. Việc thứ hai.",
        "STT | Nội dung",
        "1 | Việc",
    ]
    assert text.lines[0].bold
    assert text.lines[0].centered
    assert text.lines[1].heading == 1


def test_a_part_whose_label_is_a_paragraph_of_its_own_is_one_heading(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    body = paragraph("Phần thứ nhất", '<w:pStyle w:val="H"/>') + paragraph(
        "SỰ CẦN THIẾT", '<w:pStyle w:val="H"/>'
    )
    text = read_bytes(tmp_path, docx_bytes(body + paragraph(PROSE), styles=styles))
    assert [(line.text, line.heading) for line in text.lines] == [
        ("Phần thứ nhất SỰ CẦN THIẾT", 1),
        (PROSE, None),
    ]
