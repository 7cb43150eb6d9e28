"""Papers drift unless a test reads them: make targets, links, decision numbers, the words of the glossary."""

import ast
import re
from pathlib import Path

from tests.house.plan_of_the_house import ROOT, room_trees, shown, tracked_files

MAKE = re.compile(
    r"`(?:[A-Z]+=\S+ )*make((?: -s)?(?: [a-z-]+)?)[^`]*`|^\s*make(?: -s)? ([a-z-]+)", re.MULTILINE
)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
ADR = re.compile(r"^(\d{4})-[a-z0-9-]+\.md$")


def papers() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".md"]


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))


def test_every_make_target_that_a_paper_names_exists() -> None:
    unknown = [
        f"{shown(path)}: make {name}"
        for path in papers()
        for quoted, plain in MAKE.findall(path.read_text(encoding="utf-8"))
        if (name := (plain or quoted.replace("-s", "")).strip()) and name not in targets()
    ]
    assert unknown == []


def test_every_link_of_a_paper_leads_somewhere() -> None:
    broken = [
        f"{shown(path)}: {link}"
        for path in papers()
        for link in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in link and not link.startswith("mailto:") and not (path.parent / link).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_gaps_and_say_their_number() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [match[1] for path in records if (match := ADR.match(path.name))]
    assert len(numbers) == len(records), "a decision is called NNNN-what-was-decided.md"
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    silent = [
        p.name for p in records if not p.read_text(encoding="utf-8").startswith(f"# {int(p.name[:4])}. ")
    ]
    assert silent == []


def closed_lists() -> list[tuple[Path, ast.ClassDef]]:
    """Every StrEnum of the rooms: the words that the house lives by."""
    return [
        (path, node)
        for path, tree in room_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)
    ]


def glossary() -> dict[str, str]:
    """The part of the glossary about each closed list, by the list's name."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return {part.split("`")[1]: part for part in re.split(r"^### ", text, flags=re.MULTILINE)[1:]}


def codes(node: ast.ClassDef) -> list[str]:
    values = [line.value for line in node.body if isinstance(line, ast.Assign)]
    return [str(value.value) for value in values if isinstance(value, ast.Constant)]


def test_every_closed_list_and_each_of_its_codes_is_in_the_glossary() -> None:
    parts = glossary()
    missing = [
        f"{shown(path)}: {node.name}.{code}"
        for path, node in closed_lists()
        for code in codes(node)
        if f"`{code}`" not in parts.get(node.name, "")
    ]
    assert missing == []
