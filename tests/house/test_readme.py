"""What README.md claims holds: its commands, its paths, the numbers that a machine can look up.

Links and make targets are held by test_papers.py, for every paper.
"""

import argparse
import re
import tomllib

from chungtay.cli import _parser
from tests.house.plan_of_the_house import PACKAGE, ROOT, rooms

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"`([^`\n]+)`", README)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
MEASURED = re.compile(r"\d[\d.,]*\s?(?:ms|s|/s|MiB|GiB)\b(?!\w)")


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
