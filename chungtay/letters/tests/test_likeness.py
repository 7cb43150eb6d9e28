"""The pages of the PDF look as they did: held against small likenesses, letters for shades of grey, kept beside.

A wanted change is taken over by writing ``shades(...)`` into its file anew. typst sets with the face that it brings, so
that every machine sees the same page.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst

from chungtay.letters.rules import Letter, Picture, write_pdf
from chungtay.letters.tests.test_layout import LETTER
from chungtay.pictures.rules import Bar, League, Words, png_of, words_of

KEPT = Path(__file__).parent / "likenesses"
ACROSS, DOWN = 42, 60  # cells of a page
INK = " .:-=+*#%@"
DARKEST = 130  # of 255: what a cell of a page full of letters comes to


@pytest.fixture(autouse=True)
def _own_face(monkeypatch: pytest.MonkeyPatch) -> None:
    set_by: Callable[..., Any] = typst.compile
    monkeypatch.setattr(
        typst, "compile", lambda *given, **named: set_by(*given, **{**named, "ignore_system_fonts": True})
    )


def shades(pdf: bytes, page: int) -> list[str]:
    drawn = pypdfium2.PdfDocument(pdf)[page].render(scale=2).to_pil().convert("L").resize((ACROSS, DOWN))
    return [
        "".join(INK[min(len(INK) - 1, (255 - drawn.getpixel((x, y))) * len(INK) // DARKEST)] for x in range(ACROSS))
        for y in range(DOWN)
    ]  # fmt: skip


def apart(pdf: bytes, number: int, name: str) -> int:
    """Cells of a page that differ by more than a hair, which is another version of the renderer."""
    kept = (KEPT / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    now = shades(pdf, number % len(pypdfium2.PdfDocument(pdf)))
    pairs = zip("".join(now), "".join(one.ljust(ACROSS) for one in kept), strict=True)
    return sum(abs(INK.index(one) - INK.index(other)) > 1 for one, other in pairs)


def with_picture() -> Letter:
    league = League("Xếp", "buổi", [Bar("Xã A", Decimal(9)), Bar("Xã B", Decimal(4)), Bar("Xã C", None)])
    picture = Picture(png_of(league), words_of(league, Words()), "Hình 1. Buổi tuyên truyền của các xã")
    return replace(LETTER, blocks=[*LETTER.blocks[:4], picture])


@pytest.mark.parametrize(
    ("name", "letter", "number"),
    [("first", lambda: LETTER, 0), ("last", lambda: LETTER, -1), ("picture", with_picture, -1)],
)
def test_a_page_looks_as_it_did(name: str, letter: Callable[[], Letter], number: int) -> None:
    assert apart(write_pdf(letter()), number, name) <= ACROSS * DOWN // 50
