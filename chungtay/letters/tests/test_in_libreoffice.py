"""The .docx in a real LibreOffice: it opens, stands on the page as the decree asks, says what our PDF says, and comes back.

    apt-get install libreoffice-writer-nogui fonts-liberation2

Liberation Serif 2, which has the Vietnamese letters, has the widths of Times New Roman, so lines and pages break here where they break in Word.
"""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from docx.document import Document as Paper
from docx.text.paragraph import Paragraph as SetParagraph

from chungtay.letters.rules import (
    Filling,
    Heading,
    Paragraph,
    Table,
    check_layout,
    fill_docx,
    layout,
    write_docx,
    write_pdf,
)
from chungtay.letters.tests.test_filling import with_notes
from chungtay.letters.tests.test_layout import LETTER, LONG
from chungtay.letters.tests.test_likeness import ACROSS, DOWN, apart, with_picture
from chungtay.letters.tests.test_pdf import CLOSINGS, LAST, ending, text_of, words_of, words_of_docx
from chungtay.reader.read import read

OFFICE = shutil.which("soffice")
WRITER = Path("/usr/lib/libreoffice/program/libswlo.so")
FACES = Path("/usr/share/fonts/truetype")
HERE = OFFICE and WRITER.exists() and any(FACES.glob("liberation2/LiberationSerif-Regular.ttf"))
pytestmark = pytest.mark.skipif(
    not HERE,
    reason="LibreOffice Writer is not here: apt-get install libreoffice-writer-nogui fonts-liberation2",
)

POINTS = 72 / 25.4  # in a millimetre
HEADS = ["STT", "Nhiệm vụ", "Cơ quan", "Số lượt"]
ROWS = [[str(n), f"Nhiệm vụ {n}: {LONG}", "Công an tỉnh", str(37 * n)] for n in range(1, 31)]
TASKS = Table(HEADS, ROWS, (8, 52, 20, 20), frozenset({3}), "lượt")
REPORT = replace(
    LETTER,
    blocks=[*with_picture().blocks, Heading("2. Kết quả từng nhiệm vụ", 2), TASKS, Paragraph(LONG * 3)],
)
LETTERS = {
    "report": REPORT,
    "letter": replace(
        LETTER, kind="", number=None, dated=None, addressees=["Sở Y tế", "Sở Tài chính"],
        issuer="Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân",
    ),
}  # fmt: skip


# Pages that end where the table does, and without a rule the signature would begin the next.
CLOSED = {f"closed-{lines}": ending(CLOSINGS["a table"], lines) for lines in (12, 15, 18)}


def own_layout() -> bytes:
    """A Word file of somebody's own, filled: a head of the page, another face, a note, the blocks of the report."""

    def write(paper: Paper) -> SetParagraph:
        paper.sections[0].header.paragraphs[0].text = "Báo cáo {{kỳ}}"
        to = paper.add_paragraph("Kính gửi: {{nơi nhận}}")
        paper.add_paragraph().add_run("{{nội dung}}").font.name = layout().font
        return to

    words = {"kỳ": "tháng 2/2026", "nơi nhận": "Ủy ban nhân dân tỉnh"}
    template = with_notes("footnote", "Số liệu đến hết {{kỳ}}.", refer=write)
    return fill_docx(template, Filling(words, {"nội dung": REPORT.blocks}))[0]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what LibreOffice made of each paper: ``name.pdf``, and ``name.docx`` under ``again``."""
    folder = tmp_path_factory.mktemp("office")
    papers = {
        **{name: write_docx(letter) for name, letter in (LETTERS | CLOSED).items()},
        "own": own_layout(),
    }
    for name, content in papers.items():
        (folder / f"{name}.docx").write_bytes(content)
    for kind, out in (("pdf", folder), ("docx:MS Word 2007 XML", folder / "again")):
        asked = [
            str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
            "--outdir", str(out), *(str(folder / f"{name}.docx") for name in papers),
        ]  # fmt: skip
        subprocess.run(asked, check=True, capture_output=True, timeout=300)  # noqa: S603  the machine's own
    return folder


def pages(path: Path) -> list[Any]:
    return list(pdfplumber.open(BytesIO(path.read_bytes())).pages)


def place(page: Any, words: str) -> Any:
    """Where words stand on one line: x0, x1, top, and their chars with face and size."""
    return page.search(re.escape(words))[0]


def looks(found: Any) -> tuple[set[float], set[str]]:
    return {round(one["size"]) for one in found["chars"]}, {
        one["fontname"].partition("+")[2] for one in found["chars"] if one["text"].strip()
    }


def ruled(page: Any, found: Any) -> float:
    """The solid line beneath, as a share of the words above it."""
    drawn = [*page.lines, *page.rects, *page.curves]
    [width] = {
        round(one["x1"] - one["x0"], 1)
        for one in drawn
        if one["x1"] - one["x0"] > 10
        and abs(one["x0"] + one["x1"] - found["x0"] - found["x1"]) < 4
        and 0 < one["top"] - found["bottom"] < 9
    }
    return float(width / (found["x1"] - found["x0"]))


@pytest.mark.parametrize("name", LETTERS)
def test_it_says_the_words_of_the_paper_in_their_order_and_no_others(opened: Path, name: str) -> None:
    said = words_of(text_of((opened / f"{name}.pdf").read_bytes()))
    ours = words_of(text_of(write_pdf(LETTERS[name])))
    wanted = words_of_docx(LETTERS[name])
    rest = iter(said)
    assert [word for word in wanted if word not in rest] == []
    numbers = {str(number) for number in range(2, 20)}
    assert set((Counter(said) - Counter(wanted)).keys()) <= {*numbers, *words_of(" ".join(HEADS))}
    assert set(wanted) <= set(ours)


@pytest.mark.parametrize("name", LETTERS)
def test_the_head_stands_as_the_decree_asks(opened: Path, name: str) -> None:
    page, elements = pages(opened / f"{name}.pdf")[0], layout().elements
    state, motto = place(page, elements["motto_state"].text), place(page, elements["motto"].text)
    dated, number = place(page, "Mường Mẫu, ngày"), place(page, "Số: ")
    parent = place(page, "ỦY BAN NHÂN DÂN TỈNH MẪU")
    middle = page.width / 2
    assert (
        parent["x1"] < middle < min(state["x0"] + 40, motto["x0"], dated["x0"]),
        number["x1"] < middle,
    ) == (
        True,
        True,
    )
    assert abs(parent["top"] - state["top"]) < 2
    assert abs(number["bottom"] - dated["bottom"]) < 2  # on one line, however many the issuer takes
    assert (looks(state), looks(motto)) == (
        ({12}, {"LiberationSerif-Bold"}),
        ({13}, {"LiberationSerif-Bold"}),
    )
    assert (looks(number), looks(dated)) == (({13}, {"LiberationSerif"}), ({13}, {"LiberationSerif-Italic"}))
    assert 0.95 < ruled(page, motto) < 1.05


def test_the_rules_under_issuer_and_subject_are_a_third_to_a_half_of_the_line(opened: Path) -> None:
    page = pages(opened / "report.pdf")[0]
    for words in ("CÔNG AN TỈNH", str(REPORT.about)):
        assert 1 / 3 < ruled(page, place(page, words)) < 1 / 2
    kind = place(page, "BÁO CÁO")
    left, right = layout().page["set"][3] * POINTS, page.width - layout().page["set"][1] * POINTS
    assert abs(kind["x0"] + kind["x1"] - left - right) < 4


@pytest.mark.parametrize("name", [*LETTERS, "own"])
def test_nothing_runs_over_the_margins_and_pages_are_numbered_from_the_second(
    opened: Path, name: str
) -> None:
    top, right, bottom, left = (side * POINTS for side in layout().page["set"])
    if name == "own":
        top, right, bottom, left = (
            0,
            78,
            72,
            78,
        )  # an inch and a quarter; tables stand out by their cells' margin
    for at, page in enumerate(pages(opened / f"{name}.pdf"), start=1):
        assert (round(page.width / POINTS), round(page.height / POINTS)) in ((210, 297), (216, 279))
        above = [one for one in page.extract_words() if one["top"] < top - 3]
        assert [one["text"] for one in above] == ([str(at)] if at > 1 and name != "own" else [])
        for one in (*page.extract_words(), *page.images):
            assert left - 2 < one["x0"] < one["x1"] < page.width - right + 2
            assert one["bottom"] < page.height - bottom + 2


def test_a_table_keeps_its_heads_on_every_page_and_no_row_is_torn(opened: Path) -> None:
    found = [table for page in pages(opened / "report.pdf") for table in page.extract_tables()]
    tasks = [table for table in found if len(table[0]) == len(HEADS)]
    assert len(tasks) > 1
    assert all(table[0] == HEADS for table in tasks)
    told = [[" ".join(cell.split()) for cell in row] for table in tasks for row in table[1:]]
    assert told == [[" ".join(cell.split()) for cell in row] for row in ROWS]


def test_the_foot_stands_whole_with_the_recipients_on_the_left_and_the_signature_on_the_right(
    opened: Path,
) -> None:
    page = pages(opened / "report.pdf")[-1]
    recipients, authority = place(page, "Nơi nhận:"), place(page, "KT. GIÁM ĐỐC")
    signer = place(page, LETTER.signature.name)
    assert abs(recipients["top"] - authority["top"]) < 4
    assert recipients["x1"] < page.width / 2 < min(authority["x0"], signer["x0"])
    assert looks(recipients) == ({12}, {"LiberationSerif-BoldItalic"})
    assert signer["top"] - authority["bottom"] > 60  # room for a hand and a seal


@pytest.mark.parametrize("name", CLOSED)
def test_the_signature_never_stands_alone_beneath_the_end_of_a_table(opened: Path, name: str) -> None:
    _before, end = pages(opened / f"{name}.pdf")
    assert place(end, LAST)["top"] < place(end, "Nơi nhận:")["top"]


@pytest.mark.parametrize("number", [0, -1])
def test_its_pages_look_as_they_did(opened: Path, number: int) -> None:
    name = "office-first" if number == 0 else "office-last"
    assert apart((opened / "report.pdf").read_bytes(), number, name) <= ACROSS * DOWN // 50


def test_what_it_saves_again_is_still_as_the_decree_asks_and_our_reader_reads_it(opened: Path) -> None:
    again = opened / "again" / "report.docx"
    assert check_layout(again.read_bytes()) == []
    first, second = read(opened / "report.docx"), read(again)
    assert (second.header.code, second.header.title) == (first.header.code, first.header.title)
    assert [one.value for one in second.figures] == [one.value for one in first.figures]


def test_a_layout_of_somebody_s_own_is_opened_with_what_was_filled_in(opened: Path) -> None:
    told = " ".join(text_of((opened / "own.pdf").read_bytes()).split())
    assert "{{" not in told
    for words in (
        "Báo cáo tháng 2/2026",
        "Kính gửi: Ủy ban nhân dân tỉnh",
        "Hình 1. Buổi tuyên truyền",
        "Số liệu đến hết tháng 2/2026.",
        "1110",
    ):
        assert words in told
