"""Photos of tips: made anew without what the phone wrote into them, locked, kept under a name by chance."""

import os
import secrets
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from chungtay.base.disk import to_disk
from chungtay.base.problems import Problem, Refused
from chungtay.files.services import bare_picture
from chungtay.tips.rules import policy


def made_anew(file: BinaryIO) -> bytes:
    """The same picture as a new JPEG, no wider than the policy says, and nothing in it but its colours."""
    limits = policy()["content"]
    return bare_picture(file, side=limits["photo_side"], pixels=limits["photo_pixels"])


def keep(locked: bytes, *, hour: datetime) -> str:
    """Write it and return its name. What a transaction that fails leaves here is noise without a key."""
    folder().mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder()).free < policy()["disk"]["free_bytes"]:
        sentence = "Máy chủ tạm hết chỗ cho ảnh. Hãy gửi lời trước, rồi dùng mã nhận để gửi ảnh sau."
        raise Refused(Problem("no_room", sentence, "photos"))
    name = secrets.token_hex(32)
    with path_of(name).open("wb") as file:
        file.write(locked)
        file.flush()
        os.fsync(file.fileno())
    for lying in (path_of(name), folder()):  # a folder tells times as well
        os.utime(lying, (hour.timestamp(), hour.timestamp()))
    to_disk(folder())
    return name


def fetch(name: str) -> bytes:
    return path_of(name).read_bytes()


def drop(names: Iterable[str]) -> None:
    for name in names:
        path_of(name).unlink(missing_ok=True)


def path_of(name: str) -> Path:
    return folder() / name


def folder() -> Path:
    return Path(settings.FILES_ROOT) / "tips"
