"""A small form whose first count is of people, and a copy of the figures of each test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from chungtay.base.actor import Actor
from chungtay.catalogue.models import Cell, DataElement
from chungtay.figures.services import approve_cells, submit
from chungtay.figures.tests.factories import SmallForm, make_form, opened, typed
from chungtay.indicators.queries import copy
from tests.cast import NOW, Cast

PEOPLE, CASES = "THU.THANG.E0", "THU.THANG.E1"


@pytest.fixture(autouse=True)
def _own_copy(tmp_path: Path) -> Iterator[None]:
    """The database of each test begins anew, so its copy does as well."""
    before, settings.FILES_ROOT = settings.FILES_ROOT, tmp_path / "files"
    yield
    settings.FILES_ROOT = before
    for engine in copy._ENGINES.values():
        engine.forget()
    copy._ENGINES.clear()


@pytest.fixture
def form(db: None) -> SmallForm:
    made = make_form()
    DataElement.objects.filter(code=PEOPLE).update(unit="người")
    Cell.objects.filter(code=PEOPLE).update(unit="người")
    return made


def approved(cast: Cast, by: Actor, form: SmallForm, period: str, people: int, cases: int = 7) -> None:
    """One commune's form, sent and approved to the end."""
    submission = opened(by, form, period)
    submit(by=by, now=NOW, submission=submission.pk, cells=typed(form, people, cases, 1, 1))
    approve_cells(by=cast.province, now=NOW, submission=submission.pk)
