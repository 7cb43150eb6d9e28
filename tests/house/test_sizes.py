"""Nothing grows past what a reader can hold (docs: STYLE of the house: the tail hides the trouble)."""

import ast
from collections import Counter
from pathlib import Path

from tests.house.plan_of_the_house import PACKAGE, parsed, python_files, room_of, shown, templates

FILE, FUNCTION, ROOM, TEMPLATE = 400, 50, 3000, 120
APART = {"tests", "migrations"}
HALLED = {"reader", "api"}


def lines_in(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_400_lines() -> None:
    assert [f"{shown(p)}: {lines_in(p)}" for p in python_files() if lines_in(p) > FILE] == []


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{shown(path)}:{node.lineno} {node.name}: {length}"
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION
    ]
    assert long == []


def test_no_template_is_longer_than_120_lines() -> None:
    assert [f"{shown(p)}: {lines_in(p)}" for p in templates() if lines_in(p) > TEMPLATE] == []


def code_in(path: Path) -> int:
    """Lines that are neither empty nor a comment nor a docstring: words that explain are not to be saved on."""
    told = {line for node in ast.walk(parsed(path)) for line in docstring_lines(node)}
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return sum(
        1
        for number, line in lines
        if number not in told and line.strip() and not line.strip().startswith("#")
    )


def docstring_lines(node: ast.AST) -> range:
    if isinstance(
        node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    ) and ast.get_docstring(node):
        return range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    return range(0)


def test_no_room_holds_more_than_3000_lines_of_code() -> None:
    """Without its tests, of which it may have as many as it likes, and the migrations that Django writes.

    The reader is a library of several halls (formats, clean, checks …), and each hall counts by itself; so does each of
    the interface for machines, whose operations are as many as there are pages and know nothing of one another.
    """
    sizes: Counter[str] = Counter()
    for path in python_files():
        if path.is_relative_to(PACKAGE) and path.parent != PACKAGE and not APART & set(path.parts):
            room = room_of(path)
            sizes[shown(path.parent) if room in HALLED else room] += code_in(path)
    assert {room: size for room, size in sizes.items() if size > ROOM} == {}
