"""The PDF says what the .docx says, in the same places, and a screen reader can read it."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
from docx import Document
from PIL import Image

from chungtay.letters.rules import (
    Block,
    Heading,
    Letter,
    Paragraph,
    Picture,
    Table,
    layout,
    write_docx,
    write_pdf,
)
from chungtay.letters.tests.test_layout import LETTER, LONG


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def words_of_docx(letter: Letter) -> list[str]:
    """Every word of the body and its tables, in order."""
    paper = Document(BytesIO(write_docx(letter)))
    return words_of(
        " ".join(text.text or "" for text in paper.element.body.iter() if text.tag.endswith("}t"))
    )


@pytest.mark.parametrize(
    "letter",
    [LETTER, replace(LETTER, kind="", parent="", number=None, dated=None), replace(LETTER, bases=[])],
)
def test_it_says_the_words_of_the_docx(letter: Letter) -> None:
    said, wanted = Counter(words_of(text_of(write_pdf(letter)))), Counter(words_of_docx(letter))
    assert wanted - said == Counter()
    # The number of the second page; a horn that a font sets apart from its letter is read twice.
    assert set(said - wanted) <= {"2", "ơ"}


def test_it_is_tagged_and_names_its_title_and_language() -> None:
    pdf = write_pdf(LETTER)
    paper = pypdfium2.PdfDocument(pdf)
    assert paper.get_metadata_value("Title") == f"Báo cáo {LETTER.about}"
    assert pypdfium2.raw.FPDFCatalog_IsTagged(paper.raw)
    assert b"/Lang(vi-VN)" in pdf
    assert b"pdfuaid:part" in pdf


def test_its_page_is_that_of_the_decree() -> None:
    page = pypdfium2.PdfDocument(write_pdf(LETTER))[0]
    millimetre = 72 / 25.4
    width, height = page.get_size()
    known = layout().page
    assert (round(width / millimetre), round(height / millimetre)) == (known["width"], known["height"])
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
    _top, right, _bottom, left = known["set"]
    assert min(box[0] for box in boxes) / millimetre >= left - 1
    assert max(box[2] for box in boxes) / millimetre <= known["width"] - right + 1


def test_the_state_stands_on_the_right_and_the_issuer_on_the_left_of_the_same_line() -> None:
    page = pypdfium2.PdfDocument(write_pdf(LETTER))[0]
    text = page.get_textpage()

    def place(words: str) -> tuple[float, float]:
        at = text.search(words).get_next()
        assert at is not None
        box = text.get_charbox(at[0])
        return box[0], box[1]

    middle = page.get_size()[0] / 2
    parent, state = place("ỦY BAN NHÂN DÂN"), place("CỘNG HÒA")
    assert parent[0] < middle
    assert abs(parent[1] - state[1]) < 6
    assert place("Độc lập")[0] > middle
    assert place("Số: ")[0] < middle


def picture(wide: int, tall: int, caption: str) -> Picture:
    drawn = BytesIO()
    Image.new("RGB", (wide, tall), "grey").save(drawn, "PNG")
    return Picture(drawn.getvalue(), "Số vụ tăng dần", caption)


LAST = "Đến đây là hết"
CLOSINGS: dict[str, Block] = {
    "a long paragraph": Paragraph(f"{LONG * 6} {LAST}"),
    "one line": Paragraph(LAST),
    "a table": Table(["STT", "Việc"], [*([str(at), "Mở lớp"] for at in range(1, 9)), ["9", LAST]], (10, 90)),
    "a table of one row": Table(["STT", "Việc"], [["1", LAST]], (10, 90)),
    "a picture": picture(160, 60, LAST),
    "a heading": Heading(LAST),
}


def ending(last: Block, lines: int) -> Letter:
    return replace(LETTER, blocks=[*(Paragraph(f"Dòng {at}.") for at in range(lines)), last])


@pytest.mark.parametrize("last", CLOSINGS.values(), ids=CLOSINGS)
def test_the_signature_never_stands_alone_wherever_the_page_ends(last: Block) -> None:
    pages_of_each = set()
    for lines in range(8, 30):
        *before, end = pypdfium2.PdfDocument(write_pdf(ending(last, lines)))
        assert LAST in end.get_textpage().get_text_range()
        pages_of_each.add(len(before) + 1)
    assert pages_of_each == {1, 2}  # somewhere between, the signature alone had no room left


def test_the_last_row_of_a_table_stands_under_its_heads_on_a_page_of_its_own() -> None:
    said = [text_of(write_pdf(ending(CLOSINGS["a table"], lines))) for lines in range(6, 24, 2)]
    assert {text.count("STT Việc") for text in said} == {1, 2}
    assert any("STT Việc\r\n9 Đến đây" in text for text in said)


@pytest.mark.parametrize(("wide", "tall", "across", "down"), [(100, 300, 140 / 3, 140), (200, 100, 160, 80)])
def test_a_tall_picture_leaves_its_caption_room_on_the_page(
    wide: int, tall: int, across: float, down: float
) -> None:
    letter = replace(LETTER, blocks=[*LETTER.blocks[:3], picture(wide, tall, "Hình 1")])
    [page] = [page for page in pdfplumber.open(BytesIO(write_pdf(letter))).pages if page.images]
    [drawn] = page.images
    millimetre = 72 / 25.4
    assert (drawn["width"] / millimetre, drawn["height"] / millimetre) == pytest.approx((across, down), abs=1)
    [caption] = page.search("Hình 1")
    assert 0 < caption["top"] - drawn["bottom"] < 10 * millimetre
    [shape] = Document(BytesIO(write_docx(letter))).inline_shapes
    assert (shape.width.mm, shape.height.mm) == pytest.approx((across, down), abs=1)


def test_a_picture_is_drawn_and_said_in_words() -> None:
    blocks: list[Block] = [
        Heading("I. HÌNH"),
        Paragraph("Xem hình."),
        picture(40, 20, "Hình 1"),
    ]
    pdf = write_pdf(replace(LETTER, blocks=blocks))
    assert "Hình 1" in text_of(pdf)
    with pytest.raises(Exception, match="alt text"):  # a picture without words is no paper for everybody
        write_pdf(replace(LETTER, blocks=[replace(picture(40, 20, ""), words="")]))
