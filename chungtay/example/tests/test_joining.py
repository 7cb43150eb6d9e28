"""What the example shows of lists compared and of a body that was divided, without the rest of the province."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from chungtay.cases.queries import list_left_by
from chungtay.comparisons.queries import visible_to
from chungtay.example.bodies import Bodies, People, data
from chungtay.example.joining import count_together, divide_a_body
from chungtay.example.services import FOUNDER
from chungtay.people.models import Person
from chungtay.people.tests.factories import police_of
from chungtay.people.tests.roles import as_the_site
from chungtay.places.queries import get_place
from tests.cast import Town

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
AFTERNOON = timezone.make_aware(datetime.combine(TODAY, datetime.min.time())) + timedelta(hours=15)


def test_one_comparison_is_counted_and_the_next_waits_for_the_commune(town: Town) -> None:
    said = data("joining")["comparison"]
    here, there = police_of(town), police_of(town, next_door=True)
    with as_the_site():
        count_together({said["here"]: here, said["there"]: there}, today=TODAY, now=AFTERNOON)
    waits, counted = visible_to(here)
    assert (counted.first_number, counted.second_number, counted.both, counted.together) == (64, 46, 23, 87)
    assert (waits.state, waits.second_id) == ("asked", here.agency)


def test_the_files_of_the_divided_body_wait_for_its_heirs_by_where_people_live(town: Town) -> None:
    here, there = police_of(town), police_of(town, next_door=True)
    names = dict(zip(data("joining")["station"]["heirs"], (here.agency, there.agency), strict=True))
    founder = replace(FOUNDER, place=town.province)
    bodies = Bodies(founder, AFTERNOON, get_place(town.province, TODAY), names)
    with as_the_site():
        assert divide_a_body(bodies, People(bodies), today=TODAY, now=AFTERNOON) == 3
    left = list_left_by([here.agency, there.agency], on=TODAY)
    assert {one.heir: (one.files, one.unsure) for one in left} == {here.agency: (1, 1), there.agency: (1, 1)}
    names_told = [*(one.name for one in left), *(person.name for person in Person.objects.all())]
    assert all(name.endswith("(ví dụ)") for name in names_told)
