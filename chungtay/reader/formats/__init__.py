"""From a file to a RawDocument. The kind of a file is told by its content, never by its name."""

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from chungtay.reader.blocks import Block, Grid, Paragraph, RawDocument, map_paragraphs
from chungtay.reader.encodings import conversion_for, decode
from chungtay.reader.formats.sniff import DOCX, HTML, MARKDOWN, PDF, refuse_foreign, text_type
from chungtay.reader.formats.text import read_lines
from chungtay.reader.problems import unreadable
from chungtay.reader.syllables import WORD, share_vietnamese

LARGEST = 50 * 1024 * 1024
SAMPLE = 200_000  # characters looked at to know the language
FEWEST_WORDS = 12
LEAST_VIETNAMESE = 0.2  # a share of marked Vietnamese words; foreign names and numbers make it lower than 0.7

Blocks = tuple[Block, ...]


def open_document(path: Path, limit: int = LARGEST) -> RawDocument:
    """Read a file of at most ``limit`` bytes. Raises Unreadable with a code and a Vietnamese sentence."""
    content = _content(path, limit)
    media_type, blocks, wrapped = _blocks(content)
    blocks = _in_unicode(blocks)
    _require_vietnamese(blocks)
    return RawDocument(path.name, media_type, hashlib.sha256(content).hexdigest(), blocks, wrapped)


def _content(path: Path, limit: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > limit:
            raise unreadable("too_large", size=-(-size // 1024**2), limit=limit // 1024**2)
        content = path.read_bytes()
    except OSError as error:
        raise unreadable("missing") from error
    if not content.strip():
        raise unreadable("empty")
    return content


def _blocks(content: bytes) -> tuple[str, Blocks, bool]:
    """Media type, blocks, and whether a block may be a physical line. Parsers are loaded when first needed."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return PDF, _parser("pdf", "read_pdf")(content), True
    if content.startswith(b"PK\x03\x04"):
        return DOCX, _parser("docx", "read_docx")(content), False
    refuse_foreign(content)
    text = decode(_page_of_archive(content) if content[:13].lower() == b"mime-version:" else content)
    if not text.strip():
        raise unreadable("empty")
    kind = text_type(text)
    if kind == HTML:
        return HTML, _parser("html", "read_html")(text), False
    if kind == MARKDOWN:
        return MARKDOWN, _parser("markdown", "read_markdown")(text), True
    return kind, read_lines(text), True


def _page_of_archive(content: bytes) -> bytes:
    """The page inside a web archive; collections of laws hand these out as ".doc"."""
    message = import_module("email").message_from_bytes(content)
    pages = [
        part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html"
    ]
    return pages[0] if pages and pages[0] else content


def _parser(module: str, function: str) -> Callable[[bytes | str], Blocks]:
    parser: Callable[[bytes | str], Blocks] = getattr(
        import_module(f"chungtay.reader.formats.{module}"), function
    )
    return parser


def _in_unicode(blocks: Blocks) -> Blocks:
    """Text in the fonts of the time before Unicode, which nothing but its words gives away."""
    convert = conversion_for(_texts(blocks))
    if convert is None:
        return blocks
    return tuple(map_paragraphs(list(blocks), lambda p: (replace(p, text=convert(p.text)),)))


def _require_vietnamese(blocks: Blocks) -> None:
    sample = ""
    for text in (unicodedata.normalize("NFC", text) for text in _texts(blocks)):
        sample += text + "\n"
        if len(sample) > SAMPLE:
            break
    if not sample.strip():
        raise unreadable("empty")
    if len(WORD.findall(sample)) >= FEWEST_WORDS and share_vietnamese(sample) < LEAST_VIETNAMESE:
        raise unreadable("not_vietnamese")


def _texts(blocks: Blocks) -> list[str]:
    return [
        p.text for block in blocks for p in ((block,) if isinstance(block, Paragraph) else _inside(block))
    ]


def _inside(grid: Grid) -> tuple[Paragraph, ...]:
    return tuple(p for row in grid.rows for cell in row for p in cell.paragraphs)
