"""The scenarios beside the rules, as questions on the command line with the answers that a person worked out.

A lawyer reads and writes ``../scenarios/*.toml``; their first file explains the words.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "scenarios"
Facts = dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """One question, what its answer must say, and the exit status."""

    name: str
    ask: str
    facts: Facts | None
    answer: dict[str, Any]
    status: int
    article: str
    absent: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)


def scenarios() -> Iterator[Scenario]:
    for path in sorted(FOLDER.glob("*.toml")):
        # The number as it is written goes into the JSON: no float in between.
        page = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for case in page["case"]:
            yield from asked(path.stem, page, case)


def asked(file: str, page: dict[str, Any], case: dict[str, Any]) -> Iterator[Scenario]:
    """A case may ask the same of several questions: one scenario each."""
    for ask, facts in questions(page, case):
        yield Scenario(
            name=f"{file}: {case['name']}",
            ask=ask,
            facts=facts,
            answer=case["answer"],
            status=case.get("status", 0),
            article=case.get("article", ""),
            absent=case.get("absent", []),
            says=case.get("says", []),
        )


def questions(page: dict[str, Any], case: dict[str, Any]) -> Iterator[tuple[str, Facts | None]]:
    if "facts" not in page:
        for ask in case.get("asks") or [case["ask"]]:
            yield ask, None
        return
    facts = page["facts"] | case.get("facts", {})
    for options in case.get("options_each") or [case.get("options", page["options"])]:
        for missing in case.get("without_each", [None]):
            yield (
                f"classify {options}",
                {name: value for name, value in facts.items() if name != missing},
            )


def differences(expected: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """What is expected and not found; an empty text in a scenario stands for null, which TOML lacks."""
    wrong: dict[str, Any] = {}
    for name, value in expected.items():
        if isinstance(value, dict):
            wrong |= {f"{name}.{key}": one for key, one in differences(value, found[name]).items()}
        elif (found.get(name, "nothing") or "" if value == "" else found.get(name)) != value:
            wrong[name] = (value, found.get(name))
    return wrong
