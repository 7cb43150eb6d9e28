"""A table of money that comes back as .xlsx: read whole, or refused with every wrong cell named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from numbers import Real
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from chungtay.base.problems import Problem
from chungtay.budgets.models import Estimate
from chungtay.budgets.rules import exact, in_unit, said
from chungtay.budgets.sheets import CODE, FIRST, HEAD, LABEL, NUMBER, TOTAL
from chungtay.documents.rules import FoundBudget

ROWS, COLUMNS = 2000, 40  # more is no table of a plan


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


def read_table(content: bytes, estimate: Estimate) -> tuple[FoundBudget | None, list[Problem]]:
    """The table as it came, in the unit of the estimate that it was taken out of, or all that is wrong with it."""
    grid = _grid(content)
    if grid is None or len(grid) <= HEAD or len(grid[HEAD]) <= FIRST:
        sentence = "Không đọc được bảng. Hãy tải bảng từ trang này, sửa số rồi gửi lại đúng tệp đó (.xlsx)."
        return None, [Problem("no_table", sentence, "file")]
    columns = [str(words).strip() for words in grid[HEAD][FIRST:COLUMNS]]
    problems: list[Problem] = []
    rows = _rows(grid, len(columns), _levels(estimate), problems)
    if not rows and not problems:
        problems.append(Problem("no_rows", "Bảng không có dòng nào.", "file"))
    top = _tree(rows)
    for row in rows:
        problems += _check_sums(row, len(columns))
    if problems:
        return None, problems
    return _found(rows, top, columns, estimate), []


def _grid(content: bytes) -> list[list[Any]] | None:
    try:
        return (
            CalamineWorkbook.from_filelike(BytesIO(content))
            .get_sheet_by_index(0)
            .to_python(skip_empty_area=False)
        )
    except (CalamineError, OSError, ValueError, IndexError):
        return None


def _levels(estimate: Estimate) -> dict[int, int]:
    return dict(estimate.rows.values_list("line", "level"))


def _rows(grid: list[list[Any]], width: int, levels: dict[int, int], problems: list[Problem]) -> list[_Row]:
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


def _line(at: int, code: Any, levels: dict[int, int], seen: set[int], problems: list[Problem]) -> int | None:
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
        problems.append(_wrong(at, column, "không phải là số: “{seen}”", seen=str(value)[:40]))
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
    cell = f"{chr(ord('A') + column) if column < 26 else 'A' + chr(ord('A') + column - 26)}{at + 1}"
    return Problem(
        "cell_wrong", "Ô {cell}: {words}.", cell, values={"cell": cell, "words": words.format(**values)}
    )


def _found(
    rows: Sequence[_Row], top: Sequence[_Row], columns: Sequence[str], estimate: Estimate
) -> FoundBudget:
    def unit(amount: int | None) -> Decimal | None:
        return None if amount is None else in_unit(amount, estimate.unit)

    read: tuple[dict[str, Any], ...] = tuple(
        {
            "no": row.no, "label": row.label, "level": row.level, "line": row.line, "total": unit(_total(row)),
            "values": {columns[column]: unit(amount) for column, amount in row.cells.items()},
        }
        for row in rows
    )  # fmt: skip
    return FoundBudget(
        finding=estimate.source or 0, title=estimate.budget.title, unit=estimate.unit, columns=tuple(columns),
        rows=read, total=unit(sum(_total(row) or 0 for row in top)), span=(0, 0),
    )  # fmt: skip


def _total(row: _Row) -> int | None:
    given = [amount for amount in row.cells.values() if amount is not None]
    return row.total if row.total is not None or not given else sum(given)
