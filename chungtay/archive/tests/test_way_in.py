"""Into an empty system: equal, whole or not at all, and everything that guards the tables stands."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from chungtay.agencies.models import Account, Agency
from chungtay.archive import importing
from chungtay.archive.rules import IMPORTED
from chungtay.archive.tests.conftest import Archive, export_to, take_in
from chungtay.base.problems import Refused
from chungtay.figures.models import DataValue
from chungtay.indicators.queries.copy import feed, root
from chungtay.indicators.store.copying import is_of
from chungtay.indicators.store.manifest import load
from chungtay.journal import queries as journal
from chungtay.journal.models import Entry
from chungtay.people.access import everything
from chungtay.people.keys import KeysMissing
from chungtay.people.models import Person
from chungtay.people.sealing import Tampered
from chungtay.people.tests.factories import AN
from chungtay.signin.models import RecoveryCode
from chungtay.tips.models import Photo
from chungtay.tips.queries import path_of_photo
from tests.cast import PASSWORD

pytestmark = pytest.mark.usefixtures("empty_system")


def codes(path: Path, *, keys: Path | None = None) -> list[str]:
    with pytest.raises(Refused) as refused:
        take_in(path, keys=keys)
    return [problem.code for problem in refused.value.problems]


def test_out_again_it_is_the_same_to_the_byte(archive: Archive, tmp_path: Path) -> None:
    take_in(archive.path, keys=archive.keys)
    again = export_to(tmp_path)
    assert again.path.read_bytes() == archive.path.read_bytes()
    assert again.keys.read_bytes() == archive.keys.read_bytes()


def test_what_came_in_works_and_is_guarded(archive: Archive) -> None:
    take_in(archive.path)
    assert journal.verify() == []
    last = Entry.objects.latest("number")
    assert (last.verb, last.change["rows"][1] > 1000) == (IMPORTED, True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=last.pk).update(title="khác")
    highest = Agency.objects.latest("pk").pk
    beside = Agency.objects.create(
        name="Cơ quan mới (ví dụ)", kind="other", level="province", valid_from="2026-01-01"
    )
    assert beside.pk > highest
    manifest = load(root())
    assert manifest.change > 0
    assert is_of(manifest, feed)
    assert DataValue.objects.count() == 3


def test_without_the_keys_nobody_gets_in_and_no_name_opens(archive: Archive) -> None:
    take_in(archive.path)
    assert not any(account.has_usable_password() for account in Account.objects.all())
    assert not RecoveryCode.objects.exists()
    with everything(), pytest.raises((KeysMissing, Tampered)):
        _ = Person.objects.get().name


def test_with_the_keys_people_get_in_and_names_open(archive: Archive) -> None:
    take_in(archive.path, keys=archive.keys)
    assert Account.objects.get(username="xa.a").check_password(PASSWORD)
    with everything():
        assert Person.objects.get().name == AN["name"]
    assert RecoveryCode.objects.get().hash == "0" * 64


def test_photos_of_tips_tell_no_time_finer_than_the_hour(archive: Archive) -> None:
    take_in(archive.path)
    photo = path_of_photo(Photo.objects.get().name)
    assert photo.stat().st_size > 0
    assert photo.stat().st_mtime % 3600 == 0


def test_a_system_with_rows_in_it_is_left_alone(archive: Archive) -> None:
    take_in(archive.path)
    before = Entry.objects.count()
    assert codes(archive.path) == ["not_empty"]
    assert Entry.objects.count() == before


def test_cut_off_in_the_middle_nothing_came_in_and_it_can_begin_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut, transaction.atomic():
        cut.setattr(importing, "keep_files", cut_off)
        with pytest.raises(KeyboardInterrupt):
            take_in(archive.path)
    assert not Entry.objects.exists()
    assert not Account.objects.exists()
    assert take_in(archive.path) > 1000


@pytest.mark.parametrize("share", [0.02, 0.5, 0.999])
def test_a_file_that_was_cut_off_is_refused(archive: Archive, tmp_path: Path, share: float) -> None:
    whole = archive.path.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole[: int(len(whole) * share)])
    assert codes(cut) == ["cut_off"]
    assert codes(tmp_path / "nowhere.zip") == ["not_there"]


@pytest.mark.parametrize("member", ["tables/journal_entry.csv", "datapackage.json"])
def test_an_altered_member_is_named(archive: Archive, tmp_path: Path, member: str) -> None:
    altered = rewritten(archive.path, tmp_path / "altered.zip", {member: b"id\r\n"})
    with pytest.raises(Refused) as refused:
        take_in(altered)
    assert member in refused.value.problems[0].message


def test_bytes_that_rotted_are_found(archive: Archive, tmp_path: Path) -> None:
    raw = archive.path.read_bytes()
    assert raw.count(b" dung ") == 1  # of the file that the small system keeps
    rotten = tmp_path / "rotten.zip"
    rotten.write_bytes(raw.replace(b" dung ", b" rott "))
    assert codes(rotten) == ["damaged"]


def test_a_package_of_a_newer_schema_and_of_a_stranger_are_refused(archive: Archive, tmp_path: Path) -> None:
    told = json.loads(member_of(archive.path, "manifest.json"))
    told["migrations"]["plans"].append("9999_of_tomorrow")
    newer = rewritten(archive.path, tmp_path / "newer.zip", {"manifest.json": json.dumps(told).encode()})
    assert codes(newer) == ["newer"]
    told["format"] = "chungtay-archive/9"
    other = rewritten(archive.path, tmp_path / "other.zip", {"manifest.json": json.dumps(told).encode()})
    assert codes(other) == ["cut_off"]


def test_the_package_and_the_keys_are_not_taken_for_each_other(archive: Archive) -> None:
    assert codes(archive.keys) == ["not_everything"]
    assert codes(archive.path, keys=archive.path) == ["not_keys"]


def test_keys_that_lie_there_are_kept_beside(archive: Archive, settings: Any) -> None:
    settings.PEOPLE_KEYS.write_text("those of before")
    take_in(archive.path, keys=archive.keys)
    beside = settings.PEOPLE_KEYS.with_name("people.keys.before-import")
    assert beside.read_text() == "those of before"
    assert settings.PEOPLE_KEYS.read_bytes() == member_of(archive.keys, "people.keys")


def member_of(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read(name)


def rewritten(path: Path, to: Path, changed: dict[str, bytes]) -> Path:
    """The same package with other contents in some members."""
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(to, "w") as other:
        for name in package.namelist():
            other.writestr(name, changed.get(name, package.read(name)))
    return to
