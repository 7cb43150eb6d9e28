"""What is sealed opens in its own row and column with its key, and with nothing else."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.actor import Actor
from chungtay.people import keys, sealing
from chungtay.people.models import Person
from chungtay.people.sealing import Sealed, Tampered
from chungtay.people.tests.factories import police_of, write_down
from tests.cast import NOW, Town

PLACE = f"table|{uuid.UUID(int=1).hex}|column"


@pytest.fixture
def police(town: Town) -> Actor:
    return police_of(town)


@given(st.text(max_size=200), st.integers(0, 300))
def test_what_was_altered_or_moved_does_not_open(text: str, at: int) -> None:
    sealed = sealing.seal(text, place=PLACE)
    assert sealing.unseal(sealed, place=PLACE) == text
    bent = bytearray(sealed.raw)
    bent[at % len(bent)] ^= 1
    for raw, place in ((bytes(bent), PLACE), (sealed.raw, PLACE.replace("column", "other"))):
        with pytest.raises((Tampered, keys.KeysMissing)):
            sealing.unseal(Sealed(raw), place=place)


def test_equal_texts_do_not_look_equal_and_short_ones_are_equally_long() -> None:
    true, also, false = (sealing.seal(text, place=PLACE).raw for text in ("true", "true", "false"))
    assert true != also
    assert len(true) == len(false)


def test_nothing_and_an_empty_text_are_two_things(police: Actor) -> None:
    person = write_down(police, job="", workplace=None)
    found = Person.objects.get(pk=person.pk)
    assert (found.job, found.workplace) == ("", None)
    assert Person.objects.filter(workplace__isnull=True).exists()
    assert not Person.objects.filter(job__isnull=True).exists()


def test_rows_cannot_be_exchanged(police: Actor) -> None:
    first, second = write_down(police), write_down(police, name="Lê Thị Mẫu")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM people_person WHERE id = %s", [second.pk])
        cursor.execute("UPDATE people_person SET name = %s WHERE id = %s", [cursor.fetchone()[0], first.pk])
    with pytest.raises(Tampered):
        _ = Person.objects.get(pk=first.pk).name


def test_a_query_neither_compares_nor_writes_nor_gives_a_plain_text(police: Actor) -> None:
    person = write_down(police)
    with pytest.raises(FieldError):
        Person.objects.filter(name="Nguyễn Văn Ví Dụ").exists()
    assert repr(Person.objects.values_list("name", flat=True)[0]) == "<sealed>"
    with pytest.raises(TypeError):
        Person._meta.get_field("name").value_to_string(person)
    with pytest.raises(TypeError):
        Person.objects.update(name="Nguyễn Văn Ví Dụ")


def test_a_copy_of_the_database_without_the_keys_tells_nobodys_name(police: Actor) -> None:
    write_down(police)
    with connection.cursor() as cursor:
        written = ""
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  the tables of the test
            for row in cursor.fetchall():
                values = [bytes(value) if isinstance(value, memoryview) else value for value in row]
                written += " ".join(
                    value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                    for value in values
                )
    for word in (
        "Nguyễn Văn Ví Dụ",
        "nguyen van vi du",
        "000090000001",
        "0900000001",
        "0900 000 001",
        "ngõ 9",
        "Trần Thị",
    ):
        assert word not in written
        assert word.encode().hex() not in written


def test_the_file_of_keys_is_for_its_owner_and_keeps_old_keys(
    db: None, settings: Any, tmp_path: Path
) -> None:
    settings.PEOPLE_KEYS = tmp_path / "people.keys"
    sealed = sealing.seal("một", place=PLACE)
    assert keys.add_key(now=NOW) == 2
    assert sealing.seal("hai", place=PLACE).key == 2
    assert sealing.unseal(sealed, place=PLACE) == "một"
    keys.drop_keys({1, 2})
    assert (tmp_path / "people.keys").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["people.keys"]
    with pytest.raises(keys.KeysMissing):
        sealing.unseal(sealed, place=PLACE)
