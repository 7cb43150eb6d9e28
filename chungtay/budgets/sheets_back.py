"""A table of money that comes in as .xlsx or pasted: read whole, or refused with every wrong cell named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from numbers import Real
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from chungtay.base.problems import Problem
from chungtay.base.sheets import fits
from chungtay.budgets.models import Estimate
from chungtay.budgets.rules import exact, in_unit, parse_amount, said, year_of
from chungtay.budgets.sheets import CODE, FIRST, HEAD, LABEL, NUMBER, TOTAL
from chungtay.documents.rules import FoundBudget

ROWS, COLUMNS = 2000, 40  # more is no table of a plan
# "1,585" is one and a half to who writes Vietnamese, and a thousand to a spreadsheet that speaks English.
_TWO_WAYS = re.compile(r"\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a table: its words, its unit, and the levels of the lines that it goes on with."""

    title: str
    unit: str
    levels: Mapping[int, int] = field(default_factory=dict)
    finding: int = 0

    @classmethod
    def of(cls, estimate: Estimate) -> "Frame":
        levels = dict(estimate.rows.values_list("line", "level"))
        return cls(estimate.budget.title, estimate.unit, levels, estimate.source or 0)


@dataclass(slots=True)
class _Row:
    """A row as it came, amounts in đồng by column; ``at`` is its place in the sheet, from 0."""

    at: int
    line: int | None
    no: str
    label: str
    level: int
    total: int | None
    cells: dict[int, int | None]
    below: list["_Row"] = field(default_factory=list)


Answer = tuple[FoundBudget | None, list[Problem]]


def read_table(content: bytes, frame: Frame) -> Answer:
    """The table of an .xlsx as it came, in the unit of its frame, or all that is wrong with it."""
    grid = _grid(content)
    if grid is None or len(grid) <= HEAD or len(grid[HEAD]) <= FIRST:
        sentence = "Không đọc được bảng. Hãy tải bảng từ trang này, sửa số rồi gửi lại đúng tệp đó (.xlsx)."
        return None, [Problem("no_table", sentence, "file")]
    return _read(grid, frame, "file")


def read_pasted(text: str, frame: Frame) -> Answer:
    """A block copied out of a spreadsheet: TT, Nội dung, perhaps Tổng cộng, and a column for each year.

    Amounts are in the unit of the frame, or say their own ("15 triệu").
    """
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    head = [words.strip() for words in lines[0]] if lines else []
    total = next((at for at, words in enumerate(head) if words.casefold().startswith("tổng")), None)
    years = [at for at, words in enumerate(head) if at > 1 and at != total and year_of(words)]
    if len(lines) < 2 or not years:
        sentence = "Chưa thấy bảng. Hãy chép cả dòng tiêu đề: TT, Nội dung, rồi mỗi năm một cột (Năm 2026 …)."
        return None, [Problem("no_table", sentence, "pasted")]
    kept = [0, 1, total, *years]
    grid: list[list[Any]] = [[]] * HEAD
    for number, line in enumerate(lines):
        cells = ["" if at is None or at >= len(line) else line[at].strip() for at in kept]
        amounts = cells[2:] if number == 0 else [_typed(words, frame.unit) for words in cells[2:]]
        grid.append(["", *cells[:2], *amounts])
    return _read(grid, frame, "pasted", kept)


def _typed(words: str, unit: str) -> int | str:
    """An amount in đồng as somebody typed it, or its words where it is none."""
    if not words or words == "-" or _TWO_WAYS.fullmatch(words):
        return "" if words == "-" else words
    amount = parse_amount(f"{words} {unit}")
    return words if amount is None else amount


def _read(grid: list[list[Any]], frame: Frame, place: str, kept: Sequence[int | None] = ()) -> Answer:
    columns = [str(words).strip() for words in grid[HEAD][FIRST:COLUMNS]]
    problems: list[Problem] = []
    rows = _rows(grid, len(columns), frame.levels, problems)
    if not rows and not problems:
        problems.append(Problem("no_rows", "Bảng không có dòng nào.", place))
    top = _tree(rows)
    for row in rows:
        problems += _check_sums(row, len(columns))
    if problems:
        return None, [_told(problem, kept) for problem in problems]
    return _found(rows, top, columns, frame), []


def _grid(content: bytes) -> list[list[Any]] | None:
    if not fits(content):
        return None
    try:
        return (
            CalamineWorkbook.from_filelike(BytesIO(content))
            .get_sheet_by_index(0)
            .to_python(skip_empty_area=False)
        )
    except (CalamineError, OSError, ValueError, IndexError):
        return None


def _rows(
    grid: list[list[Any]], width: int, levels: Mapping[int, int], problems: list[Problem]
) -> list[_Row]:
    rows: list[_Row] = []
    seen: set[int] = set()
    for at in range(HEAD + 1, min(len(grid), ROWS)):
        values = [*grid[at], *[""] * (FIRST + width - len(grid[at]))]
        label, code = str(values[LABEL]).strip(), values[CODE]
        if code in ("", None) and label.casefold().startswith("tổng cộng"):
            break
        if not label and all(value in ("", None) for value in values):
            continue
        if not label:
            problems.append(_wrong(at, LABEL, "chưa có nội dung"))
        line = _line(at, code, levels, seen, problems)
        no = _number_said(values[NUMBER])
        level = levels[line] if line is not None else 1 + len(re.findall(r"(?<=\w)[.,](?=\w)", no))
        total = _amount(at, TOTAL, values[TOTAL], problems)
        cells = {
            column: _amount(at, FIRST + column, values[FIRST + column], problems) for column in range(width)
        }
        rows.append(_Row(at, line, no, label, level, total, cells))
    return rows


def _line(
    at: int, code: Any, levels: Mapping[int, int], seen: set[int], problems: list[Problem]
) -> int | None:
    """The line that a row goes on with, by the code that the sheet was given; none for a new row."""
    if code in ("", None):
        return None
    number = _number(code)
    line = None if number is None or number != number.to_integral_value() else int(number)
    if line is None or line not in levels:
        problems.append(_wrong(at, CODE, "không phải mã dòng của bảng này"))
        return None
    if line in seen:
        problems.append(_wrong(at, CODE, "mã dòng này đã có ở dòng trên"))
    seen.add(line)
    return line


def _number(value: Any) -> Decimal | None:
    """A number of a sheet, exactly as it is spelled; None for words, dates and yes or no."""
    return exact(value) if isinstance(value, Real) and not isinstance(value, bool) else None  # type: ignore[unreachable]


def _number_said(value: Any) -> str:
    """The number of a row as text; 1.0, as a spreadsheet keeps 1, is "1"."""
    number = _number(value)
    if number is None:
        return str(value or "").strip()[:20]
    return str(number.quantize(Decimal(1)) if number == number.to_integral_value() else number)


def _amount(at: int, column: int, value: Any, problems: list[Problem]) -> int | None:
    if value in ("", None):
        return None
    number = _number(value)
    if number is None:
        two_ways = isinstance(value, str) and _TWO_WAYS.fullmatch(value)
        words = (
            "“{seen}” đọc được hai cách; hãy viết không có dấu phẩy"
            if two_ways
            else "không phải là số: “{seen}”"
        )
        problems.append(_wrong(at, column, words, seen=str(value)[:40]))
    elif number < 0:
        problems.append(_wrong(at, column, "số tiền không thể âm"))
    elif number != number.to_integral_value():
        problems.append(_wrong(at, column, "phải là số đồng chẵn, đang là {seen}", seen=str(number)))
    else:
        return int(number)
    return None


def _tree(rows: Sequence[_Row]) -> list[_Row]:
    """Each row under the last one of a higher level; the rows that stand on top."""
    top: list[_Row] = []
    above: dict[int, _Row] = {}
    for row in rows:
        above = {level: kept for level, kept in above.items() if level < row.level}
        (above[max(above)].below if above else top).append(row)
        above[row.level] = row
    return top


def _check_sums(row: _Row, width: int) -> list[Problem]:
    problems = []
    given = [amount for amount in row.cells.values() if amount is not None]
    if row.total is not None and given and sum(given) != row.total:
        problems.append(_off(row.at, TOTAL, row.total, sum(given), "các năm"))
    for column in range(width) if row.below else ():
        parts = [child.cells[column] for child in row.below]
        found, stated = sum(part or 0 for part in parts), row.cells[column]
        if stated is not None and found != stated:
            problems.append(_off(row.at, FIRST + column, stated, found, "các dòng con"))
    return problems


def _off(at: int, column: int, stated: int, found: int, of: str) -> Problem:
    words = "ghi {stated} nhưng {of} cộng lại là {found}"
    return _wrong(at, column, words, stated=said(stated), found=said(found), of=of)


def _wrong(at: int, column: int, words: str, **values: str) -> Problem:
    cell = _cell(column, at + 1)
    return Problem(
        "cell_wrong", "Ô {cell}: {words}.", cell, values={"cell": cell, "words": words.format(**values)}
    )


def _cell(column: int, row: int) -> str:
    return f"{chr(ord('A') + column) if column < 26 else 'A' + chr(ord('A') + column - 26)}{row}"


def _told(problem: Problem, kept: Sequence[int | None]) -> Problem:
    """A wrong cell of a pasted block by its place in that block; ``kept`` are the columns that were taken from it."""
    if not kept or problem.code != "cell_wrong":
        return problem
    letters, row = problem.place.rstrip("0123456789"), int(problem.place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    at = ord(letters[-1]) - ord("A") + (26 if len(letters) > 1 else 0)
    cell = _cell(kept[max(at - 1, 0)] or 0, row - HEAD)
    return Problem("cell_wrong", problem.sentence, cell, values={**problem.values, "cell": cell})


def _found(rows: Sequence[_Row], top: Sequence[_Row], columns: Sequence[str], frame: Frame) -> FoundBudget:
    def unit(amount: int | None) -> Decimal | None:
        return None if amount is None else in_unit(amount, frame.unit)

    read: tuple[dict[str, Any], ...] = tuple(
        {
            "no": row.no, "label": row.label, "level": row.level, "line": row.line, "total": unit(_total(row)),
            "values": {columns[column]: unit(amount) for column, amount in row.cells.items()},
        }
        for row in rows
    )  # fmt: skip
    return FoundBudget(
        finding=frame.finding, title=frame.title, unit=frame.unit, columns=tuple(columns),
        rows=read, total=unit(sum(_total(row) or 0 for row in top)), span=(0, 0),
    )  # fmt: skip


def _total(row: _Row) -> int | None:
    given = [amount for amount in row.cells.values() if amount is not None]
    return row.total if row.total is not None or not given else sum(given)
