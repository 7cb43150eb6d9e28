"""What a file is, told by its first bytes."""

import re

from chungtay.reader.problems import unreadable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

RICH_TEXT = b"{\\rtf"  # many a ".doc" is one
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x01\x00")
ARCHIVES = (b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
OTHERS = (b"\x7fELF", b"MZ", b"SQLite format", b"\xca\xfe\xba\xbe", b"ID3", b"OggS", b"RIFF")
# Control characters that no text has; the legacy fonts of Vietnamese use none of them either.
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

HTML_START = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|article|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
MARKDOWN_SIGN = re.compile(r"^#{1,6}[ \t]+\S|^```|^\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t]*:?-", re.MULTILINE)


def refuse_foreign(content: bytes) -> None:
    """Raise for everything that is neither .docx nor .pdf nor text."""
    if content.startswith(RICH_TEXT):
        raise unreadable("old_word")
    if content.startswith(OLE):
        raise unreadable("password" if ENCRYPTED in content else "old_word")
    if content.startswith(IMAGES) or content[8:12] == b"WEBP" or content[4:12] in (b"ftypheic", b"ftypavif"):
        raise unreadable("image")
    if content.startswith(ARCHIVES):
        raise unreadable("not_word")
    if content.startswith(OTHERS) or _is_binary(content):
        raise unreadable("not_a_document")


def _is_binary(content: bytes) -> bool:
    sample = content[:100_000]
    if (
        sample.startswith((b"\xff\xfe", b"\xfe\xff"))
        or sample.count(0) * 5 >= len(sample) > len(sample.strip(b"\0")) > 0
    ):
        return False
    return len(CONTROL.findall(sample)) * 500 > len(sample)


def text_type(text: str) -> str:
    if HTML_START.match(text[:5000]):
        return HTML
    return MARKDOWN if MARKDOWN_SIGN.search(text[:20_000]) else PLAIN
