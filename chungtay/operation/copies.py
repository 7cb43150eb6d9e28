"""Copies of an installation: made whole or not at all, checked to the byte, put back where nothing is.

What kills the making halfway, at any line, leaves a folder that is not called as a backup is; the next run sweeps it
away. Nothing here asks Django, so that a copy can be put back where no site runs.
"""

import ctypes
import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from chungtay.operation import databases
from chungtay.operation.rules import (
    Manifest,
    Part,
    Wrong,
    differences,
    digest_of,
    name_at,
    of_backups,
    too_old,
)

MANIFEST, STORE, DATABASE = "manifest.json", "files", "database"
_UNDONE = ".dang-lam-"
_DERIVED = {
    "incoming",
    "columnar",
}  # half-received uploads, and a copy of figures that is made anew by itself
_BY_CHECKSUM = re.compile(r"(..)/(..)/\1\2[0-9a-f]{60}")  # as room files names what it keeps
KEY_FILES = ("people.keys", "secret")
_PIECE = 1 << 20


def copy_to(target: Path, *, now: datetime, here: databases.Settings, files: Path) -> Manifest:
    """Copy the database and the ``files`` below a folder: whole under its name or not at all."""
    undone = Path(tempfile.mkdtemp(prefix=_UNDONE, dir=target))
    counts = databases.copy(here, undone / DATABASE)
    manifest = Manifest(
        name=name_at(now), made_at=now.isoformat(), version=version("chungtay"), kind=databases.kind_of(here),
        database=part_of(undone / DATABASE), tables=counts.tables, journal=counts.journal,
        migrations=counts.migrations, files=_keep_files(files, target / STORE, undone / STORE),
    )  # fmt: skip
    (undone / MANIFEST).write_text(manifest.as_text(), encoding="utf-8")
    _to_the_disk(target)  # before anything gets its name: after a power cut a name stands for the bytes
    _move_in(undone / STORE, target / STORE)
    undone.rename(target / manifest.name)  # from here on it is a backup, and before it was none
    _to_the_disk(target)
    return manifest


def part_of(file: Path) -> Part:
    sha256, size = digest_of(pieces(file))
    return Part(sha256, size, int(file.stat().st_mtime))


def pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def place_in(store: Path, sha256: str) -> Path:
    return store / sha256[:2] / sha256


def _keep_files(root: Path, store: Path, new: Path) -> dict[str, Part]:
    """Every file of the site by its path below ``root``; what the ``store`` has not yet is copied into ``new``."""
    new.mkdir()
    kept = {}
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.is_file() and path.partition("/")[0] not in _DERIVED:
            try:
                kept[path] = _keep_file(file, store, new, named=bool(_BY_CHECKSUM.fullmatch(path)))
            except FileNotFoundError:  # deleted while we were on our way: it is gone from the site as well
                continue
    return kept


def _keep_file(file: Path, store: Path, new: Path, *, named: bool) -> Part:
    """One that is ``named`` by its checksum and is there already is not read again: only what is new costs anything."""
    size, mtime = file.stat().st_size, int(file.stat().st_mtime)
    if named and _holds(store, file.name, size):
        return Part(file.name, size, mtime)
    sha256, size = digest_of(_copied(file, new / "dang-chep"))
    if named and sha256 != file.name:
        raise Wrong(
            f"Tệp {file.name} đã hỏng trên đĩa: nội dung không còn khớp tên. Hãy lấy lại nó từ bản sao lưu trước."
        )
    if _holds(store, sha256, size):
        (new / "dang-chep").unlink()
    else:
        os.utime(new / "dang-chep", (mtime, mtime))
        (new / "dang-chep").rename(new / sha256)
    return Part(sha256, size, mtime)


def _holds(store: Path, sha256: str, size: int) -> bool:
    place = place_in(store, sha256)
    return place.exists() and place.stat().st_size == size


def _copied(file: Path, into: Path) -> Iterator[bytes]:
    with into.open("wb") as copied:
        for piece in pieces(file):
            copied.write(piece)
            yield piece


def _move_in(new: Path, store: Path) -> None:
    for file in new.iterdir():
        place = place_in(store, file.name)
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)
    new.rmdir()


def drop_oldest(target: Path, keep: int) -> list[str]:
    """Drop all but the newest backups, and the files that no backup needs any more: what was erased is then gone.

    Goes past what it may not touch; returns the sentences that tell so.
    """
    names = of_backups(folder.name for folder in target.iterdir())
    old, stuck = too_old(names, keep), list[str]()
    for name in old:
        try:
            shutil.rmtree(target / name)
        except OSError:
            stuck.append(f"Không xóa được bản sao lưu cũ {target / name}: hãy xem nó của ai (ls -ld).")
    if old:
        stuck += _drop_files(target, [name for name in names if name not in old])
    return stuck


def _drop_files(target: Path, kept: list[str]) -> Iterator[str]:
    """Those files that none of the ``kept`` backups needs; none where one of these does not say what it needs."""
    try:
        manifests = [read_manifest(target / name) for name in kept]
    except Wrong as wrong:
        yield f"{wrong} Vì thế chưa xóa tệp nào của các bản cũ."
        return
    needed = {part.sha256 for manifest in manifests for part in manifest.files.values()}
    for file in (target / STORE).rglob("*"):
        try:
            if file.is_file() and file.name not in needed:
                file.unlink()
        except OSError:
            yield f"Không xóa được {file}: hãy xem thư mục của nó của ai (ls -ld)."


def read_manifest(backup: Path) -> Manifest:
    try:
        return Manifest.from_text((backup / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise Wrong(f"{backup} không phải một bản sao lưu hoàn chỉnh: không đọc được bản kê.") from None


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """One backup into a target at a time; the lock ends with the process, however it ends.

    What root makes here is given to the owner of the target, before and after: the account of the nightly backup must
    be able to work with what an upgrade left.
    """
    with (target / ".khoa").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Wrong("Một lần sao lưu khác đang chạy vào thư mục này. Hãy chờ nó xong.") from None
        give_to_owner(target)
        try:
            yield
        finally:
            give_to_owner(target)


def give_to_owner(folder: Path) -> None:
    """What root made in a folder belongs to whose the folder is. Nobody else can give anything away, nor needs to."""
    if os.geteuid() != 0:
        return
    user, group = owner_of(folder)
    # By the folder that was opened, never through a link: what lies here was put here by an account that is not root.
    for _name, folders, files, opened in os.fwalk(folder):
        for name in (*folders, *files):
            if os.lstat(name, dir_fd=opened).st_uid != user:
                os.chown(name, user, group, dir_fd=opened, follow_symlinks=False)


def owner_of(folder: Path) -> tuple[int, int]:
    here = folder.stat()
    return here.st_uid, here.st_gid


def sweep(target: Path) -> None:
    """Take away what was killed halfway."""
    for left in target.glob(f"{_UNDONE}*"):
        shutil.rmtree(left, ignore_errors=True)  # another's may stay: it is called as no backup is


def _to_the_disk(folder: Path) -> None:
    """Everything that was written on the disk of this folder, at once: file by file takes many times as long."""
    libc, descriptor = ctypes.CDLL(None, use_errno=True), os.open(folder, os.O_RDONLY)
    try:
        if libc.syncfs(descriptor):
            raise OSError(ctypes.get_errno(), "syncfs")
    finally:
        os.close(descriptor)


# -- putting back -------------------------------------------------------------------------------------------


def find_backup(target: Path) -> Path:
    """The backup that a path names: itself, or the newest of a target. Raises Wrong."""
    if of_backups([target.name]):
        return target
    names = of_backups(path.name for path in target.iterdir()) if target.is_dir() else []
    if not names:
        raise Wrong(f"Không thấy bản sao lưu nào trong {target}.")
    return target / names[-1]


def verify_backup(backup: Path) -> Manifest:
    """Read every byte; raises Wrong at the first that is not as the manifest says."""
    manifest = read_manifest(backup)
    _must_be(backup / DATABASE, manifest.database)
    for part in {part.sha256: part for part in manifest.files.values()}.values():
        _must_be(place_in(backup.parent / STORE, part.sha256), part)
    return manifest


def _must_be(file: Path, part: Part) -> None:
    if not file.is_file():
        raise Wrong(f"Bản sao lưu thiếu tệp {file.name}. Hãy dùng bản khác.")
    found = part_of(file)
    if (found.sha256, found.size) != (part.sha256, part.size):
        raise Wrong(
            f"Tệp {file.name} của bản sao lưu bị cắt hoặc bị hỏng ({found.size}/{part.size} byte). Hãy dùng bản khác."
        )


def restore(
    *, backup: Path, into: Path, database: databases.Settings | None = None, keys: Path | None = None
) -> Manifest:
    """Fill an empty data folder, and for PostgreSQL the empty ``database``. Returns what was put back; raises Wrong.

    Nobody's session here, so no actor and no journal: what is put back is another installation, or will be this one.
    """
    manifest = verify_backup(backup)
    if into.exists() and any(into.iterdir()):
        raise Wrong(f"Thư mục {into} không trống: không ghi đè. Hãy chọn thư mục khác.")
    undone = into.with_name(f".{into.name}.dang-khoi-phuc")
    shutil.rmtree(undone, ignore_errors=True)  # of a restore that was killed
    undone.mkdir(parents=True, mode=0o700)
    for path, part in manifest.files.items():
        _put_file(place_in(backup.parent / STORE, part.sha256), undone / "files" / path, part)
    if keys is not None:
        _put_keys(keys, undone)
    _put_database(manifest, backup / DATABASE, undone, database)
    if into.exists():
        into.rmdir()
    undone.rename(into)
    return manifest


def _put_database(
    manifest: Manifest, copied: Path, folder: Path, database: databases.Settings | None
) -> None:
    here = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "chungtay.sqlite3"}
    wanted = here if database is None else database
    if databases.kind_of(wanted) != manifest.kind:
        raise Wrong(
            f"Bản sao lưu này của {manifest.kind}: "
            + (
                "bỏ --database."
                if manifest.kind == "sqlite"
                else "cần --database postgresql://… của một cơ sở dữ liệu trống."
            )
        )
    databases.put_back(copied, wanted)
    found = databases.counted(wanted)
    wrong = differences(manifest, found.tables, found.journal)
    if wrong:
        raise Wrong(" ".join(wrong))


def _put_file(source: Path, place: Path, part: Part) -> None:
    """With its time of then: some files must not tell a finer one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)
    os.utime(place, (part.mtime, part.mtime))


def _put_keys(keys: Path, folder: Path) -> None:
    try:
        known = json.loads(keys.read_text(encoding="ascii"))
        words = {name: str(known[name]) for name in KEY_FILES if name in known}
    except (OSError, ValueError):
        raise Wrong(f"Không đọc được tệp khóa {keys}.") from None
    for name, text in words.items():
        (folder / name).touch(mode=0o600)
        (folder / name).write_text(text, encoding="ascii")
