"""Photos of tips: made anew without what the phone wrote into them, locked, kept under a name by chance."""

import logging
import os
import secrets
import shutil
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from chungtay.base.problems import Problem, Refused
from chungtay.tips.rules import policy

# What a phone wrote into a photo is in its debug lines.
logging.getLogger("PIL").setLevel(logging.WARNING)


def made_anew(file: BinaryIO) -> bytes:
    """The same picture as a new JPEG: upright, no wider than the policy says, and nothing in it but its colours."""
    limits = policy()["content"]
    side = (limits["photo_side"], limits["photo_side"])
    try:
        with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as picture:
            if picture.width * picture.height > limits["photo_pixels"]:
                raise Refused(
                    Problem("photo_too_large", "Có ảnh quá lớn. Hãy chụp lại ở cỡ nhỏ hơn.", "photos")
                )
            picture.draft(
                "RGB", side
            )  # a JPEG is opened at half or a quarter where that is still large enough
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        sentence = "Có tệp không phải ảnh đọc được. Chỉ nhận ảnh JPG, PNG hoặc WebP; các tệp khác có thể lộ người gửi."
        raise Refused(Problem("no_photo", sentence, "photos")) from None
    upright.thumbnail(side)
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    made = BytesIO()
    bare.save(made, "JPEG", quality=85)
    return made.getvalue()


def keep(locked: bytes, *, hour: datetime) -> str:
    """Write it and return its name. What a transaction that fails leaves here is noise without a key."""
    folder().mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder()).free < policy()["disk"]["free_bytes"]:
        sentence = "Máy chủ tạm hết chỗ cho ảnh. Hãy gửi lời trước, rồi dùng mã nhận để gửi ảnh sau."
        raise Refused(Problem("no_room", sentence, "photos"))
    name = secrets.token_hex(32)
    with (folder() / name).open("wb") as file:
        file.write(locked)
        file.flush()
        os.fsync(file.fileno())
    os.utime(folder() / name, (hour.timestamp(), hour.timestamp()))  # a folder tells times as well
    return name


def fetch(name: str) -> bytes:
    return (folder() / name).read_bytes()


def drop(names: Iterable[str]) -> None:
    for name in names:
        (folder() / name).unlink(missing_ok=True)


def folder() -> Path:
    return Path(settings.FILES_ROOT) / "tips"
