import pytest

from chungtay.plans.models import Plan
from chungtay.plans.tests.factories import Papers, hand_over, make_example_plan
from tests.cast import Cast


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Papers:
    return hand_over(monkeypatch)


@pytest.fixture
def plan(cast: Cast, papers: Papers) -> Plan:
    return make_example_plan(cast, papers)
