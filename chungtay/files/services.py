"""Keeping files: written once, under their checksum, whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.disk import to_disk
from chungtay.base.problems import Problem, Refused
from chungtay.files.models import StoredFile
from chungtay.files.pictures import bare_picture
from chungtay.files.queries import path_of
from chungtay.files.rules import media_type_of, safe_name
from chungtay.journal import services as journal

__all__ = ["bare_picture", "keep", "too_large"]

_HEAD = 4096


@transaction.atomic
def keep(*, by: Actor, now: datetime, name: str, chunks: Iterable[bytes]) -> StoredFile:
    """Keep these bytes; the same bytes twice are one file. Refuses an empty file and one past the limit.

    The row stays locked until the caller's transaction ends, so that two people who bring the same
    paper at once come one after the other. Bytes whose transaction is undone stay on disk without a row:
    harmless, and used when they come again.
    """
    name = safe_name(name)
    sha256, size, head = _write(name, chunks)
    found = {
        "size": size,
        "media_type": media_type_of(head),
        "name": name,
        "kept_at": now,
        "kept_by": by.account,
    }
    StoredFile.objects.bulk_create([StoredFile(sha256=sha256, **found)], ignore_conflicts=True)
    stored = StoredFile.objects.select_for_update().get(sha256=sha256)
    journal.record(
        by=by,
        now=now,
        verb="file.kept",
        subject=f"file:{stored.pk}",
        title=name,
        change={"sha256": [None, sha256]},
    )
    return stored


def _write(name: str, chunks: Iterable[bytes]) -> tuple[str, int, bytes]:
    incoming = Path(settings.FILES_ROOT) / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(descriptor, "wb") as file:
            sha256, size, head = _copy(name, chunks, file)
            file.flush()
            os.fsync(file.fileno())
        place = path_of(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        Path(temporary).replace(place)  # atomic: nobody ever sees half a file under its checksum
        to_disk(place.parent)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return sha256, size, head


def _copy(name: str, chunks: Iterable[bytes], file: BinaryIO) -> tuple[str, int, bytes]:
    """Write the chunks and return their checksum, their length in bytes and their beginning."""
    digest, size, head = hashlib.sha256(), 0, b""
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        if size > settings.UPLOAD_LIMIT:
            raise Refused(too_large(name))
        if len(head) < _HEAD:
            head += chunk[: _HEAD - len(head)]
        file.write(chunk)
    if not size:
        text = _("Tệp “%(name)s” rỗng, không có nội dung nào. Hãy mở tệp trên máy, kiểm tra rồi gửi lại.")
        raise Refused(Problem("empty", text % {"name": name}, "files"))
    return digest.hexdigest(), size, head


def too_large(name: str = "") -> Problem:
    """The refusal of a file past ``settings.UPLOAD_LIMIT``; one that was stopped early has no name yet."""
    limit = settings.UPLOAD_LIMIT // (1024 * 1024)
    what = _("Tệp “%(name)s”") % {"name": name} if name else _("Tệp vừa gửi")
    text = _("%(what)s lớn hơn %(limit)s MB nên không được nhận. Nếu là bản quét, hãy quét lại ở mức 200–300 dpi, "
             "hoặc gửi tệp Word gốc; nếu là nhiều tệp, hãy gửi từng tệp.")  # fmt: skip
    return Problem("too_large", text % {"what": what, "limit": limit}, "files")
