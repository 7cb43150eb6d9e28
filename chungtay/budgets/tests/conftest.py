import pytest

from chungtay.budgets.models import Budget
from chungtay.budgets.tests.factories import estimate, small_table
from chungtay.documents.tests.factories import take_in_read
from tests.cast import NOW, Cast


@pytest.fixture
def paper(cast: Cast) -> int:
    return take_in_read(cast.province, NOW).pk


@pytest.fixture
def budget(cast: Cast, paper: int) -> Budget:
    return estimate(cast, small_table(), document=paper)[0]
