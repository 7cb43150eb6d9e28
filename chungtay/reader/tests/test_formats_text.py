"""Plain text and markdown, and how the kind of a file is told."""

import unicodedata
from pathlib import Path

import pytest

from chungtay.reader.formats import open_document
from chungtay.reader.formats.markdown import read_markdown
from chungtay.reader.tests.making import PROSE, lines_of, read_bytes


def test_the_name_of_a_file_does_not_decide_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_text(PROSE, encoding="utf-8")
    raw = open_document(path)
    assert raw.media_type == "text/plain"
    assert raw.name == "ke-hoach.docx"
    assert len(raw.sha256) == 64


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert lines_of(read_bytes(tmp_path, PROSE.encode(encoding))) == [PROSE]


def test_markdown_headings_get_their_levels(tmp_path: Path) -> None:
    text = read_bytes(
        tmp_path, f"# KẾ HOẠCH\n\n## I. Mục đích\n\n{PROSE}\n\nYêu cầu\n-------\n\n- Việc.\n".encode()
    )
    assert [(line.text, line.heading) for line in text.lines] == [
        ("KẾ HOẠCH", 1),
        ("I. Mục đích", 2),
        (PROSE, None),
        ("Yêu cầu", 2),
        ("- Việc.", None),
    ]


def test_markdown_links_keep_their_words() -> None:
    assert (
        read_markdown("Xem [Luật số 73](https://x.vn/a) và ![ảnh](b.png)")[0].text == "Xem Luật số 73 và ảnh"
    )


def test_markdown_tables_become_tables(tmp_path: Path) -> None:
    content = f"{PROSE}\n\n| STT | Nội dung | Năm 2024 |\n|---|---|---|\n| 1 | Tuyên truyền | 10 |\n| 2 | Cai nghiện | 20 |\n"
    (table,) = read_bytes(tmp_path, content.encode()).tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["STT", "Nội dung", "Năm 2024"],
        ["1", "Tuyên truyền", "10"],
        ["2", "Cai nghiện", "20"],
    ]
    assert table.header_rows == 1


def test_two_columns_are_known_in_decomposed_letters_too(tmp_path: Path) -> None:
    lines = (
        "Nơi nhận:                             CHỦ TỊCH",
        "- UBND tỉnh;",
        "- Lưu: VT.                            Y Bhiăo Mẫu",
    )
    text = read_bytes(
        tmp_path, unicodedata.normalize("NFD", "\n".join((PROSE, "", *lines))).encode(), "a.txt"
    )
    assert lines_of(text)[1:] == ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "CHỦ TỊCH", "Y Bhiăo Mẫu"]
