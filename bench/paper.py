"""A long plan made up for measuring: lifelike in form (header, parts, duties, a budget table), seeded."""

import random
import textwrap
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document

# Times New Roman 14 on A4 with the margins of Nghị định 30/2020: about 32 lines of 60 characters.
CHARACTERS_PER_PAGE = 1900

AGENCIES = [
    "Công an tỉnh",
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Tỉnh đoàn",
    "Ủy ban nhân dân các xã, phường",
]
DUTIES = [
    "xây dựng kế hoạch tuyên truyền phòng, chống ma túy tại các xã, phường biên giới",
    "rà soát, thống kê người sử dụng trái phép chất ma túy, người đang cai nghiện và người sau cai",
    "tổ chức tập huấn nghiệp vụ cho cán bộ làm công tác cai nghiện tự nguyện tại gia đình, cộng đồng",
    "kiểm tra việc chấp hành pháp luật về phòng, chống ma túy của các cơ sở kinh doanh có điều kiện",
    "hỗ trợ vay vốn, dạy nghề, tạo việc làm cho người hoàn thành cai nghiện",
    "duy trì hoạt động của các điểm cấp phát thuốc điều trị thay thế",
    "nhân rộng mô hình thôn, bản, tổ dân phố không có ma túy",
]
WHEN = [
    "hoàn thành trước ngày 30/6/2023",
    "định kỳ hằng quý báo cáo kết quả",
    "trong quý IV năm 2024",
    "thực hiện thường xuyên",
    "xong trước ngày 15/12 hằng năm",
]
AIMS = ["100%", "trên 95%", "ít nhất 80%", "từ 10% trở lên", "tối thiểu 30%"]


HEAD = [
    "ỦY BAN NHÂN DÂN\nTỈNH VÍ DỤ\nSố: 123/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nVí Dụ, ngày 14 tháng 7 năm 2022",
    "KẾ HOẠCH",
    "Phòng, chống ma túy trên địa bàn tỉnh giai đoạn 2022 - 2025",
    (
        "Căn cứ Luật Phòng, chống ma túy ngày 30 tháng 3 năm 2021; thực hiện Kế hoạch số 101/KH-UBND ngày "
        "01/4/2022 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"
    ),
]
SIGNATURE = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn Ví Dụ"


def write_plan(path: Path, pages: int) -> int:
    """Write a plan of about so many pages as .docx; returns the characters of its paragraphs."""
    chance = random.Random(40)
    paper = docx.Document()
    write_head(paper)
    paragraphs = body(pages, chance)
    for paragraph in paragraphs:
        paper.add_paragraph(paragraph)
    write_budget(paper, chance)
    paper.add_paragraph(SIGNATURE)
    paper.save(str(path))
    return sum(map(len, paragraphs))


def write_plain_plan(path: Path, pages: int) -> int:
    """The same words as .txt, wrapped at 80 columns as such files are; returns the characters."""
    paragraphs = [*"\n".join(HEAD).split("\n"), *body(pages, random.Random(40)), *SIGNATURE.split("\n")]
    text = "\n".join(line for paragraph in paragraphs for line in textwrap.wrap(paragraph, 80) or [""])
    path.write_text(text, encoding="utf-8")
    return len(text)


def write_head(paper: Document) -> None:
    left, right, *opening = HEAD
    cells = paper.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = left, right
    for paragraph in opening:
        paper.add_paragraph(paragraph)


def body(pages: int, chance: random.Random) -> list[str]:
    """Part after part, until they fill the pages."""
    paragraphs: list[str] = []
    number = characters = 0
    while characters < pages * CHARACTERS_PER_PAGE:
        number += 1
        part = list(part_of_plan(number, chance))
        paragraphs += part
        characters += sum(map(len, part))
    return paragraphs


def part_of_plan(number: int, chance: random.Random) -> Iterator[str]:
    """One part: every agency with its duties, and an aim."""
    yield f"{roman(number)}. NHIỆM VỤ, GIẢI PHÁP NHÓM {number}"
    for place, lead in enumerate(chance.sample(AGENCIES, 8), start=1):
        yield f"{place}. {lead}"
        for _ in range(3):
            others = ", ".join(chance.sample(AGENCIES, 2))
            duty, when = chance.choice(DUTIES), chance.choice(WHEN)
            yield f"- Chủ trì, phối hợp với {others} {duty}; {when}."
        yield f"+ Phấn đấu {chance.choice(AIMS)} xã, phường đạt chỉ tiêu đến năm 2025."


def write_budget(paper: Document, chance: random.Random) -> None:
    paper.add_paragraph("Dự toán kinh phí (đơn vị: triệu đồng)")
    table = paper.add_table(rows=1, cols=7)
    for cell, text in zip(
        table.rows[0].cells, ["STT", "Nội dung", "Tổng", "2022", "2023", "2024", "2025"], strict=True
    ):
        cell.text = text
    for number in range(1, 21):
        years = [chance.randrange(100, 1000, 10) for _ in range(4)]
        row = [
            str(number),
            chance.choice(DUTIES).capitalize(),
            *(str(value) for value in [sum(years), *years]),
        ]
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def roman(number: int) -> str:
    pieces = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ]
    text = ""
    for value, letters in pieces:
        count, number = divmod(number, value)
        text += letters * count
    return text
