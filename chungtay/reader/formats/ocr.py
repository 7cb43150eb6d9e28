"""Scanned pages read by Tesseract with its Vietnamese data, where both are installed (Debian: PACKAGES).

A page goes as an image to the program's input and comes back as words with their places, so that columns and
paragraphs are found as on any other page. No file is written. The program sees no network where the kernel lets
an ordinary user part a process from it; it opens no connection anywhere.
"""

import ctypes
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from statistics import median

import pypdfium2

from chungtay.reader.formats.pdf_page import WIDE_GAP, Segment
from chungtay.reader.problems import unreadable

PACKAGES = "tesseract-ocr tesseract-ocr-vie"
LANGUAGE = "vie"
DPI = 300  # below, Vietnamese marks run together
LARGEST = 40_000_000  # pixels of a page: A3 at 300 dpi has 17 million
MOST_PAGES = 60
PAGE_SECONDS = 40.0
ALL_SECONDS = 160.0  # for the pages of one paper together
POINTS = 72.0  # to the inch
WORD = "5"  # the level of a row of Tesseract's table that holds a word
LEAST_SURE = 20.0  # percent; below, specks and stamps
PARTED = ("unshare", "--user", "--map-root-user", "--net")


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, str, str]  # block, paragraph, line
    text: str
    x0: int
    x1: int
    top: int
    bottom: int
    sure: float  # percent


@dataclass(frozen=True, slots=True)
class Scanned:
    """The lines of a page as segments in points from its lower left corner; ``sure`` 0 to 1, over all words."""

    segments: tuple[Segment, ...]
    sure: float


class Recogniser:
    """Reads the scanned pages of one paper, within the limits for all of them."""

    def __init__(self, pages: int) -> None:
        """Raises Unreadable where the program is not installed or the scan has too many pages."""
        if not installed():
            raise unreadable("scan")
        if pages > MOST_PAGES:
            raise unreadable("scan_too_long", pages=pages, limit=MOST_PAGES)
        self.until = time.monotonic() + ALL_SECONDS

    def read(self, page: pypdfium2.PdfPage) -> Scanned:
        """The words on the page. Raises Unreadable where it takes too long."""
        height = page.get_height()
        scale = min(DPI / POINTS, (LARGEST / max(page.get_width() * height, 1.0)) ** 0.5)
        left = min(PAGE_SECONDS, self.until - time.monotonic())
        if left <= 0:
            raise unreadable("scan_too_slow")
        words = list(_words(_recognised(_picture(page, scale), round(scale * POINTS), left)))
        size = median(word.bottom - word.top for word in words) if words else 1.0
        lines = [list(line) for _, line in groupby(words, lambda word: word.line)]
        found = [segment for line in lines for segment in _segments(line, size)]
        sure = sum(word.sure for word in words) / len(words) / 100 if words else 0.0
        return Scanned(tuple(_in_points(one, scale, height) for one in found), sure)


@cache
def installed() -> bool:
    """Whether Tesseract and its Vietnamese data are there."""
    program = shutil.which("tesseract")
    return program is not None and LANGUAGE in _said(program, "--list-langs").split()


@cache
def _parting() -> tuple[str, ...]:
    """What to put before a command so that it sees no network; () where the kernel does not allow it."""
    return PARTED if "parted" in _said(*PARTED, "echo", "parted") else ()


def _said(*command: str) -> str:
    """What a small question to a program is answered; "" where it cannot be asked."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PAGE_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _picture(page: pypdfium2.PdfPage, scale: float) -> bytes:
    """The page in greys, as a portable graymap: a head and the bytes."""
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        grey = ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height)
        rows = [grey[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)]
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
    finally:
        bitmap.close()


def _recognised(picture: bytes, dpi: int, seconds: float) -> str:
    """Tesseract's table of words; the program is killed when its time is over."""
    program = shutil.which("tesseract") or "tesseract"
    command = [*_parting(), program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(dpi), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - the paper reaches it as bytes on its input, never as words of the command
            command,
            input=picture,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise unreadable("scan_too_slow") from error
    return done.stdout.decode("utf-8", errors="replace")


def _words(table: str) -> Iterator[_Word]:
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == WORD and cells[11].strip() and float(cells[10]) >= LEAST_SURE:
            left, top, width, height = (int(cell) for cell in cells[6:10])
            line = (cells[2], cells[3], cells[4])
            text, sure = cells[11].strip(), float(cells[10])
            yield _Word(line, text, left, left + width, top, top + height, sure)


def _segments(line: Sequence[_Word], size: float) -> Iterator[Segment]:
    """The words of a line, parted where a column lies between them; still in pixels from the top."""
    middle = sum(word.top + word.bottom for word in line) / len(line) / 2
    cuts = [0, *(n for n, (a, b) in enumerate(pairwise(line), 1) if b.x0 - a.x1 > WIDE_GAP * size), len(line)]
    for first, end in pairwise(cuts):
        run = line[first:end]
        text = " ".join(word.text for word in run)
        yield Segment(text, run[0].x0, run[-1].x1, middle, size, run[0].x1 - run[0].x0, bold=False)


def _in_points(one: Segment, scale: float, height: float) -> Segment:
    return Segment(
        one.text,
        one.x0 / scale,
        one.x1 / scale,
        height - one.y / scale,
        one.size / scale,
        one.first_word / scale,
        bold=False,
    )
