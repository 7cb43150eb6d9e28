"""Nothing happens because something was saved, and there is no second door beside the services."""

import ast
from pathlib import Path

from tests.house.plan_of_the_house import room_trees, shown

BANNED = ("django.contrib.admin", "django.db.models.signals", "django.dispatch", "django.core.signals")


def imports_of(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_no_room_listens_to_signals_or_uses_the_admin() -> None:
    found = [
        f"{shown(path)}: {name}"
        for path, tree in room_trees()
        for name in sorted(imports_of(tree))
        if name.startswith(BANNED)
    ]
    assert found == []


def test_the_admin_is_not_installed() -> None:
    settings = Path(__file__).resolve().parents[2] / "chungtay" / "site" / "settings.py"
    assert "django.contrib.admin" not in settings.read_text(encoding="utf-8")


def test_no_model_does_something_of_its_own_when_saved_or_deleted() -> None:
    """Journals refuse to be changed by save() and delete() of their own; nobody else overrides them."""
    overriding = [
        f"{shown(path)}:{node.lineno}"
        for path, tree in room_trees()
        if path.name == "models.py" or path.parent.name == "models"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.name in {"save", "delete"}
        and not all(isinstance(line, ast.Raise | ast.Expr) for line in node.body)
    ]
    assert overriding == []
