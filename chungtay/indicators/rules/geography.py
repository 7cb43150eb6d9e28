"""From any unit to the units of one day at one level: wholly, or in parts by allocation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chungtay.indicators.rules.parcels import Parcel, parcels, weights
from chungtay.places.rules import Ancestry, Kind, Span

_ORDER = (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE)
WHOLE_COUNTRY = 0  # the unit above the provinces


@dataclass(frozen=True, slots=True)
class Unit:
    pk: int
    code: str
    kind: Kind
    days: Span


@dataclass(frozen=True, slots=True)
class Part:
    """What goes of a unit to another: ``weight`` out of ``whole``; ``era`` is when the source ended (ordinal day).

    ``divided``: whether other parts of it go to another unit, so that what this one gets is not exactly known.
    """

    place: int
    parcel: int
    unit: int
    weight: int
    whole: int
    era: int
    divided: bool


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Where the values of each unit are counted: ``whole`` place -> unit; the rest in ``parts``.

    ``own`` names units among the answers that stand above the level asked for: what they reported themselves.
    """

    whole: Mapping[int, int]
    parts: tuple[Part, ...]
    own: frozenset[int]


_FOREVER = date.max.toordinal()


@dataclass(eq=False)
class Territory:
    """All units with their ancestors and successions, and the parcels they are made of."""

    units: Mapping[int, Unit]
    ancestries: Sequence[Ancestry]
    passings: Sequence[tuple[int, int]]
    sizes: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kinds = {pk: unit.kind for pk, unit in self.units.items()}
        alike = [(old, new) for old, new in self.passings if kinds[old] == kinds[new]]
        codes = {pk: unit.code for pk, unit in self.units.items()}
        self.parcels: list[Parcel] = parcels(codes, alike, self.sizes)
        self.of: dict[int, list[int]] = defaultdict(list)
        for number, parcel in enumerate(self.parcels):
            for unit in parcel.units:
                self.of[unit].append(number)
        self._above: dict[int, list[Ancestry]] = defaultdict(list)
        for row in self.ancestries:
            self._above[row.descendant].append(row)
        self._linked: dict[int, list[int]] = defaultdict(list)  # by successions to units of another kind
        for old, new in self.passings:
            if kinds[old] != kinds[new]:
                self._linked[old].append(new)
                self._linked[new].append(old)

    def above(self, place: int, kind: Kind, on: date) -> int | None:
        """The unit of a kind that holds the place on the day; the place itself where it is of that kind."""
        for row in self._above[place]:
            if row.span.holds(on) and self.units[row.ancestor].kind == kind:
                return row.ancestor
        return None

    def home_of(self, place: int) -> int:
        """The province in which it began, so that no later change moves its values; 0 where none is known."""
        return self.above(place, Kind.PROVINCE, self.units[place].days.start) or 0

    def holder(self, parcel: Parcel, level: Kind | None, on: date) -> int:
        """The unit of the level that holds the parcel on the day, else the lowest above it that is known."""
        if level is None:
            return WHOLE_COUNTRY
        for unit in parcel.units:
            if self.units[unit].days.holds(on):
                return self._up(unit, level, on)
        return self._lost(parcel, level, on)

    def _up(self, unit: int, level: Kind, on: date) -> int:
        for kind in reversed(_ORDER[: _ORDER.index(level) + 1]):
            found = self.above(unit, kind, on)
            if found is not None:
                return found
        return WHOLE_COUNTRY

    def _lost(self, parcel: Parcel, level: Kind, on: date) -> int:
        """Ground of which no unit of its kind is known that day: where a unit of another kind that it came from or
        went to tells it (a district that became one special zone), else the heir of the province it lay in last."""
        linked = [
            unit for own in parcel.units for unit in self._linked[own] if self.units[unit].days.holds(on)
        ]
        for nearest in (level, Kind.PROVINCE):
            found = {self._up(unit, nearest, on) for unit in linked}
            if len(found) == 1:
                return found.pop()
        last = parcel.units[-1]
        province = self.above(last, Kind.PROVINCE, last_day(self.units[last].days))
        if province is None or province in parcel.units:
            return WHOLE_COUNTRY
        heirs = {self.holder(self.parcels[number], Kind.PROVINCE, on) for number in self.of[province]}
        return heirs.pop() if len(heirs) == 1 else WHOLE_COUNTRY

    def frame(self, level: Kind | None, on: date, *, in_parts: bool = False) -> Frame:
        """Where everything is counted at a level on a day.

        ``in_parts``: whatever became something else is laid on its parcels even where they stay together, as
        "the last value" asks of a stretch of time in which units passed into others.
        """
        whole: dict[int, int] = {}
        parts: list[Part] = []
        units = [self.holder(parcel, level, on) for parcel in self.parcels]
        for place, numbers in self.of.items():
            found = {units[number] for number in numbers}
            passed = any(len(self.parcels[number].units) > 1 for number in numbers)
            if len(found) == 1 and not (in_parts and passed):
                whole[place] = found.pop()
            else:
                parts += self._parts(place, numbers, units)
        own = {
            unit
            for unit in {*whole.values(), *(part.unit for part in parts)}
            if unit == WHOLE_COUNTRY or self.units[unit].kind != level
        }
        return Frame(whole, tuple(parts), frozenset(own) if level else frozenset())

    def _parts(self, place: int, numbers: Sequence[int], units: Sequence[int]) -> list[Part]:
        shares = weights([self.parcels[number] for number in numbers])
        end = self.units[place].days.end
        era, whole = end.toordinal() if end else _FOREVER, sum(shares)
        divided = len({units[number] for number in numbers}) > 1
        return [
            Part(place, number, units[number], share, whole, era, divided)
            for number, share in zip(numbers, shares, strict=True)
        ]


def last_day(days: Span) -> date:
    return date.fromordinal(days.end.toordinal() - 1) if days.end else date.max
