"""A paper that we set is as the decree asks, by a checker that reads the file itself; each departure is found."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from chungtay.letters.rules import (
    Heading,
    Letter,
    Paragraph,
    Signature,
    Table,
    check_layout,
    number_line,
    place_and_date,
    write_docx,
)
from chungtay.reader.read import read

LONG = "Đã tổ chức 6.041 buổi tuyên truyền, thu hút 435.889 lượt người tham gia, tăng 12,3% so với cùng kỳ năm trước. "
LETTER = Letter(
    parent="Ủy ban nhân dân tỉnh Mẫu",
    issuer="Công an tỉnh",
    symbol="BC-CAT",
    number=7,
    place="Mường Mẫu",
    dated=date(2026, 6, 16),
    kind="Báo cáo",
    about="Kết quả công tác phòng, chống ma túy 6 tháng đầu năm 2026",
    addressees=["Ủy ban nhân dân tỉnh"],
    bases=["Căn cứ Kế hoạch số 57/KH-UBND ngày 11/02/2026 của Ủy ban nhân dân tỉnh;"],
    blocks=[
        Heading("I. KẾT QUẢ CÔNG TÁC"),
        Heading("1. Công tác tuyên truyền", 2),
        Paragraph(LONG * 2),
        Table(
            ["STT", "Nội dung", "Số lượng"],
            [["1", "Buổi tuyên truyền", "6.041"]],
            (10, 60, 30),
            frozenset({2}),
            "buổi",
        ),
        Paragraph(LONG * 30),
    ],
    signature=Signature(["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "Người Ký Ví Dụ"),
    recipients=["Như trên", "Các sở, ban, ngành"],
    archive="Lưu: VT, PC04.",
)


def test_a_paper_is_set_as_the_decree_asks() -> None:
    assert check_layout(write_docx(LETTER)) == []


def test_a_letter_without_a_kind_says_what_it_is_about_under_its_number() -> None:
    assert (
        check_layout(write_docx(replace(LETTER, kind="", parent="", addressees=["Sở Y tế", "Sở Tài chính"])))
        == []
    )


def test_before_it_is_registered_number_and_day_stay_open() -> None:
    assert check_layout(write_docx(replace(LETTER, number=None, dated=None))) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "where"),
    [
        ("word/document.xml", 'w:left="1701"', 'w:left="1134"', "lề left"),
        ("word/document.xml", 'w:w="11906"', 'w:w="12240"', "khổ giấy"),
        ("word/document.xml", "<w:titlePg/>", "", "số trang"),
        ("word/document.xml", "CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "motto_state"),
        ("word/document.xml", "Độc lập - Tự do", "Độc lập-Tự do", "motto"),
        ("word/document.xml", "Số: 07/", "Số 7/", "number"),
        ("word/document.xml", "ngày 16 tháng", "16 tháng", "place_date"),
        ("word/styles.xml", "Times New Roman", "Arial", "phông chữ"),
        ("word/document.xml", 'w:firstLine="720"', 'w:firstLine="0"', "nội dung"),
        ("word/document.xml", 'w:before="120"', 'w:before="0"', "nội dung"),
    ],
)
def test_each_departure_is_found_and_named(part: str, old: str, new: str, where: str) -> None:
    spoilt = _changed(write_docx(LETTER), part, old, new)
    assert any(fault.where.startswith(where) for fault in check_layout(spoilt))


def test_what_is_no_docx_is_refused() -> None:
    with pytest.raises(ValueError, match="not a"):
        check_layout(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("properties", "order"),
    [
        (
            "pPr",
            "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc rPr sectPr",
        ),
        ("tblPr", "tblStyle tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook"),
    ],
)
def test_properties_stand_in_the_order_of_the_schema_so_that_word_has_nothing_to_mend(
    properties: str, order: str
) -> None:
    body = Document(BytesIO(write_docx(LETTER))).element.body
    found = [[child.tag.partition("}")[2] for child in one] for one in body.iter(qn(f"w:{properties}"))]
    assert any("pBdr" in names or "tblBorders" in names for names in found)
    assert [sorted(names, key=order.split().index) for names in found] == found


def test_our_own_reader_reads_the_paper_back(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(write_docx(LETTER))
    header = read(path).header
    assert (header.code, header.issued_on) == ("07/BC-CAT", "2026-06-16")
    assert header.issuer is not None
    assert header.issuer.startswith("Công an tỉnh")
    assert header.title == LETTER.about
    assert [signer.name for signer in header.signers] == ["Người Ký Ví Dụ"]
    assert any(figure.value == 6041 for figure in read(path).figures)


def test_days_and_the_first_months_take_a_nought() -> None:
    assert place_and_date("Mẫu", date(2026, 2, 3)) == "Mẫu, ngày 03 tháng 02 năm 2026"
    assert place_and_date("Mẫu", date(2026, 10, 30)) == "Mẫu, ngày 30 tháng 10 năm 2026"
    assert number_line(141, "KH-UBND") == "Số: 141/KH-UBND"


def _changed(docx: bytes, part: str, old: str, new: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            said = source.read(name)
            if name == part:
                assert old.encode() in said
                said = said.replace(old.encode(), new.encode())
            target.writestr(name, said)
    return file.getvalue()
