"""Files that are not what they should be: each is refused with its own code and a sentence that helps."""

import contextlib
import io
import struct
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from chungtay.reader.clean import clean
from chungtay.reader.formats import LARGEST, open_document
from chungtay.reader.formats.sniff import ENCRYPTED, OLE
from chungtay.reader.problems import MESSAGES, Unreadable
from chungtay.reader.tests.making import NAMESPACES, PROSE, docx_bytes, paragraph, zip_bytes

ENGLISH = (
    "The provincial police shall take the lead and coordinate with departments and agencies in carrying out the "
    "tasks of preventing and combating drugs in the province this year and in the following years."
)


def refused(folder: Path, content: bytes, name: str = "van-ban.docx", limit: int | None = None) -> Unreadable:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(Unreadable) as found:
        open_document(path, LARGEST if limit is None else limit)
    assert found.value.message
    assert found.value.message == str(found.value)
    return found.value


def pdf_bytes(text: str | None, **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    if text is None:
        canvas.rect(50, 50, 400, 700, fill=1)
    else:
        canvas.drawString(72, 720, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, content).code == "empty"


def test_a_word_document_without_words(tmp_path: Path) -> None:
    assert refused(tmp_path, docx_bytes(paragraph(" "))).code == "empty"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as found:
        open_document(tmp_path / "khong-co.docx")
    assert found.value.code == "missing"


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"Rar!\x1a\x07\x00", "not_word"),
        (b"\x7fELF\x02\x01\x01\x00", "not_a_document"),
        (bytes(range(256)), "not_a_document"),
    ],
)
def test_what_is_no_document(tmp_path: Path, start: bytes, code: str) -> None:
    assert refused(tmp_path, start + bytes(range(256)) * 40).code == code


def test_random_bytes(tmp_path: Path) -> None:
    state, content = 1, bytearray()
    for _ in range(5000):
        state = (state * 1103515245 + 12345) % 2**31
        content.append(state >> 16 & 0xFF)
    assert refused(tmp_path, bytes(content)).code == "not_a_document"


def test_a_zip_that_is_no_word_document(tmp_path: Path) -> None:
    assert refused(tmp_path, zip_bytes({"a.txt": PROSE.encode()})).code == "not_word"


def test_an_old_word_document_says_how_to_save_it(tmp_path: Path) -> None:
    found = refused(tmp_path, OLE + bytes(600))
    assert found.code == "old_word"
    assert ".docx" in found.message


def test_a_word_document_with_a_password(tmp_path: Path) -> None:
    assert refused(tmp_path, OLE + bytes(600) + ENCRYPTED + bytes(600)).code == "password"


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    content = pdf_bytes("Ke hoach", encrypt=StandardEncryption("mat-khau", canPrint=0))
    assert refused(tmp_path, content).code == "password"


def test_a_pdf_of_blank_pages(tmp_path: Path) -> None:
    assert refused(tmp_path, pdf_bytes(None)).code == "scan_blank"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_pdf(tmp_path: Path, share: float) -> None:
    content = pdf_bytes("Ke hoach")
    assert refused(tmp_path, content[: int(len(content) * share)]).code == "damaged"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_word_document(tmp_path: Path, share: float) -> None:
    content = docx_bytes(paragraph(PROSE) * 50)
    assert refused(tmp_path, content[: int(len(content) * share)]).code == "damaged"


def test_a_word_document_with_broken_xml(tmp_path: Path) -> None:
    assert refused(tmp_path, zip_bytes({"word/document.xml": b"<w:document><w:body>"})).code == "damaged"


def test_a_word_document_whose_bytes_were_changed(tmp_path: Path) -> None:
    content = bytearray(docx_bytes(paragraph(PROSE) * 50))
    content[60] ^= 0xFF
    assert refused(tmp_path, bytes(content)).code == "damaged"


def test_a_file_above_the_limit(tmp_path: Path) -> None:
    found = refused(tmp_path, PROSE.encode() * 20_000, limit=1024**2)
    assert found.code == "too_large"
    assert "tối đa 1 MB" in found.message


def test_a_zip_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        part.write(f"<w:document {NAMESPACES}><w:body>".encode())
        for _ in range(60):
            part.write(b" " * 1024**2)
        part.write(b"</w:body></w:document>")
    assert len(buffer.getvalue()) < 1024**2
    assert refused(tmp_path, buffer.getvalue()).code == "too_much_inside"


def test_a_zip_that_lies_about_its_sizes_is_caught_while_inflated(tmp_path: Path) -> None:
    content = bytearray(docx_bytes(paragraph(PROSE) * 2000))
    directory = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, directory + 24, 1000)
    assert refused(tmp_path, bytes(content)).code in ("too_much_inside", "damaged")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w:document SYSTEM "http://example.invalid/x.dtd">',
    ],
)
def test_xml_with_a_document_type(tmp_path: Path, declaration: str, encoding: str) -> None:
    body = paragraph(PROSE).replace("</w:t>", "&x;</w:t>")
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'
    assert refused(tmp_path, zip_bytes({"word/document.xml": xml.encode(encoding)})).code == "unsafe"


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml"])
def test_a_document_type_in_another_part(tmp_path: Path, part: str) -> None:
    document = f"<w:document {NAMESPACES}><w:body>{paragraph(PROSE)}</w:body></w:document>"
    hostile = f'<!DOCTYPE x [<!ENTITY y "z">]><w:x {NAMESPACES}/>'
    content = zip_bytes({"word/document.xml": document.encode(), part: hostile.encode()})
    assert refused(tmp_path, content).code == "unsafe"


def test_an_english_document(tmp_path: Path) -> None:
    assert refused(tmp_path, ENGLISH.encode(), "plan.txt").code == "not_vietnamese"
    assert refused(tmp_path, docx_bytes(paragraph(ENGLISH))).code == "not_vietnamese"


def test_vietnamese_without_its_marks(tmp_path: Path) -> None:
    plain = (
        "Cong an tinh chu tri, phoi hop voi cac so, ban, nganh trien khai thuc hien co hieu qua cac nhiem vu"
    )
    assert refused(tmp_path, plain.encode()).code == "not_vietnamese"


def test_every_sentence_is_vietnamese_and_says_what_to_do() -> None:
    assert all(message.endswith(".") and "Hãy" in message for message in MESSAGES.values())


def test_a_text_with_a_broken_byte_is_not_guessed_at(tmp_path: Path) -> None:
    content = bytearray((PROSE * 30).encode())
    content[1000] = 0xFF
    assert refused(tmp_path, bytes(content)).code == "encoding"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=3000), st.integers(0, 5000), st.sampled_from(["docx", "xml", "pdf", "html", "text"])
)
def test_damaged_files_are_read_or_refused_but_never_crash(noise: bytes, place: int, kind: str) -> None:
    whole = {
        "docx": docx_bytes(paragraph(PROSE) * 20),
        "xml": f"<w:document {NAMESPACES}><w:body>{paragraph(PROSE) * 20}</w:body></w:document>".encode(),
        "pdf": pdf_bytes("Ke hoach"),
        "html": f"<html><body><p>{PROSE}</p><table><tr><td>1<td>2</table></body></html>".encode(),
        "text": PROSE.encode(),
    }[kind]
    place %= len(whole)
    content = whole[:place] + noise + whole[place + len(noise) // 2 :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "van-ban"
        path.write_bytes(zip_bytes({"word/document.xml": content}) if kind == "xml" else content)
        with contextlib.suppress(Unreadable):
            clean(open_document(path))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as found:
        open_document(tmp_path)
    assert found.value.code == "missing"
