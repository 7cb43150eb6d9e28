"""What an official paper consists of, as Nghị định 30/2020/NĐ-CP names it (Điều 8)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body; ``level`` 1 is ``I.``, 2 is ``1.``, 3 is ``a)``. The label is part of the text."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``note``: set small and upright, such as the legend of a table."""

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length below a row of heads; ``widths`` are shares of the width, ``numbers`` right-hand columns."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()
    numbers: frozenset[int] = frozenset()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as PNG; ``words`` say for a screen reader what it shows, ``caption`` stands beneath."""

    png: bytes
    words: str
    caption: str = ""


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Signature:
    """``authority``: lines such as ``TM. ỦY BAN NHÂN DÂN``, ``KT. CHỦ TỊCH``, ``PHÓ CHỦ TỊCH``; name without titles."""

    authority: Sequence[str]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper; ``number`` None leaves its place blank, as before it is registered. ``kind`` "" is a công văn."""

    issuer: str
    symbol: str
    place: str
    dated: date | None
    kind: str
    about: str
    blocks: Sequence[Block]
    signature: Signature
    parent: str = ""
    number: int | None = None
    addressees: Sequence[str] = ()
    bases: Sequence[str] = ()
    recipients: Sequence[str] = ()
    archive: str = "Lưu: VT."
    mark: str = ""  # said across the top, where the paper is an example or a draft
    annexes: Sequence[tuple[str, Sequence[Block]]] = field(default=())
