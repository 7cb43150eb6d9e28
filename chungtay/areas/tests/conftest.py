"""Communes whose forms are there to be filled."""

import pytest


@pytest.fixture(autouse=True)
def _catalogue(request: pytest.FixtureRequest) -> None:
    """What is counted, for every test that has communes."""
    if "cast" in request.fixturenames:
        request.getfixturevalue("catalogue")
