"""What README.md claims holds: its commands, its paths, the numbers that a machine can look up.

Links and make targets are held by test_papers.py, for every paper.
"""

import argparse
import ast
import re
import tomllib
from functools import cache

from chungtay.cli import _parser
from tests.house.plan_of_the_house import PACKAGE, ROOT, parsed, rooms

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"`([^`\n]+)`", README)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
MEASURED = re.compile(r"\d[\d.,]*\s?(?:ms|s|/s|MiB|GiB)\b(?!\w)")
CLAIMED = README[README.index("## What works today") : README.index("## For who builds")]
CLAIMS = tomllib.loads((ROOT / "tests" / "house" / "claims.toml").read_text(encoding="utf-8"))
LINKS = re.compile(r"(?:\[[^]]+\]\([^)]+\)[,.]?\s*)+")


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    [action] = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    return dict(action.choices)


def test_every_command_that_it_shows_is_one() -> None:
    known = subcommands(_parser())
    shown = [words.split() for words in QUOTED if words.startswith("chungtay ")]
    assert shown
    assert [words for words in shown if words[1] not in known] == []


def test_every_option_that_it_shows_is_one() -> None:
    known = subcommands(_parser())
    unknown = [
        f"{words}: {option}"
        for words in QUOTED
        if words.startswith("chungtay ") and words.split()[1] in known
        for option in re.findall(r"--[a-z-]+", words)
        if option not in known[words.split()[1]]._option_string_actions
    ]
    assert unknown == []


def test_every_path_that_it_names_is_there() -> None:
    paths = [
        words
        for words in QUOTED
        if re.fullmatch(r"(?:docs|chungtay|tests|tools|bench|deploy|build)/[\w./*-]*", words)
    ]
    assert paths
    assert [path for path in paths if not path.startswith("build/") and not (ROOT / path).exists()] == []


def test_every_word_for_make_is_one_of_its_words() -> None:
    words = set(re.findall(r"\b([A-Z]{4,})=", README)) - {"DATABASE"}
    assert {word for word in words if not re.search(rf"^{word}\s+\?=", MAKEFILE, re.MULTILINE)} <= {
        "DATABASE_URL"
    }


def test_a_figure_that_was_measured_names_the_bench_that_prints_it() -> None:
    """``bench NAME`` or ``ONLY=NAME`` on the same line; the bench is there."""
    benches = {path.stem.removeprefix("bench_") for path in (ROOT / "bench").glob("bench_*.py")}
    for line in README.splitlines():
        named = set(re.findall(r"(?:ONLY=|bench[_ ])(\w+)", line)) & benches
        assert named or not MEASURED.search(line), line
    assert {name for name in re.findall(r"ONLY=(\w+)", README) if name not in benches} == set()


# -- what proves it ---------------------------------------------------------------------------------------------


def claims() -> dict[str, str]:
    """Each line of the README that claims something, whole, by its bold words."""
    lines = re.findall(r"^\* (.+?)(?=^\* |^#|\Z)", CLAIMED, re.MULTILINE | re.DOTALL)
    return {re.findall(r"\*\*(.+?)\*\*", line)[0]: " ".join(line.split()) for line in lines}


def sentences(line: str) -> list[str]:
    """Its sentences, and what stands between semicolons; a sentence of links alone claims nothing."""
    parts = re.split(r"(?<=[.;]) ", line)
    return [part for part in parts if not LINKS.fullmatch(part)]


def test_every_sentence_says_by_a_key_what_proves_it() -> None:
    assert len(claims()) > 20
    assert sorted(claims()) == sorted(CLAIMS)
    assert [
        f"{bold}: {sentence}"
        for bold, line in claims().items()
        for sentence in sentences(line)
        if not any(key in sentence for key in CLAIMS[bold])
    ] == []


def test_every_key_stands_in_the_line_that_it_proves() -> None:
    lines = claims()
    assert [f"{bold}: {key}" for bold, keys in CLAIMS.items() for key in keys if key not in lines[bold]] == []


def test_every_proof_is_a_test_that_is_run_or_a_bench() -> None:
    assert [
        f"{bold}, {key}: {proof}"
        for bold, keys in CLAIMS.items()
        for key, proofs in keys.items()
        for proof in proofs
        if not is_there(proof)
    ] == []
    assert [
        f"{bold}, {key}" for bold, keys in CLAIMS.items() for key, proofs in keys.items() if not proofs
    ] == []


def is_there(proof: str) -> bool:
    """A bench that is run, or a function of a module that pytest gathers ("path" alone: any)."""
    if proof.startswith("bench "):
        return (ROOT / "bench" / f"bench_{proof.removeprefix('bench ')}.py").is_file()
    path, _colons, name = proof.partition("::")
    if not (ROOT / path).is_file() or not re.fullmatch(r"(?:chungtay|tests)/.*/test_\w+\.py", path):
        return False
    tests = {node.name for node in parsed(ROOT / path).body if isinstance(node, ast.FunctionDef)}
    return name in tests if name else any(one.startswith("test_") for one in tests)


# -- what was measured ------------------------------------------------------------------------------------------


def test_every_figure_of_the_first_table_of_capacity_is_one_that_its_bench_prints() -> None:
    """| what | measured | at | bench | key |: the key as the line of JSON has it, "value" or "detail.p95"."""
    rows = figures_measured()
    assert rows
    assert [row for row in rows if not re.search(r"\d", row[1])] == []
    assert [f"{bench}: {key}" for *_words, bench, key in rows if not prints(bench, key)] == []


def figures_measured() -> list[list[str]]:
    paper = (ROOT / "docs" / "capacity.md").read_text(encoding="utf-8")
    table = paper[paper.index("| what | measured | at | bench | key |") :].partition("\n\n")[0]
    return [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]


def prints(bench: str, key: str) -> bool:
    first, *inner = key.split(".")
    if not (ROOT / "bench" / f"bench_{bench}.py").is_file():
        return False
    return first in {"value", "baseline"} if not inner else first == "detail" and set(inner) <= keys_of(bench)


@cache
def keys_of(bench: str) -> frozenset[str]:
    """Words that the program of a bench, and what it takes from the other programs of the folder, may print as keys."""
    waiting, seen, found = [f"bench_{bench}"], set[str](), set[str]()
    while waiting:
        name = waiting.pop()
        path = ROOT / "bench" / f"{name}.py"
        if name in seen or not path.is_file():
            continue
        seen.add(name)
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
                waiting += re.findall(r"^bench\.(\w+)$", node.value)
            elif isinstance(node, ast.keyword) and node.arg:
                found.add(node.arg)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bench."):
                waiting.append((node.module or "").removeprefix("bench."))
    return frozenset(found)


# -- the rest ---------------------------------------------------------------------------------------------------


def test_the_numbers_that_stand_elsewhere_too_are_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "3.11" in project["requires-python"]
    assert "Python 3.11" in README
    assert "http://127.0.0.1:8000" in README
    assert re.search(r"^PORT\s+\?= 8000$", MAKEFILE, re.MULTILINE)
    assert "50,000 damaged papers" in README
    assert re.search(r"^ROUNDS\s+\?= 50000$", MAKEFILE, re.MULTILINE)


def test_each_room_has_its_readme() -> None:
    assert [room for room in rooms() if not (PACKAGE / room / "README.md").exists()] == []
