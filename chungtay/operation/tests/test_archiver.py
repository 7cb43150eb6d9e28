"""The doctor asks PostgreSQL whether its log is kept: what is not kept fills the disk, and no moment comes back."""

from contextlib import contextmanager
from typing import Any

import pytest

from chungtay.operation.queries import checks_database
from chungtay.operation.rules import State
from tests.cast import NOW


class Answering:
    """A PostgreSQL whose archiver says this of itself."""

    vendor = "postgresql"

    def __init__(self, *row: Any) -> None:
        self.row = row

    @contextmanager
    def cursor(self) -> Any:
        yield self

    def execute(self, asked: str) -> None:
        assert "pg_stat_archiver" in asked

    def fetchone(self) -> tuple[Any, ...]:
        return self.row


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (("off", 0, None, False), State.OK),
        (("on", 7, None, False), State.OK),
        (("on", 7, "000000010000000000000008", True), State.BAD),
    ],
)
def test_a_log_that_is_not_kept_is_told_with_its_segment(
    row: tuple[Any, ...], state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks_database, "connection", Answering(*row))
    told = checks_database.archiver(NOW)
    assert told.state == state
    assert (state == State.OK) or ("000000010000000000000008" in told.wrong and told.mend)


@pytest.mark.django_db
def test_the_database_of_this_site_answers_the_doctor_about_its_log() -> None:
    assert checks_database.archiver(NOW).state == State.OK
