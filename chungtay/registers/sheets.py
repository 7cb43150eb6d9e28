"""Entries out to .xlsx, and the sheet that comes back: one row an entry, a column a question.

A repeat has a sheet of its own whose rows name the row they belong to. The sheet carries the register and the version
it was made for, so that it is read by the form that made it.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from chungtay.base.problems import Problem, Refused
from chungtay.base.sheets import fits
from chungtay.registers.models import Entry, RegisterVersion
from chungtay.registers.queries.versions import definition_of
from chungtay.registers.rules import Definition, Group, Question, QuestionKind, words_of
from chungtay.xlsforms.rules.questions import SILENT

MARK, HEAD, FIRST = 0, 1, 2  # rows of the sheet: whose it is, the labels, the first entry
ROW = "dòng"  # the column by which rows of a repeat name the row of the main sheet
MOST = 5000
TABLE = "Sổ"


def columns_of(definition: Definition, repeat: str = "") -> list[Question]:
    """What a sheet asks: of the main one, or of a repeat."""
    return [
        one for key, one in definition.questions.items()
        if definition.inside.get(key, "") == repeat and one.kind not in SILENT and one.kind is not QuestionKind.FILE
    ]  # fmt: skip


def write_template(version: RegisterVersion, *, said: str) -> bytes:
    """An empty sheet to fill; cells with choices offer them."""
    return _book(version, (), said=said)


def write_entries(version: RegisterVersion, entries: Iterable[Entry], *, said: str) -> bytes:
    """Entries of every version in the columns of this one: columns unify by the name of the question."""
    return _book(version, entries, said=said)


def words_for_cell(question: Question, answer: Any) -> object:
    if question.kind in (QuestionKind.ONE, QuestionKind.MANY) and answer:
        return "; ".join(
            words_of(question, one) for one in (answer if isinstance(answer, list) else [answer])
        )
    return "" if answer is None else answer


def _book(version: RegisterVersion, entries: Iterable[Entry], *, said: str) -> bytes:
    definition, out = definition_of(version), io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"italic": True})
    sheets = {"": book.add_worksheet(TABLE)} | {
        key: book.add_worksheet(_sheet_name(group)) for key, group in definition.repeats.items()
    }
    for repeat, sheet in sheets.items():
        questions = columns_of(definition, repeat)
        sheet.write(MARK, 0, f"{definition.code}/{version.number}")
        sheet.write(MARK, 1, said, wrap)
        for at, label in enumerate([ROW, *(_label(one) for one in questions)]):
            sheet.write(HEAD, at, label, bold)
            sheet.set_column(at, at, 8 if at == 0 else 22)
        _offer(sheet, questions)
        sheet.freeze_panes(FIRST, 1)
    next_row = dict.fromkeys(sheets, FIRST)
    for number, entry in enumerate(entries, start=1):
        rows = {"": [entry.answers], **{key: entry.answers.get(key, []) for key in definition.repeats}}
        for repeat, answers in rows.items():
            for row in answers:
                told = [words_for_cell(one, row.get(one.key)) for one in columns_of(definition, repeat)]
                sheets[repeat].write_row(next_row[repeat], 0, [number, *told])
                next_row[repeat] += 1
    book.close()
    return out.getvalue()


def _sheet_name(group: Group) -> str:
    return "".join(c for c in (group.label or group.name) if c not in "[]:*?/\\'")[:28] or group.name[:28]


def _label(question: Question) -> str:
    return f"{question.label or question.name}{' *' if question.required else ''}"


def _offer(sheet: Any, questions: list[Question]) -> None:
    for at, question in enumerate(questions, start=1):
        offered = [choice.label for choice in question.choices]
        if (
            question.kind is QuestionKind.ONE
            and sum(len(one) + 1 for one in offered) < 255
            and not any("," in one for one in offered)
        ):
            asked = {"validate": "list", "source": offered}
            sheet.data_validation(FIRST, at, MOST, at, asked)


# -- back ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Returned:
    """A sheet read: what each row says, by question, and where each question's cell is: {(row, key): "Sổ!C4"}."""

    code: str
    version: int
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    cells: dict[tuple[int, str], str] = field(default_factory=dict)


def version_named(content: bytes) -> tuple[str, int]:
    """The code and version that the sheet says it was made for. Raises Refused for another file."""
    grid = _grid(content, 0)
    return version_in(str(grid[0][0]) if grid else "")


def version_in(mark: str) -> tuple[str, int]:
    """The code and version of a mark, "truyen_thong/3". Raises Refused for what is none."""
    code, _slash, number = mark.strip().rpartition("/")
    if not code or not number.isdecimal():
        sentence = "Tệp này không phải mẫu tải từ sổ. Hãy tải tệp mẫu của sổ, điền rồi gửi lại đúng tệp đó."
        raise Refused(Problem("no_template", sentence, "file"))
    return code, int(number)


def read_rows(content: bytes, definition: Definition) -> Returned:
    """Every row as it was filled in, with those of its repeats."""
    code, version = version_named(content)
    found = Returned(code, version)
    known: dict[str, dict[str, Any]] = {}
    for at, number, row in _read_sheet(content, 0, TABLE, columns_of(definition), found, ""):
        known[number or str(at)] = row
        found.rows.append((at, row))
    where = {id(row): at for at, row in found.rows}
    for index, (key, group) in enumerate(definition.repeats.items(), start=1):
        name = _sheet_name(group)
        for at, number, row in _read_sheet(content, index, name, columns_of(definition, key), found, key):
            owner = known.get(number)
            if owner is None:
                sentence = (
                    "Trang “{sheet}”, dòng {row}: cột “{column}” không chỉ vào dòng nào của trang “{main}”."
                )
                values = {"sheet": name, "row": at + 1, "column": ROW, "main": TABLE}
                raise Refused(Problem("no_row", sentence, f"{name}!A{at + 1}", values=values))
            rows = owner.setdefault(key, [])
            for question in columns_of(definition, key):
                found.cells[where[id(owner)], f"{key}.{len(rows)}.{question.key}"] = found.cells.pop(
                    (at, f"{key}:{question.key}"), ""
                )
            rows.append(row)
    return found


def _read_sheet(
    content: bytes, index: int, name: str, questions: list[Question], found: Returned, repeat: str
) -> Iterator[tuple[int, str, dict[str, Any]]]:  # fmt: skip
    grid = _grid(content, index)
    heads = [str(cell).strip().removesuffix(" *") for cell in grid[HEAD]] if len(grid) > HEAD else []
    columns = {one.key: heads.index(label) for one in questions if (label := one.label or one.name) in heads}
    for at, cells in enumerate(grid[FIRST : FIRST + MOST], start=FIRST):
        row = {key: _cell(cells[column]) for key, column in columns.items() if column < len(cells)}
        if any(row.values()):
            for key, column in columns.items():
                place = f"{name}!{letter(column)}{at + 1}"
                found.cells[at, f"{repeat}:{key}" if repeat else key] = place
            yield at, _cell(cells[0]), row


def _grid(content: bytes, index: int) -> list[list[Any]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content if fits(content) else b""))
        # From A1 on: a place in it is the place in the file.
        return book.get_sheet_by_index(index).to_python(False) if book.sheet_names[index:] else []
    except (CalamineError, OSError, ValueError, IndexError):
        raise Refused(Problem("no_sheet", "Không mở được tệp. Hãy gửi tệp .xlsx.", "file")) from None


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else str(value)
    return "" if value is None else str(value).strip()


def letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def told_at(found: Returned, row: int, problem: Problem) -> Problem:
    """A problem of an answer, at the cell that it came from."""
    place = found.cells.get((row, problem.place)) or f"{TABLE}!{row + 1}"
    values: Mapping[str, object] = problem.values
    return Problem(problem.code, problem.sentence, place, problem.severity, values)
