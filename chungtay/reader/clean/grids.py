"""Tables: layout is unrolled into paragraphs, data is laid out on its grid with heads told from body."""

import re
from dataclasses import dataclass

from chungtay.reader.blocks import Block, Cell, Grid, Paragraph

HEAD = re.compile(
    r"(?:STT|TT|Số TT|Nội dung|Nhiệm vụ|Đơn vị|ĐVT|Ghi chú|Chỉ tiêu|Tên|Tổng|Kinh phí|Năm|Thời gian|Cơ quan|Hoạt động|"
    r"Sản phẩm|Kết quả|Số lượng|Họ và tên|Địa bàn|Phân kỳ|Trong đó|Hạng mục|Mục tiêu)\b",
    re.IGNORECASE,
)
WIDEST = 100  # columns: a cell that reaches further covers one, lest few cells make a table of thousands
# A number whose column was too narrow for it: "2.365," / "5".
BROKEN_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+(?:,|\.(?=\s\d{3}))) (\d{1,3})")
COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-D])\)?(?:\s?=.*)?")
NUMBER = re.compile(r"[-–]?\d[\d.,\s]*%?")
LAYOUT = re.compile(
    r"Độc lập|CỘNG H[ÒO][AÀ] XÃ HỘI|Nơi nhận|^(?:TM|KT|TL|TUQ|T/M)[. ]|ĐẢNG CỘNG SẢN", re.MULTILINE
)
LETTERHEAD = re.compile(r"Độc lập|CỘNG H[ÒO][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at one place of the grid, and the place where its cell begins."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A data table on its full grid; every row has a place for every column."""

    rows: tuple[tuple[Place, ...], ...]
    header_rows: int
    page: int | None


def unroll_layout(blocks: list[Block]) -> list[Block]:
    """The letterhead, the signature and single boxes in reading order; a blank keeps their cells apart."""
    unrolled: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) or not is_layout(block):
            unrolled.append(block)
            continue
        for cells in _reading_order(block):
            for cell in cells:
                unrolled.extend([Paragraph(""), *cell.paragraphs, Paragraph("")])
    return unrolled


def _reading_order(grid: Grid) -> list[tuple[Cell, ...]]:
    """Of the recipients and the signature first the left column; the letterhead row by row."""
    letterhead = any(LETTERHEAD.search(cell_text(cell)) for row in grid.rows for cell in row)
    if not letterhead and len(grid.rows) > 1 and all(len(row) == 2 for row in grid.rows):
        return list(zip(*grid.rows, strict=True))
    return list(grid.rows)


def is_layout(grid: Grid) -> bool:
    width = max((sum(cell.columns for cell in row) for row in grid.rows), default=0)
    if width < 2 or len(grid.rows) < 2:
        return True
    rows = grid.rows[1:] if _is_row_of_heads(grid.rows[0]) else grid.rows
    return any(LAYOUT.search(cell_text(cell, "\n")) for row in rows for cell in row)


def _is_row_of_heads(row: tuple[Cell, ...]) -> bool:
    """ "STT | Nội dung | Nơi nhận": a column, not the list of recipients, which stands beside a signature alone."""
    texts = [text for cell in row if (text := cell_text(cell))]
    return len(texts) > 2 and any(map(HEAD.match, texts)) and not any(map(LETTERHEAD.search, texts))


def cell_text(cell: Cell, between: str = " ") -> str:
    texts = (f"{p.number} {p.text}".strip() for p in cell.paragraphs)
    return between.join(text for text in texts if text)


def settle_tables(blocks: list[Block]) -> list[Paragraph | Sheet]:
    """Data tables on their grids; a table that goes on under a repeated head is one."""
    settled: list[Paragraph | Sheet] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            settled.append(block)
            continue
        sheet = lay_out(block)
        before = settled[-1] if settled else None
        if isinstance(before, Sheet) and goes_on(before, sheet):
            settled[-1] = _appended(before, sheet)
        elif sheet.rows:
            settled.append(sheet)
    return settled


def lay_out(grid: Grid) -> Sheet:
    """Every place of the grid, merged cells at all their places."""
    places: dict[tuple[int, int], Place] = {}
    for r, row in enumerate(grid.rows):
        c = 0
        for cell in row:
            while (r, c) in places:
                c += 1
            text = cell_text(cell)
            place = Place("".join(whole.groups()) if (whole := BROKEN_NUMBER.fullmatch(text)) else text, r, c)
            columns = cell.columns if c + cell.columns <= WIDEST else 1
            for down in range(min(cell.rows, len(grid.rows) - r)):
                for right in range(columns):
                    places.setdefault((r + down, c + right), place)
            c += columns
    width = max((c for _, c in places), default=-1) + 1
    rows = tuple(
        tuple(places.get((r, c)) or Place("", r, c) for c in range(width)) for r in range(len(grid.rows))
    )
    return Sheet(rows, count_header_rows(rows), grid.page)


def count_header_rows(rows: tuple[tuple[Place, ...], ...]) -> int:
    """Rows of column heads: a title over all columns, the heads, and rows of years or column numbers below them."""
    first = 0
    while first < len(rows) and len(rows[first]) > 1 and len({(p.row, p.column) for p in rows[first]}) == 1:
        first += 1
    if first == len(rows) or not _is_head(rows[first], rows[first + 1 :]):
        return 0
    count = first + 1
    while count < len(rows) and _belongs_to_head(rows, count):
        count += 1
    return count if count < len(rows) else first + 1


def _is_head(row: tuple[Place, ...], body: tuple[tuple[Place, ...], ...]) -> bool:
    """Words only, and either one that heads are made of or a column of numbers below."""
    texts = [place.text for place in row if place.text]
    if not texts or any(NUMBER.fullmatch(t) and not _is_year(t) for t in texts):
        return False
    return any(HEAD.match(t) for t in texts) or any(_is_column_of_numbers(body, c) for c in range(len(row)))


def _is_column_of_numbers(body: tuple[tuple[Place, ...], ...], column: int) -> bool:
    numbers = sum(NUMBER.fullmatch(row[column].text) is not None for row in body)
    return numbers > 0 and numbers * 10 >= len(body) * 7


def _belongs_to_head(rows: tuple[tuple[Place, ...], ...], r: int) -> bool:
    row = rows[r]
    own = [place.text for place in row if place.row == r and place.text]
    if any(place.row < r and place.text for place in row):
        return True
    if own and len(own) == len(row) and all(COLUMN_NUMBER.fullmatch(text) for text in own):
        return True
    return not row[0].text and bool(own) and all(_is_year(t) for t in own) and len(own) > 1


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(?:Năm\s)?20\d\d", text, re.IGNORECASE) is not None


def goes_on(before: Sheet, sheet: Sheet) -> bool:
    """The next sheet repeats the head, or stands at the top of the next page without any."""
    if not before.rows or not sheet.rows or len(before.rows[0]) != len(sheet.rows[0]):
        return False
    if sheet.header_rows:
        return _texts(before, before.header_rows) == _texts(sheet, sheet.header_rows)
    return before.page is not None and sheet.page is not None and sheet.page > before.page


def _texts(sheet: Sheet, count: int) -> list[list[str]]:
    return [[place.text for place in row] for row in sheet.rows[:count]]


def _appended(before: Sheet, sheet: Sheet) -> Sheet:
    shift = len(before.rows) - sheet.header_rows
    body = tuple(
        tuple(Place(p.text, p.row + shift, p.column) for p in row) for row in sheet.rows[sheet.header_rows :]
    )
    return Sheet(before.rows + body, before.header_rows, sheet.page)
