"""The file of keys is made once, before anything lies sealed; when it is lost, nothing takes its place unsaid."""

from pathlib import Path
from typing import Any

import pytest

from chungtay.base.actor import Actor
from chungtay.people import keys
from chungtay.people.checks import check_database
from chungtay.people.keys import KeysMissing
from chungtay.people.models import Person
from chungtay.people.tests.factories import police_of, write_down
from tests.cast import Town


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    settings.PEOPLE_KEYS = tmp_path / "people.keys"
    return tmp_path / "people.keys"


@pytest.fixture
def police(town: Town, file: Path) -> Actor:
    return police_of(town)


def told() -> list[str | None]:
    return [one.id for one in check_database(databases=["default"]) if one.id == "people.E002"]


def test_the_officer_of_a_house_without_a_record_gets_the_first_key(police: Actor, file: Path) -> None:
    assert told() == []
    assert not file.exists()  # looking makes none
    assert Person.objects.get(pk=write_down(police).pk).name == "Nguyễn Văn Ví Dụ"
    assert file.exists()
    assert told() == []


def test_the_officer_whose_keys_were_lost_is_told_so_and_gets_no_new_ones(police: Actor, file: Path) -> None:
    person = write_down(police)
    kept = file.read_text()
    file.unlink()
    assert told() == ["people.E002"]
    with pytest.raises(KeysMissing, match="Mất tệp khóa"):
        _ = Person.objects.get(pk=person.pk).name
    with pytest.raises(KeysMissing, match="Mất tệp khóa"):
        write_down(police, name="Lê Thị Mẫu")
    assert not file.exists()
    file.write_text(kept)
    assert Person.objects.get(pk=person.pk).name == "Nguyễn Văn Ví Dụ"
    assert told() == []


def test_a_false_key_of_the_same_number_is_known_by_a_name_that_does_not_open(
    police: Actor, file: Path
) -> None:
    write_down(police)
    file.unlink()
    keys.make_keys(file)
    assert told() == ["people.E002"]
    file.write_text('{"keys"')
    assert told() == ["people.E002"]
