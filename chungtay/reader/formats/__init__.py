"""From a file to a RawDocument. The kind of a file is told by its content, never by its name."""

import hashlib
from pathlib import Path

from chungtay.reader.blocks import RawDocument
from chungtay.reader.formats.text import read_lines


def open_document(path: Path) -> RawDocument:
    content = path.read_bytes()
    return RawDocument(
        name=path.name,
        media_type="text/plain",
        sha256=hashlib.sha256(content).hexdigest(),
        blocks=read_lines(content.decode("utf-8-sig")),
        wrapped=True,
    )
