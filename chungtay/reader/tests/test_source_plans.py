"""Five real papers and fifteen invented ones, read from end to end, against what a clerk wrote down by hand.

The golden files hold the facts; the words of a task are known by how they open.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chungtay.reader.contract import Reading
from chungtay.reader.read import read

HERE = Path(__file__).parent
GOLDEN = {path.stem for path in (HERE / "golden").glob("*.json")}
PAPERS = sorted(
    path for path in (HERE / "documents").rglob("*.*") if path.stem in GOLDEN and path.suffix != ".json"
)
NAMES = [path.stem for path in PAPERS]


@cache
def reading(name: str) -> Reading:
    return read(next(path for path in PAPERS if path.stem == name))


@cache
def golden(name: str) -> dict[str, Any]:
    known: dict[str, Any] = json.loads((HERE / "golden" / f"{name}.json").read_text(encoding="utf-8"))
    return known


_UNASKED = ("span", "confidence", "sure_of", "doubt")


@pytest.mark.parametrize("name", NAMES)
def test_the_header_is_right_in_every_field(name: str) -> None:
    header = reading(name).to_json()["header"]
    said = {key: value for key, value in header.items() if key not in _UNASKED}
    assert {key: value for key, value in said.items() if value not in (None, [])} == golden(name)["header"]


@pytest.mark.parametrize("name", NAMES)
def test_the_headings_form_the_tree_of_the_paper(name: str) -> None:
    sections = reading(name).sections
    assert [f"{'  ' * (s.depth - 1)}{s.label} | {s.title}" for s in sections] == golden(name)["sections"]


@pytest.mark.parametrize("name", NAMES)
def test_every_task_has_its_lead_its_support_and_its_deadlines(name: str) -> None:
    found = []
    for task in reading(name).to_json()["tasks"]:
        deadlines = [{key: value for key, value in one.items() if key != "span"} for one in task["deadlines"]]
        said = {
            "opens": task["text"][:60],
            "lead": task["lead"],
            "support": task["support"],
            "deadlines": deadlines,
        }
        found.append({key: value for key, value in said.items() if value or key == "lead"})
    assert found == golden(name)["tasks"]


@pytest.mark.parametrize("name", NAMES)
def test_who_reports_to_whom_and_when(name: str) -> None:
    duties = reading(name).to_json()["reporting"]
    assert [{key: value for key, value in duty.items() if key not in _UNASKED} for duty in duties] == golden(
        name
    )["reporting"]


@pytest.mark.parametrize("name", NAMES)
def test_the_papers_cited_and_what_they_are_to_this_one(name: str) -> None:
    cited = [
        f"{c.role} {c.kind} {c.code} {c.date}" + (f" | {c.issuer}" if c.issuer else "")
        for c in reading(name).citations
    ]
    assert cited == golden(name)["citations"]


@pytest.mark.parametrize("name", NAMES)
def test_spans_point_at_the_very_words(name: str) -> None:
    found = reading(name)
    for task in found.tasks:
        assert found.text[slice(*task.span)] == task.text
        for deadline in task.deadlines:
            assert deadline.text.strip("()") in found.text[slice(*deadline.span)]
    for section in found.sections:
        start, end = section.heading
        assert section.span[0] == start
        assert end <= section.span[1]
        assert section.label in found.text[start:end]
    for citation in found.citations:
        code = (citation.code or "").split("-")[0]
        assert code in found.text[slice(*citation.span)].replace(" ", "")


@pytest.mark.parametrize("name", NAMES)
def test_the_json_has_every_key_of_the_contract(name: str) -> None:
    printed = reading(name).to_json()
    assert printed["version"] == 1
    assert set(printed) == {
        "version", "source", "text", "header", "citations", "sections", "tasks", "targets", "figures", "budgets",
        "reporting", "checks", "verified",
    }  # fmt: skip
    json.dumps(printed, ensure_ascii=False)
