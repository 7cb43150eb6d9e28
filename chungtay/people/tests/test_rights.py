"""What a query shows is exactly what the rule allows, for anybody, with any powers, from any body and places."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.people import queries, services
from chungtay.people.models import Keeping, Person
from chungtay.people.rules import may_edit, may_see_identity
from chungtay.people.tests.factories import police_of, write_down
from chungtay.places.queries import ids_ever_above
from tests.cast import NOW, Town


@pytest.fixture
def world(town: Town) -> list[Actor]:
    """Two bodies; people living here, there and nobody knows where; one kept by both, one let go, one sealed."""
    one, other = police_of(town), police_of(town, next_door=True)
    people = [write_down(one, commune=place) for place in (town.commune_a, town.commune_b, None, None, None)]
    write_down(other, commune=town.commune_b)
    services.keep_person(by=one, now=NOW, person=people[0].pk, agency=other.agency, because="case:7")
    services.end_keeping(by=one, now=NOW, person=people[3].pk, agency=one.agency, because="case:1")
    services.seal_person(by=one, now=NOW, person=people[4].pk, ground="Điều 27.3")
    return [one, other]


@settings(max_examples=60)
@given(data=st.data())
def test_a_query_shows_exactly_whom_the_rule_lets_be_seen(
    world: list[Actor], town: Town, data: st.DataObject
) -> None:
    every = list(Person.objects.all())
    actor = data.draw(st.sampled_from(world))
    if data.draw(st.booleans()):
        actor = replace(
            actor, powers=frozenset(data.draw(st.sets(st.sampled_from([str(p) for p in Power]), max_size=4)))
        )
    actor = replace(
        actor,
        places=frozenset(
            data.draw(st.sets(st.sampled_from([town.province, town.commune_a, town.commune_b]), max_size=2))
        ),
        opened=frozenset(
            f"person:{pk}"
            for pk in data.draw(st.sets(st.sampled_from([row.pk for row in every]), max_size=2))
        ),
    )
    seen = {row.pk for row in every if may_see_identity(actor, **asked(row))}
    assert set(queries.visible_to(actor).values_list("pk", flat=True)) == seen
    changed = {
        row.pk for row in every if may_edit(actor, **{k: v for k, v in asked(row).items() if k != "person"})
    }
    assert {row.pk for row in every if is_editable(actor, row.pk)} == changed


def asked(row: Person) -> dict[str, Any]:
    keepers = Keeping.objects.filter(person=row, until=None).values_list("agency", flat=True)
    shut = row.sealed_at is not None or row.erased_at is not None
    return {"person": row.pk, "keepers": set(keepers), "above": ids_ever_above(row.commune_id), "shut": shut}


def is_editable(actor: Actor, person: int) -> bool:
    try:
        return queries.get_to_edit(actor, person).pk == person
    except NotThere:
        return False
