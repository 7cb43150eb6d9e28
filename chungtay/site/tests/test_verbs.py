"""Every verb that a room writes into the journal has its words, and no word is left without a verb."""

import ast
from collections.abc import Iterator
from pathlib import Path

from chungtay.documents.rules import Decision
from chungtay.site.changes import FIELDS, value_words
from chungtay.site.verbs import VERBS

PACKAGE = Path(__file__).resolve().parents[2]


def written_verbs() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        if "tests" in path.parts or path.name == "verbs.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "verb" and isinstance(node.value, ast.Constant):
                yield str(node.value.value)


def written_fields() -> Iterator[str]:
    """The names under which rooms say what changed, as far as they stand in the call."""
    for path in PACKAGE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "change" and isinstance(node.value, ast.Dict):
                yield from (str(key.value) for key in node.value.keys if isinstance(key, ast.Constant))


def test_every_field_that_changes_has_its_words() -> None:
    assert sorted(set(written_fields()) - set(FIELDS)) == []


def test_every_verb_has_its_words() -> None:
    of_decisions = {f"finding.{decision}" for decision in Decision}
    assert sorted({*written_verbs(), *of_decisions} - set(VERBS)) == []


def test_no_words_are_kept_for_a_verb_that_is_gone() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if "tests" not in path.parts and path.name != "verbs.py"
    )
    kept = {f"finding.{decision}" for decision in Decision}
    assert [verb for verb in VERBS if verb not in kept and not is_written(verb, source)] == []


def is_written(verb: str, source: str) -> bool:
    """In one piece, or by a room that says what it is about once (``f"care.{what}"``) and what happened each time."""
    about, _, what = verb.partition(".")
    return f'"{verb}"' in source or (f'verb=f"{about}.{{' in source and f'"{what}"' in source)


def test_what_changed_is_said_as_people_say_it() -> None:
    kept = [None, True, "2026-01-31", "in_progress", ["a", "b"], 0, "2026-13-01", [], "0c" * 32]
    assert [value_words(value) for value in kept] == [
        "–", "có", "31/01/2026", "đang làm", "a, b", "0", "2026-13-01", "–", "0c0c0c0c0c0c…",
    ]  # fmt: skip
