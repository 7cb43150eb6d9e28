"""Setting an official paper, and holding one against the decree."""

from chungtay.letters.rules.checking import Fault, check_layout
from chungtay.letters.rules.filling import Filling, Misfit, Rows, fill_docx, name_of, open_docx
from chungtay.letters.rules.layout import layout
from chungtay.letters.rules.parts import (
    Block,
    Heading,
    Letter,
    Paragraph,
    Picture,
    Signature,
    Table,
)
from chungtay.letters.rules.pdf import write_pdf
from chungtay.letters.rules.seals import Root, Seal, read_root, read_seals
from chungtay.letters.rules.words import number_line, place_and_date
from chungtay.letters.rules.writing import write_docx

__all__ = [
    "Block",
    "Fault",
    "Filling",
    "Heading",
    "Letter",
    "Misfit",
    "Paragraph",
    "Picture",
    "Root",
    "Rows",
    "Seal",
    "Signature",
    "Table",
    "check_layout",
    "fill_docx",
    "layout",
    "name_of",
    "number_line",
    "open_docx",
    "place_and_date",
    "read_root",
    "read_seals",
    "write_docx",
    "write_pdf",
]
