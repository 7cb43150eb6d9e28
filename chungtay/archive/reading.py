"""Reads a package: first whether it is whole, then row by row."""

import csv
import hashlib
import io
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from chungtay.archive.rules import EVERYTHING, MANIFEST, NULL, Manifest, unescaped
from chungtay.archive.writing import Say, chunks_of
from chungtay.base.problems import Problem, Refused

_SENTENCES = {
    "not_there": "Không có tệp “{name}”. Hãy kiểm tra đường dẫn.",
    "cut_off": "Tệp “{name}” không trọn vẹn: bị cắt khi chép, hoặc không phải gói của Chung Tay. "
    "Hãy chép lại từ nơi đã xuất, rồi nhập lại.",
    "damaged": "Tệp “{name}” hỏng ở “{member}”: nội dung không khớp mã SHA-256 trong manifest.json. "
    "Hãy chép lại từ nơi đã xuất, rồi nhập lại.",
    "not_keys": "Tệp “{name}” không phải tệp khóa.",
    "not_everything": "Tệp “{name}” là tệp khóa, không phải gói dữ liệu. Hãy đưa gói trước, tệp khóa sau --keys.",
}


class Opened:
    """A package that was read through once and is what its manifest says."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest, sha256: str) -> None:
        self._archive, self.manifest, self.sha256 = archive, manifest, sha256

    def open(self, path: str) -> IO[bytes]:
        return self._archive.open(path)

    def columns_of(self, path: str) -> list[str]:
        return next(self._csv(path))

    def rows_of(self, path: str) -> Iterator[list[str | None]]:
        """Every row below the names of the columns; None is what the table says nothing of."""
        rows = self._csv(path)
        next(rows)
        for row in rows:
            yield [None if cell == NULL else unescaped(cell) for cell in row]

    def _csv(self, path: str) -> Iterator[list[str]]:
        csv.field_size_limit(sys.maxsize)  # a paper's text is one cell
        return csv.reader(io.TextIOWrapper(self._archive.open(path), encoding="utf-8", newline=""))


def open_package(path: Path, *, holds: str = EVERYTHING, say: Say) -> Opened:
    """Raises Refused for a file that is not there, was cut off, or holds a member that was altered."""
    try:
        archive = zipfile.ZipFile(path)
        text = archive.read(MANIFEST)
        manifest = Manifest.from_json(text)
    except FileNotFoundError:
        raise _refused("not_there", path) from None
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, TypeError):
        raise _refused("cut_off", path) from None
    if manifest.holds != holds:
        raise _refused("not_everything" if holds == EVERYTHING else "not_keys", path)
    say(f"Đang kiểm tra {len(manifest.members)} tệp trong gói …")
    strange = set(archive.namelist()) ^ {MANIFEST, *manifest.members}
    for member in sorted(manifest.members):
        if member in strange or _digest(archive, member) != manifest.members[member].sha256:
            raise _refused("damaged", path, member)
    if strange:
        raise _refused("damaged", path, min(strange))
    return Opened(archive, manifest, hashlib.sha256(text).hexdigest())


def _digest(archive: zipfile.ZipFile, member: str) -> str:
    """The checksum of what lies there; empty where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with archive.open(member) as file:
            for chunk in chunks_of(file):
                digest.update(chunk)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError):
        return ""
    return digest.hexdigest()


def _refused(code: str, path: Path, member: str = "") -> Refused:
    return Refused(Problem(code, _SENTENCES[code], values={"name": path.name, "member": member}))
