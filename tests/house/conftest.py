"""The town that the house's tests look at."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.cast import Cast, cast_in, plant_town
from tests.house.things import Things, one_of_each


@pytest.fixture(scope="module")
def lived_in(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Things]]:
    """The cast with one of each thing, made once for a module whose tests leave no trace."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = cast_in(plant_town())
        yield cast, one_of_each(cast)
        transaction.set_rollback(True)
