"""What stands where, read from the house itself: floors from .importlinter, rooms from the folders."""

import ast
import configparser
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "chungtay"


@cache
def floors() -> dict[str, int]:
    """Each room with the number of its floor, the lowest being 0; siblings share a floor."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    layers = parser["importlinter:contract:floors"]["layers"].split("\n")
    from_below = reversed([layer for layer in layers if layer.strip()])
    return {
        room.strip().strip("()"): number
        for number, layer in enumerate(from_below)
        for room in layer.replace(":", "|").split("|")
    }


def rooms() -> list[str]:
    """The rooms that stand today."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def python_files() -> list[Path]:
    """Every Python file of the project that a person writes: migrations are written by Django."""
    places = [PACKAGE, ROOT / "tests", ROOT / "tools", ROOT / "bench"]
    found = [path for place in places for path in place.rglob("*.py") if "migrations" not in path.parts]
    return sorted([*found, *ROOT.glob("*.py")])


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("*/templates/**/*.html"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def room_trees() -> Iterator[tuple[Path, ast.Module]]:
    """The program of the rooms, parsed, without tests and migrations."""
    for path in python_files():
        if path.is_relative_to(PACKAGE) and "tests" not in path.parts:
            yield path, parsed(path)


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that git keeps and that is there."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in names.decode().split("\0") if name]
    return tuple(path for path in paths if path.is_file())
