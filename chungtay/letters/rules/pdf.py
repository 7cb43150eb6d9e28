"""Sets a paper as PDF in the layout of the .docx, tagged: a screen reader finds its headings and tables (PDF/UA)."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from chungtay.letters.rules.layout import layout
from chungtay.letters.rules.parts import Block, Heading, Letter, Paragraph, Picture, Table
from chungtay.letters.rules.words import annex_label, number_line, place_and_date

_SOURCE = Path(__file__).parent.parent / "data" / "letter.typ"
# Where the machine has not the decree's own: it comes with the program and has every Vietnamese letter, which older
# copies of Liberation Serif have not.
_FONT = "Libertinus Serif"


def write_pdf(letter: Letter) -> bytes:
    """The paper as a tagged PDF (PDF/UA-1) with its title and language; its words are those of ``write_docx``."""
    said = {
        "title": f"{letter.kind} {letter.about}".strip(),
        "layout": _measures(),
        "number": number_line(letter.number, letter.symbol),
        "dated": place_and_date(letter.place, letter.dated),
        "blocks": [_block(block) for block in letter.blocks],
        "annexes": [
            {"label": annex_label(at), "title": title, "blocks": [_block(block) for block in blocks]}
            for at, (title, blocks) in enumerate(letter.annexes, 1)
        ],
        "authority": list(letter.signature.authority),
        "signer": letter.signature.name,
        **{name: getattr(letter, name) for name in ("issuer", "parent", "kind", "about", "mark", "archive")},
        **{name: list(getattr(letter, name)) for name in ("addressees", "bases", "recipients")},
    }
    told = {"letter": json.dumps(said, ensure_ascii=False)}
    return typst.compile(_source(), format="pdf", sys_inputs=told, pdf_standards=["ua-1"])


@cache
def _source() -> bytes:
    return _SOURCE.read_bytes()


def _measures() -> dict[str, Any]:
    known = layout()
    elements = {name: asdict(element) for name, element in known.elements.items()}
    return {
        "fonts": [known.font, _FONT],
        "page": known.page,
        "text": known.text,
        "picture": known.picture,
        "elements": elements,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"what": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"what": "paragraph", "text": block.text, "note": block.note}
        case Table():
            return {
                "what": "table", "heads": list(block.heads), "rows": [list(row) for row in block.rows],
                "widths": list(block.widths) or [1] * len(block.heads), "numbers": sorted(block.numbers),
                "unit": block.unit,
            }  # fmt: skip
        case Picture():
            png = list(block.png)  # JSON knows no bytes
            return {"what": "picture", "png": png, "words": block.words, "caption": block.caption}
