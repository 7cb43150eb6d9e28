"""Web pages: the article without its surroundings, lists, tables, and nothing that could do harm."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from chungtay.reader.problems import Unreadable
from chungtay.reader.tests.making import PROSE, lines_of, read_bytes

PAGE = f"""<!DOCTYPE html><html><head><title>Cổng thông tin</title><style>p {{ color: red }}</style></head><body>
<nav><ul><li>Trang chủ</li><li>Giới thiệu</li></ul></nav>
<div class="article-detail">
<h1>Kế hoạch phòng, chống ma túy năm 2024</h1>
<p align="center"><b>KẾ HOẠCH</b></p>
<p>{PROSE}</p>
<ul><li>Tuyên truyền;</li><li>Cai nghiện.</li></ul>
<ol type="a"><li>Việc thứ nhất;</li><li>Việc thứ hai.</li></ol>
<p>Dòng trên<br>Dòng dưới</p>
<table><tr><th rowspan="2">STT</th><th rowspan="2">Nội dung</th><th colspan="2">Năm</th></tr>
<tr><th>2024</th><th>2025</th></tr><tr><td>1</td><td>Tuyên truyền</td><td>10</td><td>20</td></tr></table>
<p>{PROSE}</p>
</div>
<div class="related-news"><p>Tin khác về bóng đá</p></div>
<script>alert("x")</script><footer>Bản quyền thuộc về Cổng thông tin</footer></body></html>"""


def test_a_page_gives_its_article_in_order(tmp_path: Path) -> None:
    text = read_bytes(tmp_path, PAGE.encode())
    assert lines_of(text) == [
        "Kế hoạch phòng, chống ma túy năm 2024",
        "KẾ HOẠCH",
        PROSE,
        "- Tuyên truyền;",
        "- Cai nghiện.",
        "a) Việc thứ nhất;",
        "b) Việc thứ hai.",
        "Dòng trên",
        "Dòng dưới",
        "STT | Nội dung | Năm |",
        "| | 2024 | 2025",
        "1 | Tuyên truyền | 10 | 20",
        PROSE,
    ]
    assert text.lines[0].heading == 1
    assert text.lines[1].bold
    assert text.lines[1].centered


def test_scripts_and_entities_do_nothing(tmp_path: Path) -> None:
    page = f"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <html><body><p>{PROSE} &x; &nbsp;&amp;&#273;</p><script>document.write("hỏng")</script></body></html>"""
    text = read_bytes(tmp_path, page.encode())
    assert "root:" not in text.text
    assert "hỏng" not in text.text
    assert text.text.endswith("&đ")


def test_a_page_of_layout_tables_is_read_through(tmp_path: Path) -> None:
    page = f"<html><body><table><tr><td><table><tr><td><p>{PROSE}</p></td></tr></table></td></tr></table></body></html>"
    assert lines_of(read_bytes(tmp_path, page.encode())) == [PROSE]


def test_deep_nesting_is_survived_or_refused(tmp_path: Path) -> None:
    def page(depth: int) -> bytes:
        return ("<html><body>" + "<div>" * depth + PROSE + "</div>" * depth + "</body></html>").encode()

    assert PROSE in read_bytes(tmp_path, page(1500)).text
    with pytest.raises(Unreadable) as refused:
        read_bytes(tmp_path, page(50_000))
    assert refused.value.code == "damaged"


def test_a_web_archive_gives_its_page(tmp_path: Path) -> None:
    archive = MIMEMultipart("related")
    archive.attach(MIMEText(PAGE, "html", "utf-8"))
    archive.attach(MIMEText("p { color: red }", "css", "utf-8"))
    content = b"MIME-Version: 1.0\n" + archive.as_bytes().replace(b"MIME-Version: 1.0\n", b"", 1)
    assert lines_of(read_bytes(tmp_path, content, "quyet-dinh.doc"))[1] == "KẾ HOẠCH"


def test_recipients_and_signature_in_rows_of_two_cells_are_read_column_by_column(tmp_path: Path) -> None:
    rows = (
        ("Nơi nhận:", "TM. BAN THƯỜNG TRỰC"),
        ("- UBND tỉnh;", "PHÓ CHỦ TỊCH"),
        ("- Lưu: VT.", "Lò Thị Mẫu"),
    )
    table = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows)
    text = read_bytes(tmp_path, f"<html><body><p>{PROSE}</p><table>{table}</table></body></html>".encode())
    assert lines_of(text)[1:] == [left for left, _ in rows] + [right for _, right in rows]
