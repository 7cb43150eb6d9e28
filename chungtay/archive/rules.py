"""What an archive is: how a cell is written, what a package says of itself, when one may be taken in."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from chungtay.base.problems import Problem

FORMAT = "chungtay-archive/1"
EVERYTHING, KEYS = "everything", "keys"
BEGUN, EXPORTED, IMPORTED = "archive.begun", "archive.exported", "archive.imported"
MANIFEST, DATAPACKAGE = "manifest.json", "datapackage.json"
NULL = r"\N"  # a cell that holds nothing; an empty text is an empty cell
_LIKE_NULL = re.compile(r"\\+N")
REASON = 10  # characters, at least


def escaped(text: str) -> str:
    r"""A text as its cell: one that could be taken for ``\N`` gets one more backslash in front."""
    return f"\\{text}" if text[:1] == "\\" and _LIKE_NULL.fullmatch(text) else text


def unescaped(cell: str) -> str:
    return cell[1:] if cell[:1] == "\\" and _LIKE_NULL.fullmatch(cell) else cell


def json_text(value: Any) -> str:
    """JSON in the one way in which both databases give it back: keys in order, whole numbers without an exponent."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if "e+" not in text:
        return text
    return json.dumps(_without_exponents(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _without_exponents(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_exponents(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_exponents(one) for one in value]
    if isinstance(value, float) and "e+" in repr(value):
        return int(Decimal(repr(value)))
    return value


@dataclass(frozen=True, slots=True)
class Told:
    """What the package says of one table: how many rows, and the number that its next row gets (0: not counted)."""

    rows: int
    following: int


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the package: its length in bytes and its checksum, both unpacked."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself. It tells neither when nor by whom it was made, so that equal contents are equal.

    ``journal`` is the last entry that the package holds ("0" and empty before the first), ``missing`` the files that
    the system itself had lost. ``migrations`` are names by app.
    """

    holds: str
    journal: tuple[int, str]
    migrations: dict[str, list[str]]
    tables: dict[str, Told] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        words = {
            "format": FORMAT,
            "holds": self.holds,
            "journal": {"number": self.journal[0], "hash": self.journal[1]},
            "migrations": self.migrations,
            "tables": {
                name: {"rows": one.rows, "following": one.following} for name, one in self.tables.items()
            },
            "members": {
                path: {"bytes": one.bytes, "sha256": one.sha256} for path, one in self.members.items()
            },
            "missing": self.missing,
        }
        return json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises ValueError, KeyError or TypeError for what is no manifest of this format."""
        words = json.loads(text)
        if words["format"] != FORMAT:
            raise ValueError(words["format"])
        return cls(
            holds=str(words["holds"]),
            journal=(int(words["journal"]["number"]), str(words["journal"]["hash"])),
            migrations={app: [str(name) for name in names] for app, names in words["migrations"].items()},
            tables={name: Told(**one) for name, one in words["tables"].items()},
            members={path: Member(**one) for path, one in words["members"].items()},
            missing=[str(path) for path in words["missing"]],
        )


def check_reason(reason: str) -> list[Problem]:
    if len(reason.strip()) >= REASON:
        return []
    sentence = "Hãy ghi lý do bằng --reason, ít nhất {least} ký tự: lý do được ghi vào nhật ký."
    return [Problem("reason", sentence, "reason", values={"least": REASON})]


def check_schema(
    manifest: Manifest,
    *,
    known: Mapping[str, list[str]],
    columns: Mapping[str, list[str]],
    lying: Mapping[str, list[str]],
) -> list[Problem]:
    """Whether this system can take the package in.

    ``known`` are the migrations of this system by app; ``columns`` what it has in each table, ``lying`` what the
    package has in each.
    """  # fmt: skip
    newer = sorted(
        f"{app}.{name}"
        for app, names in manifest.migrations.items()
        for name in names
        if name not in known.get(app, ())
    )
    if newer:
        sentence = (
            "Gói này do một bản Chung Tay mới hơn tạo ra (có {newer}). "
            "Hãy nâng cấp máy này lên bản đó hoặc mới hơn, chạy “chungtay manage migrate”, rồi nhập lại."
        )
        return [Problem("newer", sentence, values={"newer": newer[0]})]
    gone = sorted(
        f"{table}.{name}"
        for table, names in lying.items()
        for name in names
        if name not in columns.get(table, ())
    )
    if gone:
        sentence = (
            "Gói này do một bản Chung Tay cũ hơn tạo ra và có cột “{gone}” mà bản này không còn. Hãy cài bản cũ, "
            "nhập gói vào đó, rồi nâng cấp: việc nâng cấp sẽ chuyển dữ liệu sang dạng mới."
        )
        return [Problem("older", sentence, values={"gone": gone[0]})]
    return []
