"""Entries as one CSV file, out and back. The first column says the register and version in its head, and below it which
rows are one entry: the first of them has its answers, each further one only those of one more row of its repeats.

Columns are called by the keys of the questions ("luot"), inside a repeat by both ("doi_tuong.luot"); those of agency,
place and state are for the reader alone.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from chungtay.base.problems import Problem, Refused
from chungtay.base.sheets import guarded, unguarded
from chungtay.registers.models import Entry, RegisterVersion
from chungtay.registers.queries.versions import definition_of
from chungtay.registers.rules import Definition
from chungtay.registers.sheets import MOST, Returned, columns_of, letter, version_in, words_for_cell

ABOUT = ("cơ quan", "nơi", "tình trạng")
TABLE = "Tệp"


def write_csv(version: RegisterVersion, entries: Iterable[Entry]) -> str:
    """Entries of every version in the columns of this one; without any, a template to fill."""
    definition = definition_of(version)
    out = io.StringIO()
    writer = csv.writer(out)
    columns = _columns(definition)
    writer.writerow([f"{definition.code}/{version.number}", *ABOUT, *columns])
    for entry in entries:
        about = (entry.agency.name, entry.place.full_name, entry.state)
        for number, row in enumerate(_rows_of(definition, entry.answers)):
            told = about if number == 0 else ("",) * len(ABOUT)
            writer.writerow(
                [entry.pk, *map(guarded, told), *(guarded(row.get(name, "")) for name in columns)]
            )
    return "\ufeff" + out.getvalue()


def _columns(definition: Definition) -> list[str]:
    inside = [
        f"{repeat}.{one.key}" for repeat in definition.repeats for one in columns_of(definition, repeat)
    ]
    return [*(one.key for one in columns_of(definition)), *inside]


def _rows_of(definition: Definition, answers: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    """By the names of the columns: the entry with the first row of each repeat, then the second rows, and so on."""
    repeats = {
        repeat: [
            {f"{repeat}.{one.key}": words_for_cell(one, row.get(one.key)) for one in columns_of(definition, repeat)}
            for row in answers.get(repeat, ())
        ]
        for repeat in definition.repeats
    }  # fmt: skip
    first: dict[str, object] = {
        one.key: words_for_cell(one, answers.get(one.key)) for one in columns_of(definition)
    }
    for together in zip_longest(*repeats.values(), fillvalue={}) if any(repeats.values()) else [({},)]:
        yield {**first, **{name: said for row in together for name, said in row.items()}}
        first = {}


# -- back ------------------------------------------------------------------------------------------------


def version_named(content: bytes) -> tuple[str, int]:
    """The code and version in the head of the first column. Raises Refused for another file."""
    return version_in(_lines(content)[0][0])


def read_rows(content: bytes, definition: Definition) -> Returned:
    """Every entry as it was filled in, with the rows of its repeats: lines with one number that follow each other."""
    heads, *lines = _lines(content)
    found = Returned(*version_named(content))
    known = {name: at for at, name in enumerate(map(str.strip, heads)) if name in set(_columns(definition))}
    number: str | None = None
    for at, cells in enumerate(lines[:MOST], start=1):
        said = {
            name: unguarded(cells[column].strip()) for name, column in known.items() if column < len(cells)
        }
        if not any(said.values()):
            continue
        if not found.rows or not cells[0].strip() or cells[0].strip() != number:
            number = cells[0].strip()
            found.rows.append((at, {}))
        _take(found, definition, said, {name: f"{TABLE}!{letter(known[name])}{at + 1}" for name in said})
    return found


def _take(
    found: Returned, definition: Definition, said: Mapping[str, str], places: Mapping[str, str]
) -> None:
    """Add what a line says to the entry that is being read."""
    first, entry = found.rows[-1]
    for repeat in definition.repeats:
        row = {
            key: said.get(f"{repeat}.{key}", "") for key in definition.questions if f"{repeat}.{key}" in said
        }
        if any(row.values()):
            rows = entry.setdefault(repeat, [])
            for key in row:
                found.cells[first, f"{repeat}.{len(rows)}.{key}"] = places[f"{repeat}.{key}"]
            rows.append(row)
    for key in definition.questions:
        if said.get(key) and not entry.get(key):
            entry[key] = said[key]
        if key in said:
            found.cells.setdefault((first, key), places[key])


def _lines(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        head = text.partition("\n")[0]
        separator = ";" if head.count(";") > head.count(",") else ","  # as Excel writes it here
        lines = list(csv.reader(io.StringIO(text), delimiter=separator))
    except (UnicodeDecodeError, csv.Error):
        lines = []
    if not lines or not lines[0]:
        sentence = "Không đọc được tệp. Hãy gửi tệp .xlsx, hoặc .csv lưu theo kiểu CSV UTF-8."
        raise Refused(Problem("no_sheet", sentence, "file"))
    return lines
