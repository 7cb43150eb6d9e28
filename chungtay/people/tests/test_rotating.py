"""Keys change while people read and write; the old ones go when nothing lies under them any more."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chungtay.base.actor import Actor, system
from chungtay.notices.rules import JobCancelled
from chungtay.notices.tests.factories import job_states, work_off
from chungtay.people import keys, queries, services
from chungtay.people.models import Person
from chungtay.people.rules import Born, Seen
from chungtay.people.sealing import stale_columns
from chungtay.people.services import rotating
from chungtay.people.tests.factories import police_of, write_down
from tests.cast import NOW, TODAY, Town

ADMIN = system("kiểm thử")
SOUGHT = Seen(name="Nguyen Van Vi Du", born=Born(1990, 5, 17))


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Path) -> None:
    settings.PEOPLE_KEYS = tmp_path / "people.keys"


@pytest.fixture
def police(town: Town) -> Actor:
    return police_of(town)


class Stepping:
    """A worker that does something at every batch, as other requests would."""

    subject = rotating.SUBJECT

    def __init__(self, act: Callable[[], None]) -> None:
        self.act = act
        self.steps: list[float] = []

    def step(self, progress: float, word: str) -> None:
        self.steps.append(progress)
        self.act()

    def check(self) -> None:
        """Nobody asks to stop."""


def test_after_a_change_everything_lies_under_the_new_key_and_is_found_by_it(police: Actor) -> None:
    person = write_down(police)
    before = set(person.tokens.values_list("token", flat=True))
    assert services.rotate_keys(by=ADMIN, now=NOW) == 2
    assert queries.find_alike(police, SOUGHT, on=TODAY)  # found by the old tokens meanwhile
    work_off()
    assert job_states() == ["done"]
    row = Person.objects.get(pk=person.pk)
    assert (stale_columns(row), row.keyed, row.name) == ([], 2, "Nguyễn Văn Ví Dụ")
    assert not before & set(row.tokens.values_list("token", flat=True))
    assert queries.find_alike(police, SOUGHT, on=TODAY)


def test_people_read_write_and_seek_while_keys_change(police: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotating, "_BATCH", 2)
    people = [write_down(police, name=f"Ví Dụ Số {n}", born="1990").pk for n in range(6)]
    held = Person.objects.get(pk=people[-1])  # somebody has the form open since before
    services.rotate_keys(by=ADMIN, now=NOW)
    written: list[int] = []

    def meanwhile() -> None:
        written.append(write_down(police, name="Người Mới", born="1991").pk)
        services.change_person(by=police, now=NOW, person=people[0], told={"job": f"việc {len(written)}"})
        assert queries.get_person(police, people[-1]).name == "Ví Dụ Số 5"
        assert queries.find_alike(police, Seen(name="Vi Du So 5", born=Born(1990)), on=TODAY)

    running = Stepping(lambda: meanwhile() if len(written) < 3 else None)
    rotating.reseal(running)
    held.save()
    assert not any(stale_columns(row) for row in Person.objects.all())
    assert queries.get_person(police, people[0]).job == "việc 3"
    assert running.steps == sorted(running.steps)


def test_a_change_that_was_stopped_goes_on_where_it_stopped(
    police: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotating, "_BATCH", 1)
    for n in range(3):
        write_down(police, name=f"Ví Dụ Số {n}")
    services.rotate_keys(by=ADMIN, now=NOW)

    def stop() -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        rotating.reseal(Stepping(stop))
    assert sum(bool(stale_columns(row)) for row in Person.objects.all()) == 2
    assert services.rotate_keys(by=ADMIN, now=NOW) == 2
    work_off()
    assert not any(stale_columns(row) for row in Person.objects.all())


def test_an_old_key_goes_a_day_after_nothing_lies_under_it(police: Actor) -> None:
    write_down(police)
    services.rotate_keys(by=ADMIN, now=NOW)
    rotating.drop_old_keys(NOW + timedelta(days=2))
    assert set(keys.keyring().keys) == {1, 2}
    work_off()
    rotating.drop_old_keys(NOW + timedelta(hours=23))
    assert set(keys.keyring().keys) == {1, 2}
    rotating.drop_old_keys(NOW + timedelta(days=2))
    assert set(keys.keyring().keys) == {2}
    assert services.rotate_keys(by=ADMIN, now=NOW) == 3
