"""A Word file of anybody's own layout is filled, however Word has cut it up; what does not fit is named by its place."""

import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.letters.rules import (
    Filling,
    Heading,
    Misfit,
    Paragraph,
    Rows,
    Table,
    fill_docx,
    name_of,
    open_docx,
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TASKS = Rows(
    ("nhiệm vụ", "hạn"), [{"nhiệm vụ": "Mở lớp", "hạn": "01/3"}, {"nhiệm vụ": "Rà soát", "hạn": "02/3"}]
)
FILLING = Filling(
    {"kỳ": "tháng 2/2026", "cases province": "12"},
    {"nội dung": [Heading("1. Kết quả", 2), Paragraph("Đã mở lớp."), Table(["A"], [["1"]])]},
    {"việc": TASKS, "không có gì": Rows(("tên",), [])},
)


def made(write: Callable[[Paper], object]) -> bytes:
    paper, file = Document(), BytesIO()
    write(paper)
    paper.save(file)
    return file.getvalue()


def said(docx: bytes) -> list[str]:
    return [line.text for line in Document(BytesIO(docx)).paragraphs]


def filled(*lines: str) -> tuple[list[str], list[Misfit]]:
    docx, misfits = fill_docx(made(lambda paper: [paper.add_paragraph(line) for line in lines]), FILLING)
    return said(docx), misfits


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=12))
def test_a_placeholder_is_found_in_whatever_runs_word_has_cut_it(cuts: list[int]) -> None:
    words, runs = "Báo cáo {{ Kỳ }}: «CASES_PROVINCE» vụ.", []
    for cut in cuts:
        runs.append(words[:cut])
        words = words[cut:]

    def write(paper: Paper) -> None:
        line = paper.add_paragraph()
        for run in [*runs, words]:
            line.add_run(run)

    docx, misfits = fill_docx(made(write), FILLING)
    assert (said(docx), misfits) == (["Báo cáo tháng 2/2026: 12 vụ."], [])


def test_what_stands_for_it_takes_the_looks_of_where_it_began() -> None:
    def write(paper: Paper) -> None:
        line = paper.add_paragraph()
        line.add_run("{{k").bold = True
        line.add_run("ỳ}} và sau")

    docx, _misfits = fill_docx(made(write), FILLING)
    first, second = Document(BytesIO(docx)).paragraphs[0].runs
    assert (first.text, first.bold, second.text) == ("tháng 2/2026", True, " và sau")


def test_paragraphs_between_are_repeated_and_so_is_a_row_of_a_table() -> None:
    lines, misfits = filled("{{mỗi: việc}}", "- {{nhiệm vụ}}, hạn {{hạn}}, {{kỳ}}", "{{hết}}", "Hết.")
    assert lines == ["- Mở lớp, hạn 01/3, tháng 2/2026", "- Rà soát, hạn 02/3, tháng 2/2026", "Hết."]
    assert misfits == []

    def write(paper: Paper) -> None:
        table = paper.add_table(2, 2)
        table.rows[0].cells[0].text = "Việc"
        table.rows[1].cells[0].text, table.rows[1].cells[1].text = "{{mỗi: việc}}{{nhiệm vụ}}", "{{hạn}}"

    docx, misfits = fill_docx(made(write), FILLING)
    rows = [[cell.text for cell in row.cells] for row in Document(BytesIO(docx)).tables[0].rows]
    assert rows == [["Việc", ""], ["Mở lớp", "01/3"], ["Rà soát", "02/3"]]
    assert misfits == []


def test_blocks_take_the_place_of_their_paragraph() -> None:
    docx, misfits = fill_docx(
        made(lambda paper: [paper.add_paragraph(line) for line in ("Trước", "{{Nội dung}}", "Sau")]), FILLING
    )
    assert [line for line in said(docx) if line] == ["Trước", "1. Kết quả", "Đã mở lớp.", "Sau"]
    assert [len(table.rows) for table in Document(BytesIO(docx)).tables] == [2]
    assert misfits == []


def test_the_head_of_the_page_and_fields_of_mail_merge_are_filled() -> None:
    def write(paper: Paper) -> None:
        paper.sections[0].header.paragraphs[0].text = "«kỳ»"
        fields = (
            '<w:fldSimple w:instr=" MERGEFIELD cases_province "><w:r><w:t>«cases_province»</w:t></w:r></w:fldSimple>',
            (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD kỳ </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>«kỳ»</w:t></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            ),
        )
        for field in fields:
            paper.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{field}</w:p>"))

    docx, misfits = fill_docx(made(write), FILLING)
    assert misfits == []
    assert said(docx)[:2] == ["tháng 2/2026", "12"]
    assert Document(BytesIO(docx)).sections[0].header.paragraphs[0].text == "tháng 2/2026"
    assert b"MERGEFIELD" not in zipfile.ZipFile(BytesIO(docx)).read("word/document.xml")


@pytest.mark.parametrize(
    ("lines", "where", "words"),
    [
        (["", "Có {{SỐ LẠ}} vụ."], "Đoạn 2", "Không có “{{SỐ LẠ}}”"),
        (["Có {{kỳ vụ."], "Đoạn 1", "không đi từng cặp"),
        (["{{mỗi: việc}}", "{{hạn}}"], "Đoạn 1", "chưa có “{{hết}}”"),
        (["{{hết}}"], "Đoạn 1", "không có “{{mỗi: …}}”"),
        (["{{mỗi: cây}}", "{{hết}}"], "Đoạn 1", "Không có danh sách “cây” để lặp. Có: việc; không có gì."),
        (["Xem {{nội dung}}"], "Đoạn 1", "đứng riêng một đoạn"),
        (["{{mỗi: không có gì}}", "{{lạ}}", "{{hết}}"], "Đoạn 2", "Không có “{{lạ}}”"),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(lines: list[str], where: str, words: str) -> None:
    _lines, [misfit] = filled(*lines)
    assert misfit.where == where
    assert words in misfit.words


def test_a_cell_is_named_by_its_table_row_and_column() -> None:
    def write(paper: Paper) -> None:
        paper.add_table(2, 3).rows[1].cells[2].text = "{{lạ}}"

    _docx, [misfit] = fill_docx(made(write), FILLING)
    assert misfit.where == "Bảng 1, hàng 2, cột 3"


def test_a_placeholder_in_a_content_control_or_with_its_marks_typed_apart_is_filled() -> None:
    def write(paper: Paper) -> None:
        for at, said in enumerate(("{{nội dung}}", unicodedata.normalize("NFD", "{{kỳ}}"))):
            line = f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"
            sealed = f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent>{line}</w:sdtContent></w:sdt>"
            paper.element.body.insert(at, parse_xml(sealed))

    docx, misfits = fill_docx(made(write), FILLING)
    assert misfits == []
    assert [line for line in said(docx) if line] == ["1. Kết quả", "Đã mở lớp.", "tháng 2/2026"]


def test_a_word_struck_out_under_tracked_changes_is_left_and_one_put_in_is_filled() -> None:
    def write(paper: Paper) -> None:
        by = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
        struck = f"<w:del {by}><w:r><w:delText>{{{{cũ}}}}</w:delText></w:r></w:del>"
        put_in = f"<w:ins {by}><w:r><w:t>{{{{kỳ}}}}</w:t></w:r></w:ins>"
        paper.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{struck}{put_in}</w:p>"))

    docx, misfits = fill_docx(made(write), FILLING)
    assert misfits == []
    kept = zipfile.ZipFile(BytesIO(docx)).read("word/document.xml").decode()
    assert ("{{cũ}}" in kept, "tháng 2/2026" in kept) == (True, True)


def test_blocks_are_set_in_the_face_of_their_placeholder() -> None:
    def write(paper: Paper) -> None:
        paper.add_paragraph().add_run("{{nội dung}}").font.name = "Times New Roman"

    docx, _misfits = fill_docx(made(write), FILLING)
    paper = Document(BytesIO(docx))
    lines = [*paper.paragraphs, *paper.tables[0].rows[0].cells[0].paragraphs]
    assert {run.font.name for line in lines for run in line.runs} == {"Times New Roman"}


def with_notes(kind: str, *lines: str, refer: Callable[[Paper], Any] | None = None) -> bytes:
    """As Word writes them: the line above the notes first, then each note; ``refer``: the paragraph that refers to it."""

    def write(paper: Paper) -> None:
        notes = "".join(
            f'<w:{kind} w:id="{at}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{line}</w:t></w:r></w:p></w:{kind}>'
            for at, line in enumerate(lines, start=1)
        )
        line = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        xml = f"<w:{kind}s {nsdecls('w')}>{line}{notes}</w:{kind}s>".encode()
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
        part = Part(PackURI(f"/word/{kind}s.xml"), content, xml, paper.part.package)
        paper.part.relate_to(part, f"{OFFICE}/{kind}s")
        told = refer(paper) if refer else paper.add_paragraph("Có chú thích.")
        told._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:{kind}Reference w:id="1"/></w:r>'))

    return made(write)


@pytest.mark.parametrize(
    ("kind", "where"), [("footnote", "Chú thích cuối trang"), ("endnote", "Chú thích cuối văn bản")]
)
def test_a_note_is_filled_and_what_does_not_fit_in_it_is_named_by_its_number(kind: str, where: str) -> None:
    docx, misfits = fill_docx(with_notes(kind, "Số liệu {{kỳ}}.", "Theo {{lạ}}.", "{{nội dung}}"), FILLING)
    kept = zipfile.ZipFile(BytesIO(docx)).read(f"word/{kind}s.xml").decode()
    assert "Số liệu tháng 2/2026." in kept
    assert [misfit.where for misfit in misfits] == [f"{where} 2, đoạn 1", f"{where} 3, đoạn 1"]
    assert "Không có “{{lạ}}”" in misfits[0].words
    assert "ngoài bảng và chú thích" in misfits[1].words


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_not_repeated_with_its_row_or_its_part(kind: str) -> None:
    def row(paper: Paper) -> Any:
        line = paper.add_table(1, 1).rows[0].cells[0].paragraphs[0]
        line.add_run("{{mỗi: việc}}{{hạn}}")
        return line

    def part(paper: Paper) -> Any:
        _begin, line, _end = [paper.add_paragraph(said) for said in ("{{mỗi: việc}}", "{{hạn}}", "{{hết}}")]
        return line

    for refer, place in ((row, "Bảng 1, hàng 1"), (part, "Đoạn 2")):
        _docx, [misfit] = fill_docx(with_notes(kind, "Theo kế hoạch.", refer=refer), FILLING)
        assert (misfit.where, "ngoài phần lặp" in misfit.words) == (place, True)


def test_notes_that_cannot_be_read_make_no_docx() -> None:
    with pytest.raises(ValueError, match="docx"):
        open_docx(with_notes("footnote", "<không đóng"))


def test_what_is_no_docx_or_unpacks_to_far_too_much_is_refused() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (65 * 2**20))
    for content in (b"%PDF-1.7", b"", bomb.getvalue()):
        with pytest.raises(ValueError, match=r"docx|large"):
            open_docx(content)


def test_small_and_large_letters_make_no_name_of_its_own() -> None:
    assert name_of("  Nơi,  NGÀY ") == "nơi, ngày"
