"""In which order tests come, by what they leave behind."""

from enum import IntEnum

import pytest

SWEEPING = {"transactional_db", "live_server", "page"}
SHARED = {"town", "cast"}


class Turn(IntEnum):
    BY_ITSELF = 0
    ON_STAGE = 1  # shares the cast with others
    SWEEPING = 2  # starts a browser or empties every table: leaves its traces in the process


def turn(item: pytest.Item) -> Turn:
    names = set(getattr(item, "fixturenames", ()))
    return Turn.SWEEPING if SWEEPING & names else Turn.ON_STAGE if names >= SHARED else Turn.BY_ITSELF
