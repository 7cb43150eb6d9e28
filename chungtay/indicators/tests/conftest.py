"""Figures as their own services write them, and a copy of each test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from chungtay.indicators.queries import copy


@pytest.fixture(autouse=True)
def _own_copy(tmp_path: Path) -> Iterator[None]:
    """The database of each test begins anew, so its copy does as well."""
    before, settings.FILES_ROOT = settings.FILES_ROOT, tmp_path / "files"
    yield
    settings.FILES_ROOT = before
    for engine in copy._ENGINES.values():
        engine.forget()
    copy._ENGINES.clear()
