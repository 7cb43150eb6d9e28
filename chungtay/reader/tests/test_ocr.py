"""Scanned papers: printed, photographed page by page, and read again."""

import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from chungtay.reader.contract import Reading
from chungtay.reader.formats import ocr, pdf
from chungtay.reader.problems import Unreadable
from chungtay.reader.read import read, summary_of
from chungtay.reader.tests.corpus.marked import Paper
from chungtay.reader.tests.corpus.measure import written
from chungtay.reader.tests.corpus.printing import print_paper

DPI = 200


def plan() -> Paper:
    return next(paper for paper in written("written") if paper.name == "commune_drug_free")


def photographed(content: bytes, *, pages: slice = slice(None), under: str = "") -> bytes:
    """The same pages as images alone, those of ``pages``; ``under``: words that a scanner laid under them."""
    out = io.BytesIO()
    canvas = Canvas(out)
    document = pypdfium2.PdfDocument(content)
    for page in list(document)[pages]:
        size = page.get_size()
        canvas.setPageSize(size)
        if under:
            canvas.drawString(50, 400, under)
        image = page.render(scale=DPI / 72, grayscale=True).to_pil()
        canvas.drawImage(ImageReader(image), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read_scan(folder: Path, content: bytes) -> Reading:
    path = folder / "scan.pdf"
    path.write_bytes(content)
    return read(path)


@pytest.fixture(scope="module")
def scan() -> bytes:
    return photographed(print_paper(plan(), "paged.pdf"))


@pytest.fixture(scope="module")
def reading(scan: bytes, tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read_scan(tmp_path_factory.mktemp("scan"), scan)


def test_a_scanned_plan_is_read_like_a_printed_one(reading: Reading) -> None:
    asked = plan().golden
    assert reading.header.code == asked["header"]["code"]
    assert reading.header.issued_on == asked["header"]["issued_on"]
    leads = [name for task in reading.tasks for name in task.lead]
    known = [name for task in asked["tasks"] for name in task["lead"]]
    assert len(set(leads) & set(known)) >= len(set(known)) - 1


def test_a_reading_of_a_scan_says_so_and_how_sure_each_paragraph_is(reading: Reading) -> None:
    assert reading.to_json()["source"]["ocr"] is True
    assert "nhận dạng từ bản quét" in summary_of(reading)
    assert "".join(reading.text[slice(*span)] for span, _ in reading.source.scanned) == reading.text.replace(
        "\n", ""
    )
    assert all(0.5 < sure <= 1 for _, sure in reading.source.scanned)


def test_a_misread_letter_is_never_called_an_error(reading: Reading) -> None:
    assert not [check for check in reading.checks if check.severity == "error" or check.code == "numbering"]


def test_a_printed_paper_is_not_marked(tmp_path: Path) -> None:
    said = read_scan(tmp_path, print_paper(plan(), "paged.pdf"))
    assert not said.source.ocr
    assert said.source.scanned == ()


def test_scanned_pages_stand_in_their_place_among_printed_ones(tmp_path: Path) -> None:
    printed = pypdfium2.PdfDocument(print_paper(plan(), "paged.pdf"))
    mixed = pypdfium2.PdfDocument.new()
    mixed.import_pages(printed, [0])
    mixed.import_pages(
        pypdfium2.PdfDocument(photographed(print_paper(plan(), "paged.pdf"), pages=slice(1, None)))
    )
    out = io.BytesIO()
    mixed.save(out)
    said = read_scan(tmp_path, out.getvalue())
    assert said.source.ocr
    assert said.header.number == "36"
    assert said.header.signers[0].name == "Hoàng Văn Thí Dụ"
    assert 0 < len(said.source.scanned) < len(said.text.split("\n"))


def test_nonsense_under_the_image_gives_way_to_what_is_seen(tmp_path: Path) -> None:
    nonsense = "xqj wkv zzt plm qwx vbn trw hjk lpo mnb vcx zas dfg hjk"
    scan = photographed(print_paper(plan(), "paged.pdf"), pages=slice(0, 1), under=nonsense)
    assert read_scan(tmp_path, scan).header.code == "36/KH-UBND"


def test_without_the_program_one_sentence_says_what_to_install_and_what_else_helps(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scan: bytes
) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: False)
    monkeypatch.setattr(pdf, "installed", lambda: False)
    with pytest.raises(Unreadable) as refusal:
        read_scan(tmp_path, scan)
    assert refusal.value.code == "scan"
    assert all(package in refusal.value.message for package in ocr.PACKAGES.split())
    assert ".docx" in refusal.value.message


def test_too_many_pages_are_refused_with_the_limit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scan: bytes
) -> None:
    monkeypatch.setattr(ocr, "MOST_PAGES", 1)
    with pytest.raises(Unreadable) as refusal:
        read_scan(tmp_path, scan)
    assert refusal.value.code == "scan_too_long"
    assert "2 trang" in refusal.value.message
    assert "1 trang" in refusal.value.message


@pytest.mark.parametrize("limit", ["PAGE_SECONDS", "ALL_SECONDS"])
def test_the_program_is_stopped_when_its_time_is_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scan: bytes, limit: str
) -> None:
    assert ocr.installed()
    monkeypatch.setattr(ocr, limit, 0.01)
    with pytest.raises(Unreadable) as refusal:
        read_scan(tmp_path, scan)
    assert refusal.value.code == "scan_too_slow"
    children = Path("/proc/self/task").glob("*/children")
    names = [Path("/proc", pid, "comm").read_text() for file in children for pid in file.read_text().split()]
    assert "tesseract\n" not in names


def test_the_program_sees_no_network_where_the_kernel_can_part_it() -> None:
    seen = ocr._said(*ocr._parting(), "cat", "/proc/self/net/dev")
    cards = [line.split(":")[0].strip() for line in seen.splitlines() if ":" in line]
    assert cards == ["lo"] or not ocr._parting()
