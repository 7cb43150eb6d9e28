"""Which action is the same as one before, and for how long that is known."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem

_KEY = re.compile(r"[A-Za-z0-9-]{16,64}")


@dataclass(frozen=True, slots=True)
class Keeping:
    """``days`` an answer is known; what a browser keeps: megabytes of files with one action, pages."""

    days: int
    attachments_mb: int
    pages: int


@cache
def keeping() -> Keeping:
    raw = tomllib.loads(files("chungtay.replays").joinpath("keeping.toml").read_text(encoding="utf-8"))
    return Keeping(raw["days"], raw["attachments_mb"], raw["pages"])


def expires_at(now: datetime) -> datetime:
    return now + timedelta(days=keeping().days)


def hashed(account: int, key: str) -> str:
    """What is stored of a key: of no use to who reads the table, and never the same for two people."""
    return sha256(f"{account}:{key}".encode()).hexdigest()


def who_of(actor: Actor) -> str:
    """From which account and post an action is made, for the browser that keeps it: "12.34"."""
    return f"{actor.account}.{actor.post}"


def check_key(key: str) -> list[Problem]:
    if _KEY.fullmatch(key):
        return []
    return [Problem("key_shape", "Mã của việc gửi không đúng dạng; hãy tải lại trang rồi gửi lại.")]


def check_same(before: str, action: str) -> list[Problem]:
    """One key stands for one action: sent again with other words, it is refused, never done."""
    if before == action:
        return []
    sentence = "Mã này đã dùng cho một việc khác; hãy tải lại trang rồi gửi lại. Việc trước vẫn giữ nguyên."
    return [Problem("key_used", sentence)]
