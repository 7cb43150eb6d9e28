"""On PostgreSQL a row of a file is there only for whose body keeps it, whatever a query forgets."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from chungtay.base.actor import Actor
from chungtay.people import queries, services
from chungtay.people.access import acting, everything
from chungtay.people.checks import check_database
from chungtay.people.models import Keeping, Person, Token
from chungtay.people.rules import Born, Seen
from chungtay.people.tests.factories import police_of, write_down
from chungtay.people.tests.roles import plain_role
from tests.cast import NOW, TODAY, Town

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


@pytest.fixture
def police(town: Town) -> Actor:
    return police_of(town)


@pytest.fixture
def neighbour(town: Town) -> Actor:
    return police_of(town, next_door=True)


@pytest.fixture
def _plain_role(police: Actor, neighbour: Actor) -> Iterator[None]:
    with plain_role():
        yield


def counted() -> list[int]:
    return [model.objects.count() for model in (Person, Keeping, Token)]


@pytest.mark.usefixtures("_plain_role")
def test_without_a_body_no_row_is_there_and_for_the_neighbour_none(police: Actor, neighbour: Actor) -> None:
    with acting(police):
        person = write_down(police)
        mine = counted()
        assert mine[:2] == [1, 1]
        assert mine[2] > 3
    assert counted() == [0, 0, 0]
    with acting(neighbour):
        assert counted() == [0, 0, 0]
        assert Person.objects.filter(pk=person.pk).update(sex="") == 0
        (alike,) = queries.find_alike(
            neighbour, Seen(name="Nguyen Van Vi Du", born=Born(1990, 5, 17)), on=TODAY
        )
        assert not alike.open
        assert counted() == [0, 0, 0]
    with everything():
        assert counted() == mine


@pytest.mark.usefixtures("_plain_role")
def test_nobody_writes_a_row_into_a_file_of_others(police: Actor, neighbour: Actor) -> None:
    with acting(police):
        person = write_down(police)
    with acting(neighbour), pytest.raises(DatabaseError), transaction.atomic():
        Keeping.objects.create(person_id=person.pk, agency_id=police.agency, because="case:9", since=NOW)
    with acting(police):
        services.change_person(by=police, now=NOW, person=person.pk, told={"job": "ví dụ"})
        assert queries.get_person(police, person.pk).job == "ví dụ"


@pytest.mark.usefixtures("_plain_role")
def test_what_was_set_is_gone_after_an_error_too(police: Actor) -> None:
    with acting(police):
        write_down(police)
    with pytest.raises(DatabaseError), transaction.atomic(), everything(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert counted() == [0, 0, 0]


def test_an_administrator_is_told_of_a_role_that_passes_by(police: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        (superuser,) = cursor.fetchone()
    assert [said.id for said in check_database(databases=["default"])] == (
        ["people.W001"] if superuser else []
    )
    assert check_database(databases=None) == []
