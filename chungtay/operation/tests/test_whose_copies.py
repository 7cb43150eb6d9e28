"""Root backs up before an upgrade, the account of the services every night, into one folder; neither stops the other."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from chungtay.operation import copies
from chungtay.operation.databases import Settings
from chungtay.operation.rules import of_backups
from chungtay.operation.tests.factories import backed_up, small_database, small_file

NOBODY = 65534


@pytest.fixture
def files(tmp_path: Path) -> Path:
    root = tmp_path / "files"
    small_file(root, b"giay to (vi du)")
    return root


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return small_database(tmp_path / "small.sqlite3")


def test_what_root_made_is_given_to_the_owner_of_the_target_and_no_link_is_followed(
    tmp_path: Path, files: Path, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, given = tmp_path / "b", dict[str, tuple[int, int]]()
    made = backed_up(target, here, files)
    (target / "link").symlink_to(tmp_path / "files")

    def chown(path: str, user: int, group: int, *, dir_fd: int, follow_symlinks: bool) -> None:
        assert not follow_symlinks
        given[f"{Path(f'/proc/self/fd/{dir_fd}').readlink()}/{path}"] = (user, group)

    monkeypatch.setattr(copies, "owner_of", lambda folder: (NOBODY, NOBODY))
    monkeypatch.setattr(os, "chown", chown)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    copies.give_to_owner(target)
    assert given == {}
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with copies.alone(target):
        assert str(target / ".khoa") in given  # also where this run is killed
    assert set(given) == {str(path) for path in target.rglob("*")}
    assert str(target / made.name / "database") in given
    assert set(given.values()) == {(NOBODY, NOBODY)}


@contextmanager
def the_account() -> Iterator[None]:
    """Not root, where root runs this; elsewhere both are who does."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def test_the_nightly_backup_works_with_what_root_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "version", lambda name: "1")  # read where an account may not
    with tempfile.TemporaryDirectory() as folder:
        place, target = Path(folder), Path(folder) / "b"
        place.chmod(0o755)
        here, files = small_database(place / "small.sqlite3"), place / "files"
        small_file(files, b"giay to (vi du)")
        target.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(target, NOBODY, NOBODY)
        with copies.alone(target):
            backed_up(target, here, files)
        small_file(files, b"mot tep nua")
        with the_account(), copies.alone(target):
            copies.sweep(target)
            made = backed_up(target, here, files, days=1)
            assert copies.drop_oldest(target, 1) == []
        assert of_backups(path.name for path in target.iterdir()) == [made.name]
        copies.verify_backup(target / made.name)


def test_an_old_backup_that_cannot_be_dropped_is_told_and_does_not_stop_the_others(
    tmp_path: Path, files: Path, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b"
    made = [backed_up(target, here, files, days=day).name for day in range(3)]
    real = shutil.rmtree

    def another_s(path: Path, **more: Any) -> None:
        if path.name == made[0]:
            raise PermissionError(13, "Permission denied", str(path))
        real(path, **more)

    monkeypatch.setattr(shutil, "rmtree", another_s)
    (told,) = copies.drop_oldest(target, 1)
    assert made[0] in told
    assert of_backups(path.name for path in target.iterdir()) == [made[0], made[2]]
    copies.verify_backup(target / made[2])


def test_no_file_goes_where_a_backup_that_stays_cannot_say_what_it_needs(
    tmp_path: Path, files: Path, here: Settings
) -> None:
    target = tmp_path / "b"
    made = [backed_up(target, here, files, days=day).name for day in range(3)]
    whole = (target / made[1] / "manifest.json").read_text()
    (target / made[1] / "manifest.json").write_text("{")
    (told,) = copies.drop_oldest(target, 2)
    assert "chưa xóa tệp nào" in told
    (target / made[1] / "manifest.json").write_text(whole)
    copies.verify_backup(target / made[1])
