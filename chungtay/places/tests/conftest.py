"""Real units for the tests of this room, loaded once for a module and rolled back after it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.places import queries, services

NOW = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)


@contextmanager
def _loaded(blocker: Any, provinces: Collection[str] | None) -> Iterator[None]:
    with blocker.unblock(), transaction.atomic():
        services.load_places(now=NOW, provinces=provinces)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every unit of both eras."""
    with _loaded(django_db_blocker, None):
        yield


@pytest.fixture(scope="module")
def three_provinces(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Điện Biên (left whole), Bắc Giang with Bắc Ninh (merged), Thừa Thiên Huế (renamed)."""
    with _loaded(django_db_blocker, ("11", "24", "46")):
        yield


@pytest.fixture
def keeper(three_provinces: None, db: None) -> Actor:
    """Holds the power over the villages of Điện Biên."""
    home = queries.place_at("11", NOW.date())
    assert home is not None
    return Actor(
        account=1, name="Quản trị (ví dụ)", post=1, post_name="Quản trị", agency=1, agency_name="Cơ quan",
        powers=frozenset({"places.manage"}), place=home.pk,
    )  # fmt: skip
