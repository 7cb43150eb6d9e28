"""The keys of the people wing: a file beside the database, never in it. Several keys, one of them current.

Each key is a number and 32 random bytes; what seals and what makes blind tokens are derived from it apart. The file is
made at first use, which is while nothing lies sealed, and never again: a new one would open nothing, and look as if it
did. It is readable by its owner only, replaced whole, and read again as soon as it has changed, so that a key added by
one process is used by all.
"""

import base64
import hmac
import json
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Key:
    """One key by its number; ``seal`` and ``blind`` are made of the same secret and tell nothing of each other."""

    number: int
    secret: bytes = field(repr=False)
    made_at: str = ""  # ISO 8601, UTC; empty for the first
    seal: AESGCM = field(init=False, repr=False)
    blind: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seal", AESGCM(hmac.digest(self.secret, b"chungtay.people.seal", "sha256")))
        object.__setattr__(self, "blind", hmac.digest(self.secret, b"chungtay.people.blind", "sha256"))


@dataclass(frozen=True, slots=True)
class Keyring:
    """Every key that may still be needed to open, and the one that seals from now on."""

    current: Key
    keys: dict[int, Key]

    def blinding(self) -> list[Key]:
        """Keys whose tokens may stand in the index: while keys are changed, the old ones too."""
        return list(self.keys.values())


class KeysMissing(Exception):
    """Something was sealed under a key that the file of keys does not hold, or there is no file any more."""


_READ: dict[Path, tuple[tuple[int, int], Keyring]] = {}


def keyring() -> Keyring:
    """The keys as the file has them now; makes the file where nothing was ever sealed. Asked at each sealing: 2 µs.

    Raises KeysMissing where the file is gone and something lies sealed.
    """
    path: Path = settings.PEOPLE_KEYS
    try:
        stat = path.stat()
    except FileNotFoundError:
        from chungtay.people.sealing import anything_sealed  # which seals with what is told here

        if not anything_sealed():
            make_keys(path)
        elif not path.exists():  # made meanwhile by who sealed the first
            raise KeysMissing(
                _("Mất tệp khóa people.keys: hãy đặt lại tệp đã sao lưu, đừng tạo tệp mới.")
            ) from None
        stat = path.stat()
    stamp = (stat.st_mtime_ns, stat.st_ino)
    known = _READ.get(path)
    if known is None or known[0] != stamp:
        known = _READ[path] = (stamp, _read(path))
    return known[1]


def add_key(*, now: datetime) -> int:
    """A new current key; the ones before stay for opening. Returns its number."""
    ring = keyring()
    key = Key(max(ring.keys) + 1, secrets.token_bytes(32), now.isoformat())
    _replace(settings.PEOPLE_KEYS, [*ring.keys.values(), key], key.number)
    return key.number


def drop_keys(numbers: set[int]) -> None:
    """Forget keys under which nothing is sealed any more; never the current one."""
    ring = keyring()
    left = [key for key in ring.keys.values() if key.number not in numbers or key is ring.current]
    _replace(settings.PEOPLE_KEYS, left, ring.current.number)


def make_keys(path: Path) -> None:
    """The first key of a house in which nothing lies sealed; where a file stands already, that one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, [Key(1, secrets.token_bytes(32))], 1)
    try:
        os.link(draft, path)  # fails where another process was quicker: its keys stand
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _read(path: Path) -> Keyring:
    raw = json.loads(path.read_text(encoding="ascii"))
    keys = {
        int(number): Key(int(number), base64.b64decode(one["secret"]), one["made_at"])
        for number, one in raw["keys"].items()
    }
    return Keyring(keys[raw["current"]], keys)


def _replace(path: Path, keys: list[Key], current: int) -> None:
    _draft(path, keys, current).replace(path)


def _draft(path: Path, keys: list[Key], current: int) -> Path:
    """The file whole and on the disk under a name of its own (mode 0600)."""
    words = {
        str(key.number): {"secret": base64.b64encode(key.secret).decode(), "made_at": key.made_at}
        for key in keys
    }
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump({"current": current, "keys": words}, file)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
