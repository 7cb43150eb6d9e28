"""A measure laid out over periods: which reports of which forms make up each period that is asked about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.catalogue.rules import Aggregation
from chungtay.catalogue.rules.expressions import When
from chungtay.catalogue.rules.periods import last_year, previous
from chungtay.indicators.queries.measures import Form, Measure, Slot
from chungtay.indicators.rules import Bucket, as_sql, bucket, number_of, tiles
from chungtay.indicators.store.question import Counted, Question, Wanted
from chungtay.places.rules import TWO_LEVELS


@dataclass(frozen=True, slots=True)
class Portion:
    """The reports of one form that count in a period."""

    form: Form
    bucket: Bucket


@dataclass(frozen=True, slots=True)
class Laid:
    measure: Measure
    periods: tuple[str, ...]
    portions: tuple[
        tuple[tuple[Portion, ...], ...], ...
    ]  # slot -> period -> none where it says nothing of it

    @property
    def ways(self) -> tuple[Aggregation, ...]:
        """How each slot is added up. The last of a single report is that report: it may as well be added."""
        return tuple(
            Aggregation.SUM
            if slot.aggregation is Aggregation.LAST
            and all(len(p.bucket.parts) == 1 for ps in own for p in ps)
            else slot.aggregation
            for slot, own in zip(self.measure.slots, self.portions, strict=True)
        )

    @property
    def crosses(self) -> bool:
        """Whether a "last value" is asked of a time in which units passed into others."""
        return any(
            how is Aggregation.LAST
            and any(p.bucket.days[0] < TWO_LEVELS <= p.bucket.days[1] for ps in own for p in ps)
            for how, own in zip(self.ways, self.portions, strict=True)
        )


def lay_out(measure: Measure, periods: Iterable[str], on: date) -> Laid:
    asked = tuple(periods)
    return Laid(
        measure, asked, tuple(tuple(_portions(slot, each, on) for each in asked) for slot in measure.slots)
    )


def _portions(slot: Slot, period: str, on: date) -> tuple[Portion, ...]:
    """Of each who reports the form of the shortest periods that make up this one: what is said twice counts once."""
    found: list[Portion] = []
    for form in slot.forms:
        if any(form.overlaps(portion.form) for portion in found):
            continue
        one = bucket(period, form.kind, on)
        if one is not None:
            found.append(Portion(form, _looking_back(slot, form, one)))
    return tuple(found)


def _looking_back(slot: Slot, form: Form, one: Bucket) -> Bucket:
    """A slot that looks back looks as far into its period as has gone by in this one."""
    match slot.reference.when:
        case When.LAST_YEAR:
            return Bucket(one.period, tuple(map(last_year, one.parts)), tuple(map(last_year, one.ended)))
        case When.PREV:
            before = tiles(previous(one.period), form.kind)
            return Bucket(one.period, tuple(before[: len(one.parts)]), tuple(before[: len(one.ended)]))
        case _:
            return one


def question_of(laid: Laid) -> Question:
    """Each slot looks by a shift of its own at the reported periods of each bucket."""
    measure = laid.measure
    cells = tuple(
        Wanted(cell.pk, slot, slot, laid.ways[slot], cell.step)
        for slot, asked in enumerate(measure.slots)
        for cell in asked.cells
    )
    periods = tuple(
        Counted(number_of(part), portion.form.pk, at, slot, number_of(portion.bucket.last_due))
        for slot, own in enumerate(laid.portions)
        for at, portions in enumerate(own)
        for portion in portions
        for part in portion.bucket.parts
    )
    slots = {asked.reference: slot for slot, asked in enumerate(measure.slots)}
    formula = "NULL" if measure.formula is None else as_sql(measure.formula, slots)
    return Question(cells, periods, len(measure.slots), formula)
