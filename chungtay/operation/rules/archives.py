"""What a backup says of itself, and how it is known to be whole.

A backup is a folder ``<name>/`` with ``manifest.json`` and the copy of the database; beside all backups of a target
stand ``files/``, each content once under its checksum. The folder gets its name last: what has a name is whole.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

FORM = 1
_NAME = re.compile(r"\d{8}T\d{9}Z")


class Wrong(Exception):
    """The backup is not whole, or not a backup; the text is the sentence for the person."""


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes that the backup holds; ``mtime`` in whole seconds, since some files must not tell when they came."""

    sha256: str
    size: int
    mtime: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """``kind`` is the database's ("sqlite", "postgresql"), ``files`` go by their path below the files' root.

    ``tables`` are numbers of rows, ``journal`` the number and hash of the last entry, ``migrations`` the last applied
    one of each room: all of the very moment of the copy.
    """

    name: str
    made_at: str  # ISO 8601, UTC
    version: str
    kind: str
    database: Part
    tables: dict[str, int]
    journal: tuple[int, str]
    migrations: dict[str, str]
    files: dict[str, Part] = field(default_factory=dict)
    form: int = FORM

    def as_text(self) -> str:
        """JSON whose last word is the checksum of the rest."""
        body = asdict(self)
        return json.dumps(
            {"body": body, "sha256": _sealed(body)}, ensure_ascii=False, indent=1, sort_keys=True
        )

    @classmethod
    def from_text(cls, text: str) -> "Manifest":
        """Raises Wrong for what was cut off, changed, or written in another form."""
        try:
            told = json.loads(text)
            body = told["body"]
            if told["sha256"] != _sealed(body) or body["form"] != FORM:
                raise ValueError
            parts = {path: Part(**part) for path, part in body["files"].items()}
            made = {"files": parts, "database": Part(**body["database"]), "journal": tuple(body["journal"])}
            return cls(**{**body, **made})
        except (ValueError, KeyError, TypeError):
            raise Wrong(
                "Bản kê của bản sao lưu bị cắt, bị sửa, hoặc không phải của Chung Tay. Hãy dùng bản khác."
            ) from None

    @property
    def size(self) -> int:
        """Bytes of the database and of all files."""
        return self.database.size + sum(part.size for part in self.files.values())


def _sealed(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def name_at(moment: datetime) -> str:
    """
    >>> from datetime import UTC
    >>> name_at(datetime(2026, 3, 2, 2, 0, 5, 123456, tzinfo=UTC))
    '20260302T020005123Z'
    """
    return f"{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03}Z"


def of_backups(names: Iterable[str]) -> list[str]:
    """Those names that are a backup's, the oldest first; what is still being made has another."""
    return sorted(name for name in names if _NAME.fullmatch(name))


def too_old(names: Iterable[str], keep: int) -> list[str]:
    """The backups to be dropped so that the ``keep`` newest stay; none for 0, which keeps all."""
    return of_backups(names)[:-keep] if keep else []


def differences(told: Manifest, tables: Mapping[str, int], journal: tuple[int, str]) -> list[str]:
    """What a restored database has otherwise than the manifest says, as sentences; empty when it is the same."""
    wrong = [
        f"Bảng {table}: bản kê ghi {told.tables.get(table, 0)} dòng, khôi phục được {tables.get(table, 0)}."
        for table in sorted({*told.tables, *tables})
        if told.tables.get(table) != tables.get(table)
    ]
    if tuple(told.journal) != tuple(journal):
        wrong.append(
            f"Dòng cuối của nhật ký không khớp: bản kê ghi số {told.journal[0]}, khôi phục được {journal[0]}."
        )
    return wrong


def digest_of(chunks: Iterable[bytes]) -> tuple[str, int]:
    """SHA-256 and length of bytes that come in pieces."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
