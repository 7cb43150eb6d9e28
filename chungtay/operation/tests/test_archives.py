"""A backup is whole or is none: cut off, altered, killed halfway, put where something is."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.operation import copies
from chungtay.operation.databases import Settings
from chungtay.operation.rules import Manifest, Part, Wrong, name_at, of_backups, too_old
from chungtay.operation.tests.factories import backed_up, small_database, small_file


@pytest.fixture
def files(tmp_path: Path) -> Path:
    root = tmp_path / "files"
    root.mkdir()
    return root


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return small_database(tmp_path / "small.sqlite3")


def test_what_was_backed_up_comes_back_with_its_files_and_their_times(
    tmp_path: Path, files: Path, here: Settings
) -> None:
    kept, photo = small_file(files, b"giay to (vi du)"), files / "tips" / "anh"
    photo.parent.mkdir()
    photo.write_bytes(b"da niem phong")
    (files / "incoming").mkdir()
    (files / "incoming" / "dang-gui").write_bytes(b"nua chung")
    made = backed_up(tmp_path / "b", here, files)
    assert made.tables == {"django_migrations": 1, "journal_entry": 2}
    assert (made.journal, made.migrations) == ((2, "bb"), {"journal": "0001_entries"})
    copies.restore(backup=tmp_path / "b" / made.name, into=tmp_path / "new")
    for old in (kept, photo):
        new = tmp_path / "new" / "files" / old.relative_to(files)
        assert new.read_bytes() == old.read_bytes()
        assert int(new.stat().st_mtime) == int(old.stat().st_mtime)
    assert not (tmp_path / "new" / "files" / "incoming").exists()


def test_a_second_backup_costs_only_what_is_new_and_the_oldest_go_with_their_files(
    tmp_path: Path, files: Path, here: Settings
) -> None:
    target = tmp_path / "b"
    old = small_file(files, b"cu")
    first = backed_up(target, here, files)
    stored = copies.place_in(target / "files", old.name)
    born = stored.stat().st_ino
    small_file(files, b"moi")
    second = backed_up(target, here, files, days=1)
    assert stored.stat().st_ino == born
    assert len(second.files) == 2
    old.unlink()
    third = backed_up(target, here, files, days=2)
    copies.drop_oldest(target, keep=1)
    assert of_backups(path.name for path in target.iterdir()) == [third.name]
    assert not stored.exists()
    assert first.name < second.name < third.name
    copies.verify_backup(target / third.name)


def test_what_was_cut_off_or_altered_is_refused_with_a_sentence(
    tmp_path: Path, files: Path, here: Settings
) -> None:
    kept = small_file(files, b"x" * 1000)
    made = backed_up(tmp_path / "b", here, files)
    backup = tmp_path / "b" / made.name
    stored = copies.place_in(tmp_path / "b" / "files", kept.name)
    for damaged in (backup / "database", backup / "manifest.json", stored):
        whole = damaged.read_bytes()
        for broken in (whole[:-1], b"", bytes([whole[0] ^ 1]) + whole[1:]):
            damaged.write_bytes(broken)
            with pytest.raises(Wrong, match="Hãy dùng bản khác"):
                copies.restore(backup=backup, into=tmp_path / "new")
        damaged.write_bytes(whole)
    stored.unlink()
    with pytest.raises(Wrong, match="thiếu tệp"):
        copies.verify_backup(backup)
    assert not (tmp_path / "new").exists()


def test_nothing_is_written_over(tmp_path: Path, files: Path, here: Settings) -> None:
    made = backed_up(tmp_path / "b", here, files)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "secret").write_text("của người khác")
    with pytest.raises(Wrong, match="không ghi đè"):
        copies.restore(backup=tmp_path / "b" / made.name, into=taken)
    assert [path.name for path in taken.iterdir()] == ["secret"]


def test_a_file_that_rotted_on_the_disk_stops_the_backup(tmp_path: Path, files: Path, here: Settings) -> None:
    small_file(files, b"nguyen ven").write_bytes(b"da hong")
    with pytest.raises(Wrong, match="hỏng trên đĩa"):
        backed_up(tmp_path / "b", here, files)
    assert of_backups(path.name for path in (tmp_path / "b").iterdir()) == []


KILLED = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from chungtay.operation import copies
def hang(self):
    print("here", flush=True)
    time.sleep(600)
copies.Manifest.as_text = hang
target, database, files = sys.argv[1:]
here = {"ENGINE": "django.db.backends.sqlite3", "NAME": database}
copies.copy_to(Path(target), now=datetime.now(UTC), here=here, files=Path(files))
"""


def test_a_backup_that_is_killed_leaves_nothing_that_looks_whole_and_the_next_sweeps_it_away(
    tmp_path: Path, files: Path, here: Settings
) -> None:
    target = tmp_path / "b"
    target.mkdir()
    small_file(files, b"mot tep")
    given = [str(target), str(here["NAME"]), str(files)]
    command = [sys.executable, "-c", KILLED, *given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603  our own program
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n"
        child.kill()
    left = [path.name for path in target.iterdir()]
    assert any(name.startswith(".dang-lam-") for name in left)
    assert of_backups(left) == []
    with pytest.raises(Wrong, match="Không thấy bản sao lưu"):
        copies.find_backup(target)
    copies.sweep(target)
    made = backed_up(target, here, files)
    assert copies.find_backup(target).name == made.name
    assert not [path for path in target.iterdir() if path.name.startswith(".dang-lam-")]


def test_two_backups_into_one_place_do_not_run_at_once(tmp_path: Path) -> None:
    with copies.alone(tmp_path), pytest.raises(Wrong, match="đang chạy"), copies.alone(tmp_path):
        pass


@given(st.lists(st.datetimes(), unique=True, max_size=8), st.integers(0, 9))
def test_the_newest_stay(moments: list[object], keep: int) -> None:
    names = [name_at(moment) for moment in moments] + ["files", ".khoa", ".dang-lam-x"]  # type: ignore[arg-type]
    dropped = too_old(names, keep)
    stay = [name for name in of_backups(names) if name not in dropped]
    assert len(stay) == (min(keep, len(of_backups(names))) if keep else len(of_backups(names)))
    assert all(gone <= kept for gone in dropped for kept in stay)


@given(st.dictionaries(st.text(max_size=5), st.integers(0)), st.text(max_size=5))
def test_a_manifest_comes_back_as_it_was(tables: dict[str, int], path: str) -> None:
    made = Manifest(
        name="20260302T020000000Z", made_at="x", version="1", kind="sqlite", database=Part("a", 1), tables=tables,
        journal=(3, "c"), migrations={}, files={path: Part("b", 2, 3)},
    )  # fmt: skip
    assert Manifest.from_text(made.as_text()) == made
