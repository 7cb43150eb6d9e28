"""Where what units wrote does not agree with their figures, or with what another unit wrote of the same thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.catalogue.rules import Aggregation
from chungtay.indicators import queries as indicators
from chungtay.places.rules import Kind
from chungtay.reports.models import Report
from chungtay.reports.queries.gathering import outline_text
from chungtay.reports.queries.reading import is_measure, list_reports_of_units
from chungtay.reports.rules import Line, Outline, kinds, numbers_in, parse_outline, parts_of, value_of

_LABEL = 2  # words after a number that say what it counts
_UNITS = Mapping[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A body wrote ``said``, and its figures of the period come to ``known`` (None: it reported none)."""

    agency: str
    place: int
    code: str
    measure: str
    said: Decimal
    known: Decimal | None
    report: int | None  # where it stands in a report of the body's own; else in what it wrote for this one


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Bodies that wrote of the same thing at the same place, each with its number: (body, number)."""

    place: int
    code: str
    measure: str
    told: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class _Told:
    agency: str
    place: int
    code: str
    said: Decimal
    report: int | None = None


def list_contradictions(actor: Actor, report: Report, *, on: date) -> list[Contradiction]:
    """Numbers that communes wrote, for this report or in their own, held against what they reported as figures.

    Raises indicators' NotReady while the copy of the figures is made anew.
    """
    told = [*_written(report), *_agreed(actor, report, on)]
    if len(parts_of(report.period)) > 1 or not indicators.sees_any(actor):
        return []
    known = {code: _by_unit(actor, report, code, on) for code in {one.code for one in told}}
    return [
        Contradiction(
            one.agency, one.place, one.code, indicators.measure_of(one.code, on).name, one.said,
            known[one.code].get(one.place), one.report,
        )
        for one in told
        if one.place in known[one.code] and known[one.code][one.place] != one.said
    ]  # fmt: skip


def list_disagreements(actor: Actor, report: Report, *, on: date) -> list[Disagreement]:
    """Numbers of one thing that two bodies wrote otherwise, for this report or in their own.

    One thing is what is at hand at the end of the period (a stock), or what a single kind of body reports: whoever
    writes of it means the same. Of what each body does and counts for itself, two numbers are no contradiction.
    """
    told: dict[tuple[int, str], dict[str, Decimal]] = {}
    for one in (*_written(report, own_place=True), *_agreed(actor, report, on)):
        told.setdefault((one.place, one.code), {})[one.agency] = one.said
    return [
        Disagreement(place, code, indicators.measure_of(code, on).name, tuple(sorted(said.items())))
        for (place, code), said in sorted(told.items())
        if len(set(said.values())) > 1 and _is_one_thing(code, on)
    ]


def _is_one_thing(code: str, on: date) -> bool:
    slots = indicators.measure_of(code, on).slots
    reporters = {one[:3] for slot in slots for form in slot.forms for one in form.reporters}
    return len(reporters) == 1 or all(slot.aggregation is Aggregation.LAST for slot in slots)


def _written(report: Report, *, own_place: bool = False) -> Iterator[_Told]:
    """The numbers of contributions whose next words are those of a sentence of the outline.

    ``own_place``: also of bodies beside the one that reports: each knows a part of the place, so its words are no
    match for the figures of the whole.
    """
    outline = parse_outline(outline_text(report.agency_id, kinds()[report.kind].outline))
    labels = dict(_labels(outline))
    sent = report.contributions.filter(sent_at__isnull=False).select_related("agency")
    if not own_place:
        sent = sent.exclude(agency__place=report.place_id)
    for one in sent.order_by("agency__name", "pk"):
        for text in (one.result, one.cause, one.proposal):
            for said, words in _counted(text):
                if one.agency.place_id and (code := labels.get(words)):
                    yield _Told(one.agency.name, one.agency.place_id, code, value_of(said))


def _labels(outline: Outline) -> Iterator[tuple[str, str]]:
    for section in outline.sections:
        for line in section.parts:
            if not isinstance(line, Line):
                continue
            for clause in line.clauses:
                after = [*clause.parts[1:], None]
                for part, then in zip(clause.parts, after, strict=True):
                    if part.code and not part.change and then and (label := _label(then.words)):
                        yield label, part.code


def _counted(text: str) -> Iterator[tuple[str, str]]:
    """Each number of a text with the words that follow it."""
    at = 0
    for said in numbers_in(text):
        start = text.index(said, at)
        at = start + len(said)
        yield said, _label(text[at:])


def _label(words: str) -> str:
    """The first words, folded; empty where there are not enough of them to know what is counted."""
    first = fold(words[:60]).split()[:_LABEL]
    return " ".join(first) if len(first) == _LABEL else ""


def _agreed(actor: Actor, report: Report, on: date) -> Iterator[_Told]:
    """The numbers of reports that bodies of other places have agreed for the same period."""
    for one in (
        list_reports_of_units(actor, report, on=on)
        .exclude(place=report.place_id)
        .order_by("agency__name", "pk")
    ):
        numbers = {
            number["code"]: number["value"]
            for passage in one.passages.filter(left_out=False)
            for number in passage.numbers
            if is_measure(number["code"]) and number["value"]
        }
        for code, value in sorted(numbers.items()):
            yield _Told(one.agency.name, one.place_id or 0, code, Decimal(value), one.pk)


def _by_unit(actor: Actor, report: Report, code: str, on: date) -> _UNITS:
    """What each commune's figures come to, all of them asked at once."""
    asked = indicators.Asked(
        measure=code, periods=(report.period,), level=Kind.COMMUNE, place=report.place_id
    )
    try:
        answer = indicators.look(actor, asked, on=on)
    except NotThere:
        return {}
    return {row.unit: row.figures[0].value for row in answer.rows}
