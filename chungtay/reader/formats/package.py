"""The zip file that a .docx is, opened with distrust.

Sizes are checked before anything is inflated and again while it is, since what a zip says of itself may be a lie.
XML that declares a document type is refused: Word never writes one, and entities hide in nothing else.
"""

import io
import zipfile
import zlib
from typing import IO

from chungtay.reader.problems import unreadable

LARGEST_PART = 400 * 1024**2
LARGEST_SUM = 1024**3
HIGHEST_RATIO = 200  # text in XML shrinks to a tenth or a twentieth, hardly ever further
RATIO_MATTERS = 20 * 1024**2  # small parts may shrink as they like
MOST_PARTS = 20_000
MAIN_PART = "word/document.xml"
DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))


class Package:
    """The parts of a .docx; parts are read as streams that watch what comes out."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise unreadable("damaged") from error
        self._names = {info.filename for info in self._zip.infolist()}
        if MAIN_PART not in self._names:
            raise unreadable("not_word")
        self._check_sizes()

    def _check_sizes(self) -> None:
        """The XML parts only: pictures are never inflated."""
        parts = [info for info in self._zip.infolist() if info.filename.endswith((".xml", ".rels"))]
        if len(self._names) > MOST_PARTS or sum(info.file_size for info in parts) > LARGEST_SUM:
            raise unreadable("too_much_inside")
        for info in parts:
            ratio = info.file_size / max(1, info.compress_size)
            if info.file_size > LARGEST_PART or (info.file_size > RATIO_MATTERS and ratio > HIGHEST_RATIO):
                raise unreadable("too_much_inside")
            if info.flag_bits & 1:
                raise unreadable("password")

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def open(self, name: str) -> "Watched":
        try:
            return Watched(self._zip.open(name), self._zip.getinfo(name))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as error:
            raise unreadable("damaged") from error


class Watched:
    """A part while it is inflated: stops at the announced size and at a document type."""

    def __init__(self, stream: IO[bytes], info: zipfile.ZipInfo) -> None:
        self._stream = stream
        self._left = info.file_size
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read(min(size, 1024**2) if size > 0 else 1024**2)
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError) as error:
            raise unreadable("damaged") from error
        self._left -= len(data)
        if self._left < 0:
            raise unreadable("too_much_inside")
        seen = self._tail + data
        if any(doctype in seen for doctype in DOCTYPES):
            raise unreadable("unsafe")
        self._tail = seen[-32:]
        return data
