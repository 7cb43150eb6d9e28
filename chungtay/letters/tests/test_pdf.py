"""The PDF says what the .docx says, in the same places, and a screen reader can read it."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from PIL import Image

from chungtay.letters.rules import Block, Heading, Letter, Paragraph, Picture, layout, write_docx, write_pdf
from chungtay.letters.tests.test_layout import LETTER


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


def test_a_picture_is_drawn_and_said_in_words() -> None:
    drawn = BytesIO()
    Image.new("RGB", (40, 20), "white").save(drawn, "PNG")
    blocks: list[Block] = [
        Heading("I. HÌNH"),
        Paragraph("Xem hình."),
        Picture(drawn.getvalue(), "Số vụ tăng dần", "Hình 1"),
    ]
    pdf = write_pdf(replace(LETTER, blocks=blocks))
    assert "Hình 1" in text_of(pdf)
    with pytest.raises(Exception, match="alt text"):  # a picture without words is no paper for everybody
        write_pdf(replace(LETTER, blocks=[Picture(drawn.getvalue(), "")]))
