"""A form that comes back as .xlsx: read whole, or refused with every wrong cell named."""

# ruff: noqa: I001 - many names, laid out by hand several a line

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from chungtay.base.problems import Problem
from chungtay.base.sheets import fits
from chungtay.figures.queries import Sheet, SheetCell
from chungtay.figures.rules import check_number, parse_number, plain, reasons
from chungtay.figures.services import Typed
from chungtay.workbooks.sheets import (
    CODE, HEAD, HIDDEN, NUMBER, REASON, TOTAL, VERSION, VISIBLE, Travelling, cell_name, travelling,
)  # fmt: skip

MOST_BYTES, ROWS = 20_000_000, 3000  # unpacked; a form has some hundred rows
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_sheet(content: bytes, sheet: Sheet) -> tuple[list[Typed], list[Problem]]:
    """What the file changes of the sheet as it stands now, or all that is wrong with it; then nothing is taken.

    A cell that the file leaves as it was given out is not among them, whatever others have written there since.
    """
    grids = _grids(content)
    if grids is None:
        sentence = (
            "Không đọc được tệp: tệp hỏng, tải lên chưa hết, hoặc không phải tệp .xlsx lấy từ trang này."
        )
        return [], [Problem("unreadable", sentence, "file")]
    carried = _carried(grids[HIDDEN])
    foreign = _check_carried(carried, travelling(sheet))
    if carried is None or foreign:
        return [], foreign
    rows = list(_rows(grids[VISIBLE], {cell.cell.code: cell for cell in sheet.cells()}))
    problems = [*_check_rows(rows, sheet), *_check_formulas(content, rows)]
    typed, wrong = _typed(rows, carried, skip={problem.place for problem in problems})
    problems += wrong
    problems += _check_totals(grids[VISIBLE], rows, wrong=bool(problems))
    return ([], _with_names(problems, rows)) if problems else (typed, [])


@dataclass(frozen=True, slots=True)
class _Row:
    at: int  # from 0
    code: str
    cell: SheetCell | None
    number: Any
    reason: str

    @property
    def place(self) -> str:
        return _name(self.at, NUMBER)


def _name(at: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{at + 1}"


def _grids(content: bytes) -> dict[str, list[list[Any]]] | None:
    if not fits(content, most_bytes=MOST_BYTES):
        return None
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in (VISIBLE, HIDDEN)
        }
    except (CalamineError, BadZipFile, OSError, ValueError, KeyError):
        return None


def _carried(grid: list[list[Any]]) -> Travelling | None:
    """What the hidden sheet says; None where it does not fit its own checksum."""
    words = [[str(value).strip() for value in row] for row in grid]
    if len(words) < 2 or len(words[0]) < 3 or words[0][0].removesuffix(".0") != str(VERSION):
        return None
    cells = {row[0]: (row[1], row[2], int(row[3])) for row in words[2:] if len(row) > 3 and row[3].isdigit()}
    found = Travelling(tuple(words[1][:4]), words[0][1], cells)
    return found if found.checksum == words[0][2] else None


def _check_carried(carried: Travelling | None, now: Travelling) -> list[Problem]:
    if carried is None:
        sentence = (
            "Phần ẩn của tệp đã bị sửa hoặc mất. Hãy tải biểu từ trang này, ghi số rồi gửi lại đúng tệp đó."
        )
        return [Problem("tampered", sentence, "file")]
    if carried.key != now.key:
        sentence = (
            "Tệp này là biểu {theirs}, không phải {ours}. Hãy mở đúng biểu, đúng đơn vị và kỳ rồi gửi lại."
        )
        values = {"theirs": _said(carried.key), "ours": _said(now.key)}
        return [Problem("other_form", sentence, "file", values=values)]
    if carried.form != now.form:
        sentence = "Tệp lấy từ mẫu cũ: biểu đã thêm hoặc bớt chỉ tiêu. Hãy tải mẫu mới và ghi lại."
        return [Problem("older_form", sentence, "file")]
    return []


def _said(key: tuple[str, ...]) -> str:
    form, agency, place, period = key
    return f"{form}, kỳ {period} (cơ quan số {agency}, địa bàn số {place})"


def _rows(grid: list[list[Any]], cells: Mapping[str, SheetCell]) -> Iterator[_Row]:
    for at, row in enumerate(grid[HEAD + 1 : ROWS], start=HEAD + 1):
        values = [*row, *[""] * (REASON + 1 - len(row))]
        code = str(values[CODE]).strip()
        if code and not code.startswith(TOTAL):
            yield _Row(at, code, cells.get(code), values[NUMBER], str(values[REASON]).strip())


def _check_rows(rows: list[_Row], sheet: Sheet) -> list[Problem]:
    problems = []
    seen: set[str] = set()
    for row in rows:
        if row.cell is None or row.code in seen:
            sentence = "Mã “{code}” không có trong biểu, hoặc có hai lần."
            values = {"code": row.code[:80]}
            problems.append(Problem("row_wrong", sentence, _name(row.at, CODE), values=values))
        seen.add(row.code)
    for cell in sheet.cells():
        if cell.cell.code not in seen:
            sentence = "Tệp thiếu dòng “{code}”. Hãy dùng lại tệp gốc, đừng xóa dòng."
            problems.append(Problem("row_missing", sentence, "file", values={"code": cell.cell.code}))
    return problems


def _check_formulas(content: bytes, rows: list[_Row]) -> list[Problem]:
    """A formula counts something that nobody sees here: the number itself is to be written."""
    inputs = {name for row in rows for name in (row.place, _name(row.at, REASON))}
    sentence = "Có công thức ({formula}). Hãy dán giá trị (Paste Special – Values)."
    return [
        Problem("formula", sentence, cell, values={"formula": f"={formula[:40]}"})
        for cell, formula in _formulas(content)
        if cell in inputs
    ]


def _formulas(content: bytes) -> Iterator[tuple[str, str]]:
    """The cells of the first sheet that hold a formula, with it."""
    with ZipFile(BytesIO(content)) as packed:
        name = next(
            (name for name in packed.namelist() if re.fullmatch(r"xl/worksheets/sheet1\.xml", name)), None
        )
        if name is None:
            return
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for found in etree.fromstring(packed.read(name), parser).iter(f"{_MAIN}f"):
            cell = found.getparent()
            if cell is not None:
                yield str(cell.get("r")), str(found.text or "")


def _typed(rows: list[_Row], carried: Travelling, *, skip: set[str]) -> tuple[list[Typed], list[Problem]]:
    typed: list[Typed] = []
    problems: list[Problem] = []
    for row in rows:
        if row.cell is None or row.place in skip:
            continue
        number, wrong = _number(row)
        missing, unknown = _reason(row)
        if number is not None and missing is not None:
            sentence = "Vừa có số, vừa có lý do không báo cáo: chỉ giữ một trong hai."
            wrong = [Problem("both", sentence, row.place)]
        problems += [*wrong, *unknown]
        before = carried.cells.get(row.code, ("", "", 0))
        now = "" if number is None else str(number.normalize()), "" if missing is None else str(missing)
        if not wrong and not unknown and now != before[:2]:
            typed.append(Typed(row.cell.cell.pk, before[2], number, missing))
    return typed, problems


def _number(row: _Row) -> tuple[Decimal | None, list[Problem]]:
    """A number as it is; what is text is read as a clerk writes it, and nothing doubtful is taken."""
    value, decimals = row.number, row.cell.cell.decimals if row.cell else 0
    if value in ("", None):
        return None, []
    if isinstance(value, str):
        found, problems = parse_number(value, decimals)
        return (None if problems else found), [_in(row, problem) for problem in problems]
    if isinstance(value, bool) or not isinstance(value, int | float):
        sentence = "“{typed}” không phải là số."
        return None, [Problem("not_a_number", sentence, row.place, values={"typed": str(value)[:40]})]
    number = Decimal(str(value))
    problems = check_number(number, decimals)
    thousands = number * 1000
    if problems and number > 0 and thousands == int(thousands) and number != int(number):
        # 1,234 typed where a comma parts decimals has become this.
        sentence = "“{typed}” không rõ là số nào. Nếu là {other}, hãy gõ {other}."
        values = {"typed": plain(number), "other": plain(thousands)}
        problems = [Problem("ambiguous", sentence, values=values)]
    return (None if problems else number), [_in(row, problem) for problem in problems]


def _reason(row: _Row) -> tuple[int | None, list[Problem]]:
    if not row.reason:
        return None, []
    for code, words in reasons().items():
        if words.casefold() == row.reason.casefold():
            return code, []
    cell = _name(row.at, REASON)
    sentence = "“{seen}” không phải một lý do trong danh sách."
    return None, [Problem("reason_unknown", sentence, cell, values={"seen": row.reason[:60]})]


def _check_totals(grid: list[list[Any]], rows: list[_Row], *, wrong: bool) -> list[Problem]:
    """A total that somebody wrote over, or that a program did not count anew, must be what its parts come to."""
    if wrong:  # the parts have to be right first
        return []
    parts: dict[str, Decimal] = {}
    for row in rows:
        number, _ = _number(row)
        element = row.code.partition(":")[0]
        parts[element] = parts.get(element, Decimal(0)) + (number or 0)
    problems = []
    for at, values in enumerate(grid[HEAD + 1 : ROWS], start=HEAD + 1):
        code = str(values[CODE]).strip() if values else ""
        if not code.startswith(TOTAL) or len(values) <= NUMBER or values[NUMBER] in ("", None):
            continue
        element, cell = code.removeprefix(TOTAL), _name(at, NUMBER)
        stated, found = values[NUMBER], parts.get(element, Decimal(0))
        counted = Decimal(str(stated)) if isinstance(stated, int | float) else None
        if counted != found:
            sentence = "Tổng ghi {stated} nhưng các phần cộng lại là {found}."
            words = str(stated)[:40] if counted is None else plain(counted)
            said = {"stated": words, "found": plain(found)}
            problems.append(Problem("total_off", sentence, cell, values=said))
    return problems


def _with_names(problems: list[Problem], rows: list[_Row]) -> list[Problem]:
    """Each with the figure it is about beside its cell: who reads "E7" in a list does not see the sheet."""
    names = {
        place: cell_name(row.cell)
        for row in rows
        if row.cell is not None
        for place in (row.place, _name(row.at, REASON))
    }
    return [
        replace(one, values={**one.values, "figure": names[one.place]}) if one.place in names else one
        for one in problems
    ]


def _in(row: _Row, problem: Problem) -> Problem:
    """The problem of a number, in its cell; of a file nothing doubtful is taken."""
    return Problem(problem.code, problem.sentence, row.place, values=problem.values)
