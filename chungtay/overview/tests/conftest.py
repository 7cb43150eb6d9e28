import pytest

from chungtay.plans.models import Plan
from chungtay.plans.tests.factories import hand_over, make_example_plan
from tests.cast import Cast


@pytest.fixture
def plan(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Plan:
    return make_example_plan(cast, hand_over(monkeypatch))
