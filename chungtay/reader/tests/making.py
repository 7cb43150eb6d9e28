"""Real files made for the tests."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from chungtay.reader.blocks import Paragraph, RawDocument, Text
from chungtay.reader.clean import clean
from chungtay.reader.formats import open_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PROSE = (
    "Công an tỉnh chủ trì, phối hợp với các sở, ban, ngành triển khai thực hiện có hiệu quả các nhiệm vụ phòng, "
    "chống ma túy trên địa bàn tỉnh trong năm nay và những năm tiếp theo."
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def listed(text: str, num: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def cell(*texts: str, span: int = 1, merge: str | None = None) -> str:
    down = "" if merge is None else f'<w:vMerge w:val="{merge}"/>'
    inner = "".join(text if text.startswith("<w:") else paragraph(text) for text in texts)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{down}</w:tcPr>{inner}</w:tc>'


def table(*rows: tuple[str, ...]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def docx_bytes(body: str, **parts: str) -> bytes:
    """A .docx of a body and other parts by name (``numbering``, ``styles``, ``footnotes``), given as their inner XML."""
    files = {"document": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"}
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}
    files |= {name: f"<w:{roots[name]} {NAMESPACES}>{xml}</w:{roots[name]}>" for name, xml in parts.items()}
    return zip_bytes(
        {f"word/{name}.xml": f'<?xml version="1.0"?>{xml}'.encode() for name, xml in files.items()}
    )


def zip_bytes(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # no clock in the bytes
    return buffer.getvalue()


def read_bytes(folder: Path, content: bytes, name: str = "van-ban.bin") -> Text:
    path = folder / name
    path.write_bytes(content)
    return clean(open_document(path))


def clean_text(text: str, wrapped: bool = True) -> Text:
    """Plain text cleaned as if it came from a file."""
    blocks = tuple(Paragraph(line) for line in text.splitlines())
    return clean(RawDocument("van-ban.txt", "text/plain", "0" * 64, blocks, wrapped))


def lines_of(text: Text) -> list[str]:
    return [line.text for line in text.lines]
