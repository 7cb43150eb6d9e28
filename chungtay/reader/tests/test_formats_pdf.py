"""PDF: columns, wrapped paragraphs over pages, running heads, ruled tables."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from chungtay.reader.blocks import Text
from chungtay.reader.formats.pdf_tables import rejoined
from chungtay.reader.tests.making import PROSE, lines_of, read_bytes

FONTS = Path("/usr/share/fonts/truetype/dejavu")
pytestmark = pytest.mark.skipif(
    not FONTS.is_dir(), reason="needs the DejaVu fonts, which have Vietnamese letters"
)

LONG = " ".join([PROSE] * 4)


@pytest.fixture(scope="module")
def styles() -> dict[str, ParagraphStyle]:
    pdfmetrics.registerFont(TTFont("Serif", str(FONTS / "DejaVuSerif.ttf")))
    pdfmetrics.registerFont(TTFont("Serif-Bold", str(FONTS / "DejaVuSerif-Bold.ttf")))
    body = ParagraphStyle(
        "body", fontName="Serif", fontSize=12, leading=17, alignment=TA_JUSTIFY, firstLineIndent=28
    )
    return {
        "body": body,
        "head": ParagraphStyle("head", parent=body, fontName="Serif-Bold"),
        "title": ParagraphStyle("title", fontName="Serif-Bold", fontSize=13, leading=17, alignment=TA_CENTER),
        "centre": ParagraphStyle("centre", fontName="Serif", fontSize=11, leading=14, alignment=TA_CENTER),
        "cell": ParagraphStyle("cell", fontName="Serif", fontSize=11, leading=14),
    }


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[list[Flowable]], Text]:
    """Prints a story with page numbers and, from the second page on, a running foot, and reads it."""

    def foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Serif", 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 30, str(document.page))
        if document.page > 1:
            canvas.drawString(72, 30, f"Kế hoạch mẫu, trang {document.page}")

    def run(story: list[Flowable]) -> Text:
        buffer = io.BytesIO()
        SimpleDocTemplate(buffer, pagesize=A4).build(story, onFirstPage=foot, onLaterPages=foot)
        return read_bytes(tmp_path, buffer.getvalue())

    return run


def plan_form(styles: dict[str, ParagraphStyle]) -> tuple[Flowable, Flowable]:
    """The letterhead, and the table of recipients and signature."""
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc"
    head = Table(
        [
            [Paragraph("ỦY BAN NHÂN DÂN<br/>TỈNH X", styles["centre"]), Paragraph(motto, styles["centre"])],
            [
                Paragraph("Số: 12/KH-UBND", styles["centre"]),
                Paragraph("X, ngày 02 tháng 6 năm 2024", styles["centre"]),
            ],
        ],
        colWidths=[190, 290],
    )
    recipients = "Nơi nhận:<br/>- Công an tỉnh;<br/>- Sở Y tế;<br/>- Lưu: VT."
    signature = "KT. CHỦ TỊCH<br/>PHÓ CHỦ TỊCH<br/><br/><br/>Nguyễn Văn A"
    foot = Table(
        [[Paragraph(recipients, styles["cell"]), Paragraph(signature, styles["centre"])]],
        colWidths=[240, 240],
        style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]),
    )
    return head, foot


def test_the_form_of_a_plan_is_read_in_order(
    styles: dict[str, ParagraphStyle], printed: Callable[[list[Flowable]], Text]
) -> None:
    head, foot = plan_form(styles)
    text = printed(
        [
            head,
            Spacer(1, 20),
            Paragraph("KẾ HOẠCH", styles["title"]),
            Paragraph(
                "Triển khai Tháng hành động phòng, chống ma túy năm 2024 trên địa bàn tỉnh X", styles["title"]
            ),
            Spacer(1, 20),
            Paragraph("I. MỤC ĐÍCH, YÊU CẦU", styles["head"]),
            Paragraph("1. " + LONG, styles["body"]),
            Paragraph(LONG, styles["body"]),
            Spacer(1, 20),
            foot,
        ]
    )
    assert lines_of(text) == [
        "ỦY BAN NHÂN DÂN TỈNH X",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "X, ngày 02 tháng 6 năm 2024",
        "KẾ HOẠCH",
        "Triển khai Tháng hành động phòng, chống ma túy năm 2024 trên địa bàn tỉnh X",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. " + LONG,
        LONG,
        "Nơi nhận:",
        "- Công an tỉnh;",
        "- Sở Y tế;",
        "- Lưu: VT.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn A",
    ]
    title = text.lines[5]
    assert title.bold
    assert title.centered
    assert title.page == 1


def test_a_date_and_a_subject_that_wrap_side_by_side_stay_apart(
    styles: dict[str, ParagraphStyle], printed: Callable[[list[Flowable]], Text]
) -> None:
    subject = "tăng cường quản lý điều trị nghiện các chất dạng thuốc phiện bằng thuốc thay thế"
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc"
    left = f"SỞ Y TẾ<br/>Số: 56/SYT-NVY<br/>V/v {subject}"
    right = f"{motto}<br/>Kim Bôi Hạ, ngày 02 tháng 10 năm<br/>2024"
    head = Table(
        [[Paragraph(left, styles["centre"]), Paragraph(right, styles["centre"])]],
        colWidths=[190, 290],
        style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]),
    )
    addressed = Paragraph("Kính gửi: Các bệnh viện.", styles["body"])
    text = printed([head, Spacer(1, 20), addressed, Paragraph(LONG, styles["body"])])
    assert lines_of(text) == [
        "SỞ Y TẾ",
        "Số: 56/SYT-NVY",
        f"V/v {subject}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Kim Bôi Hạ, ngày 02 tháng 10 năm 2024",
        "Kính gửi: Các bệnh viện.",
        LONG,
    ]


def test_a_remark_below_a_signature_does_not_say_where_its_column_begins(
    styles: dict[str, ParagraphStyle], printed: Callable[[list[Flowable]], Text]
) -> None:
    recipients = "Nơi nhận:<br/>- Bộ Công an; Tổng LĐLĐ Việt Nam (để b/c);<br/>- Lưu: VT."
    signature = "KT. CHỦ TỊCH<br/>PHÓ CHỦ TỊCH<br/>Nguyễn Văn A"
    foot = Table(
        [[Paragraph(recipients, styles["cell"]), Paragraph(signature, styles["cell"])]],
        colWidths=[240, 200],
        style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]),
    )
    remark = "(Kèm theo Quyết định số 12/QĐ-UBND)"
    text = printed([Paragraph(LONG, styles["body"]), foot, Paragraph(remark, styles["centre"])])
    assert lines_of(text)[1:] == [
        "Nơi nhận:",
        "- Bộ Công an; Tổng LĐLĐ Việt Nam (để b/c);",
        "- Lưu: VT.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn A",
        remark,
    ]


def test_paragraphs_go_on_over_pages_and_page_numbers_go(
    styles: dict[str, ParagraphStyle], printed: Callable[[list[Flowable]], Text]
) -> None:
    paragraphs = [f"{n}. {LONG}" for n in range(1, 13)]
    text = printed([Paragraph(p, styles["body"]) for p in paragraphs])
    assert lines_of(text) == paragraphs
    assert text.lines[-1].page is not None
    assert text.lines[-1].page > 2


def test_a_ruled_table_over_two_pages_is_one(
    styles: dict[str, ParagraphStyle], printed: Callable[[list[Flowable]], Text]
) -> None:
    label = "Hỗ trợ công tác tuyên truyền phòng, chống ma túy tại các xã, phường, thị trấn"
    body = [[str(n), Paragraph(label, styles["cell"]), "1.000", "500", "500"] for n in range(1, 31)]
    heads = [["STT", "Nội dung", "Tổng", "Năm", ""], ["", "", "", "2024", "2025"]]
    rules = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONT", (0, 0), (-1, -1), "Serif", 10),
        ("SPAN", (3, 0), (4, 0)),
        *(("SPAN", (c, 0), (c, 1)) for c in range(3)),
    ]
    grid = Table([*heads, *body], colWidths=[40, 230, 70, 60, 60], repeatRows=2, style=TableStyle(rules))
    text = printed([Paragraph(LONG, styles["body"]), grid, Paragraph(LONG, styles["body"])])
    (table,) = text.tables
    assert [cell.text for cell in table.rows[0]] == ["STT", "Nội dung", "Tổng", "Năm", "Năm"]
    assert [cell.text for cell in table.rows[1]] == ["STT", "Nội dung", "Tổng", "2024", "2025"]
    assert table.header_rows == 2
    assert [row[0].text for row in table.rows[2:]] == [str(n) for n in range(1, 31)]
    assert {row[1].text for row in table.rows[2:]} == {label}
    assert (lines_of(text)[0], lines_of(text)[-1]) == (LONG, LONG)


def test_the_last_row_of_a_table_alone_on_the_next_page_is_of_the_table(
    styles: dict[str, ParagraphStyle], printed: Callable[[list[Flowable]], Text]
) -> None:
    rules = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONT", (0, 0), (-1, -1), "Serif", 10),
        ("SPAN", (0, -1), (1, -1)),
    ]
    body = [[str(n), "Đào tạo nghề", "480"] for n in range(1, 3)]
    grid = Table(
        [["TT", "Nội dung chi", "Dự toán"], *body, ["Cộng", "", "960"]],
        colWidths=[40, 260, 100],
        rowHeights=30,
        style=TableStyle(rules),
    )
    text = printed([Spacer(1, 580), grid, Paragraph(LONG, styles["body"])])
    (table,) = text.tables
    assert [cell.text for cell in table.rows[-1]] == ["Cộng", "Cộng", "960"]
    assert LONG in lines_of(text)


def test_a_table_without_rules_is_told_by_its_gaps(
    styles: dict[str, ParagraphStyle], printed: Callable[[list[Flowable]], Text]
) -> None:
    cells = [
        ["TT", "Xã", "Số người", "Chủ trì"],
        ["1", "An Thí", "12", "Công an xã và các tổ chức, đoàn thể"],
        ["2", "Bình Thí", "9", "Công an xã"],
        ["", "Cộng", "21", ""],
    ]
    table = Table(
        [[Paragraph(cell, styles["cell"]) for cell in row] for row in cells],
        colWidths=[40, 140, 120, 140],
        style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]),
    )
    text = printed([Paragraph(LONG, styles["body"]), table, Paragraph(LONG, styles["body"])])
    assert [[cell.text for cell in row] for row in text.tables[0].rows] == cells
    assert lines_of(text)[-1] == LONG


def test_an_amount_that_the_margin_of_its_cell_cut_is_whole_again() -> None:
    assert rejoined(["12.00", "0"]) == ["12.000"]
    assert rejoined(["71.440.00", "0.000"]) == ["71.440.000.000"]
    assert rejoined(["15/10/201", "8"]) == ["15/10/2018"]
    assert rejoined(["2.500", "500"]) == ["2.500", "500"]
