"""What a file is called and what its first bytes say it is."""

import re
import unicodedata
from pathlib import PurePosixPath

NAME_LIMIT = 150
UNKNOWN = "application/octet-stream"
_STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_ZIPPED = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
)
_HTML = re.compile(rb"\s*(<!doctype html|<html|<head|<body)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def safe_name(name: str) -> str:
    """A name that every system can store and that cannot pretend: no path, no control or direction marks, NFC.

    >>> safe_name("../../etc/Kế hoạch 101.docx")
    'Kế hoạch 101.docx'
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = " ".join(_NOT_IN_NAMES.sub(" ", last).split()).strip(". ")
    ending = PurePosixPath(plain).suffix[:12]
    return (plain.removesuffix(ending)[: NAME_LIMIT - len(ending)].rstrip() + ending) or "tep"


def media_type_of(head: bytes) -> str:
    """The media type that the first 4 KiB tell; the name of a file is not believed."""
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return next((media_type for part, media_type in _ZIPPED if part in head), "application/zip")
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "text/html"
    binary = b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return UNKNOWN if binary or not head else "text/plain"
