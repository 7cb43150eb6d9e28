import pytest

from chungtay.figures.models import Submission
from chungtay.figures.tests.factories import SmallForm, make_form, opened
from tests.cast import Cast


@pytest.fixture
def form(db: None) -> SmallForm:
    return make_form()


@pytest.fixture
def submission(cast: Cast, form: SmallForm) -> Submission:
    return opened(cast.officer, form)
