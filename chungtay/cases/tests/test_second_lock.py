"""On PostgreSQL raw SQL under the site's own role finds no row of a file but for the body that keeps it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from chungtay.base.actor import Actor
from chungtay.cases.models import Episode
from chungtay.cases.rules import DeliveredHow, DeliveredTo, ReferralFor
from chungtay.cases.services import (
    begin_stage,
    close_referral,
    refer,
    return_file,
    serve_paper,
    transfer_file,
)
from chungtay.cases.tests.factories import WHO, at, opened, signed, treated_at_home
from chungtay.people import services as people
from chungtay.people.access import acting
from chungtay.people.tests.factories import police_of
from chungtay.people.tests.roles import plain_role
from chungtay.people.tests.test_bringing import HEADS, TWO, workbook
from tests.cast import Cast, Town

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]
# How many files a body has opened in a year; and from when to when a body kept whom, by a number.
OPEN = {"cases_filecounter", "people_keeping"}


def tables() -> list[str]:
    """Every table of the two rooms that tells of people."""
    models = [model for room in ("people", "cases") for model in apps.get_app_config(room).get_models()]
    return sorted({model._meta.db_table for model in models} - OPEN)


def counted() -> dict[str, int]:
    """How many rows of each table the role finds, asked past Django's models."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  the tables of the two rooms
            found[table] = cursor.fetchone()[0]
    return found


@pytest.fixture
def here(town: Town) -> Actor:
    return police_of(town)


@pytest.fixture
def there(town: Town) -> Actor:
    return police_of(town, next_door=True)


@pytest.fixture
def _lived_in(here: Actor, there: Actor) -> None:
    """Something in every table of the officer here; what went next door has come back or is over."""
    row, other = treated_at_home(here), opened(here, at(3), told=WHO | {"name": "Lê Văn Ví Dụ"})
    serve_paper(
        by=here, now=at(8), paper=row.papers.get(form="V-22").pk, to=DeliveredTo.PERSON, how=DeliveredHow.HANDED,
        at=at(8), proof="V-23 số 1 (ví dụ)",
    )  # fmt: skip
    episode = Episode.objects.get(file=row, ended__isnull=True)
    begin_stage(by=here, now=at(8), episode=episode.pk, code="a", on=date(2026, 7, 7))
    asked = refer(
        by=here, now=at(8), file=row.pk, target=there.agency, what=ReferralFor.WORK, consent="Giấy (ví dụ)"
    )
    close_referral(by=here, now=at(9), referral=asked.pk)
    sent = transfer_file(
        by=here, now=at(20), file=row.pk, target=there.agency, moved_at=at(19), paper=signed(at(20))
    )
    return_file(by=there, now=at(20, hour=10), transfer=sent.pk, why="Không ở đây (ví dụ)")
    people.merge_persons(by=here, now=at(20), person=row.person_id, other=other.person_id, why="Đối chiếu")
    people.begin_list(by=here, now=at(20), content=workbook(HEADS, *TWO))


@pytest.fixture
def _plain_role(_lived_in: None, cast: Cast) -> Iterator[None]:
    with plain_role():
        yield


@pytest.mark.usefixtures("_plain_role")
def test_each_of_the_cast_finds_the_rows_of_their_own_body_and_nobody_elses(
    here: Actor, there: Actor, cast: Cast
) -> None:
    with acting(here):
        assert [table for table, rows in counted().items() if not rows] == []
    nothing = dict.fromkeys(tables(), 0)
    everybody = (
        there,
        cast.province,
        cast.stranger,
        cast.officer,
        cast.doctor,
        cast.leader,
        cast.inspector,
        None,
    )
    for other in everybody:
        with acting(other):
            assert counted() == nothing
    overseer = replace(cast.province, powers=frozenset({"cases.oversee", "people.read", "cases.read"}))
    with acting(overseer):
        assert counted() == nothing
    assert counted() == nothing


@pytest.mark.usefixtures("_plain_role")
def test_what_is_not_found_is_neither_changed_nor_deleted(there: Actor, here: Actor) -> None:
    with acting(there), connection.cursor() as cursor:
        for statement in (
            "UPDATE cases_casefile SET code = 'X'",
            "UPDATE cases_step SET event = 'X'",
            "DELETE FROM cases_runningclock",
            "DELETE FROM people_token",
        ):
            cursor.execute(statement)
            assert cursor.rowcount == 0
    with acting(here):
        assert all(counted().values())


def test_every_table_of_the_two_rooms_is_closed_for_its_owner_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid "
            "WHERE relrowsecurity AND relforcerowsecurity AND relname = ANY (%s)",
            [tables()],
        )
        assert sorted(row[0] for row in cursor.fetchall()) == tables()
