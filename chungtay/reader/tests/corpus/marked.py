"""A paper whose known answers stand beside its lines.

Between two lines ``+++`` stands TOML: the ``header``'s fields, ``[[budgets]]``, ``[[checks]]``. Then the paper:

    left || right                     two columns: letterhead, signature
    | cell | cell |                   a row of a table; ``<`` is merged with its left neighbour
    @s 2                              the line above is a heading of this depth
    @t lead; lead | support | due     … a task; due: ``by DATE``, ``window FROM TO``, ``every P1Y [ON]``
    @g relation value[-max] unit due=… base=… per=…                        … a target
    @f value unit                     … a reported figure
    @r who | to | via | every | by    … says who reports; ``?``: by is not asked
    @c code role                      … cites a paper; ``-``: one without a code
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LABEL = re.compile(
    r"^(?:[-+*•–]|\([\da-zđ]{1,3}\)|(?:\d{1,2}\.)+\d{0,2}|[\da-zđ]{1,2}[.)]|[IVX]+\.|[A-H]\.)\s+"
)
_HEADER_KEYS = ("budgets", "checks")


@dataclass(slots=True)
class Item:
    """One block to print: a line of text, or rows of two columns, or rows of a table."""

    kind: str  # line | columns | table
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    name: str
    items: list[Item]
    golden: dict[str, Any]


def paper_of(path: Path) -> Paper:
    return parse(path.stem, path.read_text(encoding="utf-8"))


def parse(name: str, marked: str) -> Paper:
    _, front, body = marked.split("+++\n", 2)
    known = tomllib.loads(front)
    header = {key: value for key, value in known.items() if key not in _HEADER_KEYS}
    golden: dict[str, Any] = {"header": header} if header else {}
    golden |= {"citations": [], "sections": [], "tasks": [], "targets": [], "figures": [], "reporting": []}
    golden |= {"budgets": known.get("budgets", []), "checks": known.get("checks", [])}
    items: list[Item] = []
    said = ""
    for line in body.splitlines():
        if line.startswith("@"):
            _note(golden, said, line[1], line[2:].strip())
            continue
        said = _add(items, line)
    if not golden["citations"]:
        del golden["citations"]  # a paper that marks none does not ask for them
    return Paper(name, items, golden)


def _add(items: list[Item], line: str) -> str:
    """Put the line with its like; return its words without a label."""
    if line.startswith("| "):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        _grow(items, "table", cells)
        return cells[1]
    if "||" in line:
        left, right = line.split("||")
        _grow(items, "columns", [left.strip(), right.strip()])
    else:
        items.append(Item("line", line))
    return LABEL.sub("", line)


def _grow(items: list[Item], kind: str, cells: list[str]) -> None:
    if not items or items[-1].kind != kind:
        items.append(Item(kind))
    items[-1].rows.append(cells)


def _note(golden: dict[str, Any], said: str, mark: str, note: str) -> None:
    if mark == "s":
        golden["sections"].append({"title": said, "depth": int(note)})
    elif mark == "t":
        lead, support, due = (part.strip() for part in note.split("|"))
        deadlines = [_deadline(part.split()) for part in _names(due)]
        golden["tasks"].append(
            {"text": said, "lead": _names(lead), "support": _names(support), "deadlines": deadlines}
        )
    elif mark == "g":
        golden["targets"].append({"text": said} | _target(note))
    elif mark == "f":
        value, unit = note.split(" ", 1)
        golden["figures"].append({"value": _number(value), "unit": unit})
    elif mark == "r":
        who, to, via, every, by = [*(part.strip() for part in note.split("|")), ""][:5]
        known = {"who": _names(who), "to": _names(to), "via": _names(via), "every": _names(every)}
        golden["reporting"].append(known | ({} if by == "?" else {"by": by or None}))
    elif mark == "c":
        code, role = note.rsplit(" ", 1)
        golden["citations"].append({"code": None if code == "-" else code, "role": role})
    else:
        raise ValueError(f"unknown mark @{mark} under {said!r}")


def _names(printed: str) -> list[str]:
    return [name.strip() for name in printed.split(";") if name.strip()]


def _deadline(parts: list[str]) -> dict[str, Any]:
    match parts:
        case ["by", date]:
            return {"kind": "by", "date": date}
        case ["window", start, end]:
            return {"kind": "window", "from": start, "to": end}
        case ["every", every]:
            return {"kind": "every", "every": every}
        case ["every", every, on]:
            return {"kind": "every", "every": every, "on": on}
    raise ValueError(f"unknown deadline {parts}")


def _target(note: str) -> dict[str, Any]:
    """Its known values; what is not noted is not asked, save ``value_max``."""
    extras = dict(
        part.split("=", 1) for part in re.findall(r"(?:due|base|per)=\S+(?: [^\s=]+(?!\S*=))*", note)
    )
    parts = re.split(r"\s+(?:due|base|per)=", note)[0].split(" ", 2)
    target: dict[str, Any] = {"relation": parts[0]}
    if len(parts) > 1:
        low, _, high = parts[1].partition("-")
        target |= {"value": _number(low), "value_max": _number(high) if high else None, "unit": parts[2]}
    if "due" in extras:
        target["due"] = extras["due"]
    if "base" in extras:
        target["baseline_year"] = int(extras["base"])
    if "per" in extras:
        target["per"] = extras["per"]
    return target


def _number(printed: str) -> int | float:
    return float(printed) if "." in printed else int(printed)
