"""Money never meets a float: no literal, no division, no float() in the room."""

import ast

from tests.house.plan_of_the_house import room_of, room_trees, shown


def floats_in(tree: ast.Module) -> list[int]:
    """Lines with a float literal, a call of float(), or a true division."""
    return sorted(
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
    )


def test_the_scan_sees_what_it_looks_for() -> None:
    assert floats_in(ast.parse("a = 1\nb = 0.5\nc = float(a)\nd = a / 3\na /= 2\ne = a // 3")) == [2, 3, 4, 5]


def test_no_float_anywhere_in_money() -> None:
    found = {shown(path): floats_in(tree) for path, tree in room_trees() if room_of(path) == "budgets"}
    assert len(found) > 10
    assert {path: lines for path, lines in found.items() if lines} == {}
