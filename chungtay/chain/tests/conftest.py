import pytest

from chungtay.chain.models import PlanPair
from chungtay.chain.tests.factories import compared
from chungtay.plans.tests.factories import Papers, hand_over
from tests.cast import Cast


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Papers:
    return hand_over(monkeypatch)


@pytest.fixture
def pair(cast: Cast, papers: Papers) -> PlanPair:
    return compared(cast, papers)
