"""The papers beside this file: targets, budgets and checks exactly as their golden files say."""

from pathlib import Path

import pytest

from chungtay.reader.score import score_folder

FOLDER = Path(__file__).parent / "documents"


@pytest.fixture(scope="module")
def tallies() -> dict[str, tuple[int, int]]:
    found, _ = score_folder(FOLDER)
    return {part: (tally.wrong, tally.missed) for part, tally in found.items()}


@pytest.mark.parametrize("part", ["targets", "figures", "budget cells", "checks", "verified"])
def test_nothing_is_wrong_and_nothing_missed(tallies: dict[str, tuple[int, int]], part: str) -> None:
    assert tallies[part] == (0, 0)
