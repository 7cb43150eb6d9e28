"""What a picture shows, apart from how it is drawn. A value of None was not reported; it is never zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

UNKNOWN = 0  # the class of an area that nothing is known of


@dataclass(frozen=True, slots=True)
class Point:
    """A moment of a series. ``wanted``: what a target asks for by then; ``short``: its reports are not all there."""

    label: str
    value: Decimal | None
    wanted: Decimal | None = None
    short: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class TimeSeries:
    title: str
    unit: str
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Bar:
    """``low`` and ``high``: between them the number lies but for chance (95 %); ``ranks``: from place to place.

    ``held``: there is a number, but so small a number of people that it is not told.
    """

    name: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    ranks: tuple[int, int] | None = None
    href: str = ""
    short: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class League:
    """Bars in the order given; only the first ``most`` are drawn, the table has all."""

    title: str
    unit: str
    bars: Sequence[Bar]
    most: int = 15


@dataclass(frozen=True, slots=True)
class Area:
    """A unit of a map: ``path`` the ``d`` of an SVG path, ``level`` its class, ``said`` its value in words."""

    name: str
    path: str
    level: int
    said: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class AreaMap:
    """Own outlines, no tiles. ``legend``: the classes in use, each with its words; at most five and what is not known.

    ``tones``: "depth" from light to dark, "kind" for types that have colours of their own. ``labels``: x, y, words.
    """

    title: str
    unit: str
    width: int
    height: int
    areas: Sequence[Area]
    legend: Sequence[tuple[int, str]]
    tones: str = "depth"
    labels: Sequence[tuple[int, int, str]] = ()
    credits: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    value: Decimal
    href: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a whole, in the order given."""

    title: str
    unit: str
    parts: Sequence[Part]


Chart = TimeSeries | League | AreaMap | Parts
