"""On PostgreSQL a comparison is there for the two bodies that make it, whatever a query forgets."""

from datetime import timedelta

import pytest

from chungtay.cases.tests.factories import at
from chungtay.comparisons import services
from chungtay.comparisons.models import Comparison
from chungtay.comparisons.rules import ComparisonState, policy
from chungtay.comparisons.tests.test_comparisons import answered, asked
from chungtay.people.access import acting, everything
from chungtay.people.tests.factories import police_of
from chungtay.people.tests.roles import plain_role
from tests.cast import Cast, Town

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def test_the_two_find_their_comparison_and_nobody_else_finds_or_changes_it(town: Town, cast: Cast) -> None:
    here, there = sides = police_of(town), police_of(town, next_door=True)
    with plain_role():
        with acting(here):
            row = asked(sides, range(30))
        for other in (cast.officer, cast.leader, cast.province, cast.stranger, None):
            with acting(other):
                assert not Comparison.objects.exists()
                assert Comparison.objects.update(purpose="X") == 0
        with acting(there):
            assert answered(there, row, range(20, 60)).both == 10
        for side in sides:
            with acting(side):
                assert Comparison.objects.get().state == ComparisonState.COUNTED


def test_the_worker_drops_what_nobody_answered_though_it_acts_for_no_body(town: Town) -> None:
    sides = police_of(town), police_of(town, next_door=True)
    with plain_role():
        with acting(sides[0]):
            asked(sides, range(30))
        services.drop_waiting(at(3) + timedelta(days=policy().waits_days))
        with everything():
            assert Comparison.objects.get().state == ComparisonState.LAPSED
