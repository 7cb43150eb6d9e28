"""The words that every operation's shapes are made of. A shape is a promise: written by hand, not derived.

Numbers of money and of figures travel as decimal strings, exact; days as 2026-03-02; moments in UTC with their zone.
Nothing sent is guessed at: a number where words are due is refused, and so is a name that nobody knows.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Field, Header, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from chungtay.api.rules import limits

T = TypeVar("T")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LARGEST = 2**63 - 1


def _day_of(said: Any) -> Any:
    """Only YYYY-MM-DD: pydantic alone would take moments and counts of seconds too."""
    if isinstance(said, str):
        if not _DAY.fullmatch(said):
            raise ValueError("YYYY-MM-DD")
        return date.fromisoformat(said)
    return said


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _amount_of(said: Any) -> Any:
    return (
        Decimal(said)
        if isinstance(said, str) and re.fullmatch(r"-?\d{1,18}(\.\d{1,6})?", said, re.ASCII)
        else said
    )


def _size_of(said: Any) -> Any:
    fits = isinstance(said, str) and re.fullmatch(r"\d{1,12}(\.\d{1,3})?", said, re.ASCII)
    return Decimal(said) if fits else said


def _dong_of(said: Any) -> Any:
    """Whole đồng, as a string: a number of JSON may have lost its last digits on the way."""
    if isinstance(said, str):
        if not re.fullmatch(r"-?\d{1,15}", said, re.ASCII):
            raise ValueError("đồng")
        return int(said)
    return said


class NumberAsWritten(float):
    """A number of JSON that has a fraction, and still knows how it was written: no digit of it is lost."""

    def __init__(self, written: str) -> None:
        self.written = written


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"


def _sayable(words: str) -> str:
    """No database keeps a NUL; and what cannot be seen has no place in words."""
    if "\x00" in words:
        raise ValueError("NUL")
    return words


Id = Annotated[int, Field(ge=1, le=_LARGEST)]
Day = Annotated[date, BeforeValidator(_day_of), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    datetime,
    PlainSerializer(_utc, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount_of),
    PlainSerializer(_plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]{1,18}(\.[0-9]{1,6})?$"}, mode="validation"),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}, mode="serialization"),
]
Size = Annotated[  # from nothing up, to three decimals
    Decimal,
    BeforeValidator(_size_of),
    PlainSerializer(_plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,12}(\.[0-9]{1,3})?$"}),
]
Dong = Annotated[
    int,
    BeforeValidator(_dong_of),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^-?[0-9]{1,15}$"}),
]
Words = Annotated[str, AfterValidator(_sayable), Field(json_schema_extra={"pattern": "^[^\\u0000]*$"})]


Unsaid = SkipJsonSchema[None]  # a parameter that may be left out, and is never sent as null
Cursor = Annotated[str, Field(pattern="^[0-7][0-9a-f]{15}$")]
# W/ comes back from who was answered in packed form: packing makes a strong ETag a weak one, of the same version.
IfMatch = Annotated[str, Header(alias="If-Match", pattern='^(W/)?"[0-9]{1,9}"$')]


class Shape(Schema):
    """What goes out or comes in. A name that is not there is refused, not dropped.

    ``etag``: which of its fields, if any, is the version of the thing: it goes out as the ETag too.
    """

    etag: ClassVar[str] = ""
    model_config = ConfigDict(extra="forbid", strict=True)


class Found(Shape):
    code: str
    sentence: str
    pointer: str


class ProblemShape(Shape):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    problems: list[Found] | None = None


class HowMany(Shape):
    """How many it became true of."""

    count: int


class Body(Shape):
    """An agency, named."""

    id: Id
    name: str


class Asked(Schema):
    """The part of a list that is asked for: how many lines, and after which; ``next`` of the page before."""

    limit: int = Field(limits().page, ge=1, le=limits().longest_page)
    after: Cursor | Unsaid = None


class Page(Shape, Generic[T]):
    """A part of a list; ``next`` is what to send as ``after`` for the part that follows, null at the end."""

    items: list[T]
    next: str | None


def one_of(codes: Iterable[str]) -> str:
    """The pattern of a code out of a list that is kept in a file."""
    return f"^(?:{'|'.join(map(re.escape, codes))})$"


def version_of(if_match: str) -> int:
    """The version that the sender was looking at."""
    return int(if_match.removeprefix("W/").strip('"'))


def cursor_of(number: int) -> str:
    return f"{number:016x}"


def page_of(rows: Any, asked: Asked, shape: Any) -> Any:
    """The part of ``rows`` that is asked for, each line by ``shape``.

    By primary key, so that a line that comes or goes meanwhile moves no other from one page to the next. ``rows`` is a
    queryset, or a list short enough to read whole, of things with ``pk``.
    """
    past = int(asked.after, 16) if asked.after else 0
    if isinstance(rows, QuerySet):
        found = list(rows.filter(pk__gt=past).order_by("pk")[: asked.limit + 1])
    else:
        found = sorted((row for row in rows if row.pk > past), key=lambda row: row.pk)[: asked.limit + 1]
    shown = found[: asked.limit]
    following = cursor_of(shown[-1].pk) if len(found) > asked.limit else None
    return {"items": [shape(row) for row in shown], "next": following}
