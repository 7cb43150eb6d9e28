"""Backing up the site that runs: the copy, its keys apart, and the note that it was made."""

import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from chungtay.base.actor import Actor
from chungtay.operation import copies, databases
from chungtay.operation.rules import Manifest, MarkName, Wrong, kept_together
from chungtay.operation.services.marks import note


def back_up(
    *,
    by: Actor,
    now: datetime,
    target: Path,
    keys: Path | None = None,
    keep: int = 0,
    say: Callable[[str], object] = str,
) -> Manifest:
    """Copy what the installation is into ``target``; returns what the copy says of itself.

    ``keys`` is a file, elsewhere, for what opens the copy; without it the copy holds no key. ``keep`` drops the oldest
    backups beyond so many; ``say`` hears of those that could not be dropped. Raises Wrong.
    """
    started = time.monotonic()
    if keys is not None and keys.resolve().is_relative_to(target.resolve()):
        raise Wrong(
            "Tệp khóa phải nằm ngoài thư mục sao lưu: ai lấy được bản sao thì không được có luôn khóa."
        )
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    with copies.alone(target):
        copies.sweep(target)
        made = copies.copy_to(
            target, now=now.astimezone(UTC), here=settings_here(), files=Path(settings.FILES_ROOT)
        )
        for line in copies.drop_oldest(target, keep):
            say(line)
    if keys is not None:
        write_keys(keys)
    told = {"bytes": made.size, "seconds": round(time.monotonic() - started, 1), "files": len(made.files)}
    note(by=by, now=now, name=MarkName.BACKUP, told=told)
    return made


def settings_here() -> databases.Settings:
    """The database as this process uses it (a test's own, too)."""
    here = connection.settings_dict
    kept = {key: here[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")}
    return kept | {"OPTIONS": {word: said for word, said in here["OPTIONS"].items() if word != "pool"}}


def write_keys(place: Path) -> None:
    """What opens a backup: the keys of the people wing and the secret of sessions and second factors.

    Keys that the file held stay in it: where the site has lost its own, this is the last good copy. Raises Wrong.
    """
    keys, known = Path(settings.PEOPLE_KEYS), {"secret": settings.SECRET_KEY}
    now = keys.read_text(encoding="ascii") if keys.exists() else ""
    if both := kept_together(_held(place), now):
        known["people.keys"] = both
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, aside = tempfile.mkstemp(dir=place.parent)  # mode 0600
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(known, file)
        if os.geteuid() == 0:  # the account of the nightly backup reads and replaces it
            os.fchown(file.fileno(), *copies.owner_of(place.parent))
    Path(aside).replace(place)


def _held(place: Path) -> str:
    """The keys of people that a file holds from before."""
    try:
        return str(json.loads(place.read_text(encoding="ascii")).get("people.keys", ""))
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, AttributeError):
        raise Wrong(
            f"Không đọc được tệp khóa {place} đã có: hãy chuyển nó đi nơi khác, rồi sao lưu lại."
        ) from None
