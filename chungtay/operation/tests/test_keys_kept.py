"""The last good copy of the keys outlives the keys of the site: what a backup writes beside it never takes it away."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from chungtay.operation.queries.checks_machine import keys as asked
from chungtay.operation.queries.doctor import examine
from chungtay.operation.rules import State, Wrong
from chungtay.operation.services.backing import write_keys
from chungtay.people import keys
from chungtay.people.tests.factories import police_of, write_down
from tests.cast import NOW, Town


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    settings.PEOPLE_KEYS = tmp_path / "people.keys"
    return tmp_path / "people.keys"


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    """What the backup of the night before kept of a house with one key."""
    keys.make_keys(file)
    write_keys(tmp_path / "apart" / "keys.json")
    return tmp_path / "apart" / "keys.json"


def held(copy: Path) -> str:
    return str(json.loads(copy.read_text())["people.keys"])


def test_the_copy_of_lost_keys_stays(file: Path, copy: Path) -> None:
    before = file.read_text()
    file.unlink()
    write_keys(copy)
    assert held(copy) == before


def test_a_false_key_of_the_same_number_does_not_replace_the_copy(file: Path, copy: Path) -> None:
    before = file.read_text()
    file.unlink()
    keys.make_keys(file)
    with pytest.raises(Wrong, match="cùng số mà khác khóa"):
        write_keys(copy)
    assert held(copy) == before
    file.write_text('{"keys"')
    with pytest.raises(Wrong, match="bị cắt"):
        write_keys(copy)
    copy.write_text("{")
    with pytest.raises(Wrong, match="chuyển nó đi nơi khác"):
        write_keys(copy)


def test_keys_that_were_changed_stay_for_the_backups_of_their_time(file: Path, copy: Path) -> None:
    keys.add_key(now=NOW)
    write_keys(copy)
    assert held(copy) == file.read_text()
    keys.drop_keys({1})
    write_keys(copy)
    kept = json.loads(held(copy))
    assert (set(kept["keys"]), kept["current"]) == ({"1", "2"}, 2)
    assert set(json.loads(file.read_text())["keys"]) == {"2"}


def test_the_doctor_tells_lost_keys_where_an_officer_wrote_somebody_down_and_its_mend_brings_them_back(
    town: Town, file: Path, tmp_path: Path
) -> None:
    assert asked(NOW).state == State.OK
    assert not file.exists()
    write_down(police_of(town))
    write_keys(tmp_path / "keys.json")
    before = file.read_text()
    file.unlink()
    told = {one.check: one for one in examine(NOW)}
    assert (told["keys"].state, told["fitting"].state) == (State.BAD, State.BAD)
    assert not file.exists()
    mend = told["keys"].mend.replace("/var/lib/chungtay-keys/keys.json", str(tmp_path / "keys.json"))
    mend = mend.replace("-o chungtay -g chungtay ", "")  # an account that this machine has not
    subprocess.run(["/bin/sh", "-c", mend], check=True)  # noqa: S603
    assert json.loads(file.read_text()) == json.loads(before)
    assert file.stat().st_mode & 0o777 == 0o600
    assert {one.check: one.state for one in examine(NOW)}["fitting"] != State.BAD
