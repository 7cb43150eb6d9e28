"""Entering days off, opening a series of numbers, taking a number and giving one up."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.law.rules.calendar import DaysOff, national
from chungtay.province import queries
from chungtay.province.models import DayOff, NumberSeries, PaperNumber
from chungtay.province.rules import check_days_off, check_symbol, code_of


@transaction.atomic
def enter_days_off(*, by: Actor, now: datetime, row: DaysOff, ground: str) -> DayOff:
    """A line of the yearly decision. The first line of a year takes over the country's lines of that year."""
    by.must(Power.SETTINGS_MANAGE)
    if by.place is None:
        raise NotThere("calendar")
    own = [queries.as_rule(line) for line in DayOff.objects.select_for_update().filter(place=by.place)]
    problems = check_days_off(row, own)
    if not ground.strip():
        problems.append(Problem("ground_missing", "Hãy ghi văn bản quyết định lịch nghỉ.", "ground"))
    if problems:
        raise Refused(problems)
    if not any(line.first.year == row.first.year for line in own):
        _take_over(by.place, row, ground)
    entered = _enter(by.place, row, ground)
    journal.record(
        by=by, now=now, verb="province.days_off_entered", subject=f"calendar:{row.first.year}", title=row.name,
        change={"days": [None, f"{row.first} – {row.last}"]}, purpose=ground[:300],
    )  # fmt: skip
    return entered


def _take_over(place: int, row: DaysOff, ground: str) -> None:
    """The country's other days of the year stay days off when the province begins its own list."""
    taken = set(row.days())
    for line in national().rows:
        if line.first.year == row.first.year and not taken.intersection(line.days()):
            _enter(place, line, ground)


def _enter(place: int, row: DaysOff, ground: str) -> DayOff:
    return DayOff.objects.create(
        place_id=place, first=row.first, last=row.last, name=row.name, kind=row.kind, works=row.works,
        ground=ground.strip()[:300],
    )  # fmt: skip


@transaction.atomic
def drop_days_off(*, by: Actor, now: datetime, day_off: int) -> int:
    """Take a line out; returns its year. When a year's last line goes, the country's calendar holds again."""
    by.must(Power.SETTINGS_MANAGE)
    row = queries.get_day_off(by, day_off)
    journal.record(
        by=by, now=now, verb="province.days_off_dropped", subject=f"calendar:{row.first.year}", title=row.name,
        change={"days": [f"{row.first} – {row.last}", None]},
    )  # fmt: skip
    row.delete()
    return row.first.year


@transaction.atomic
def open_series(*, by: Actor, now: datetime, symbol: str, name: str, first: int) -> NumberSeries:
    """A body begins to number a kind of paper here; ``first`` follows the last number of its paper register."""
    by.must(Power.DOCUMENTS_MANAGE)
    symbol = symbol.strip().upper()
    problems = check_symbol(symbol)
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            series = NumberSeries.objects.create(
                agency_id=by.agency, symbol=symbol, name=name, first=first, opened_on=timezone.localdate(now)
            )
    except IntegrityError:
        raise Refused(Problem("series_twice", "Cơ quan đã có dãy số này.", "symbol")) from None
    journal.record(
        by=by, now=now, verb="province.series_opened", subject=f"series:{series.pk}", title=symbol,
        change={"first": [None, first]},
    )  # fmt: skip
    return series


@transaction.atomic
def take_number(*, by: Actor, now: datetime, series: int, title: str) -> PaperNumber:
    """The next number of the year, for one paper and for nobody else."""
    by.must(Power.DOCUMENTS_MANAGE)
    queries.get_series(by, series)
    row = NumberSeries.objects.select_for_update().get(
        pk=series
    )  # one at a time: no number twice, none skipped
    today: date = timezone.localdate(now)
    number = PaperNumber.objects.create(
        series=row, year=today.year, number=queries.number_due(row, today), title=" ".join(title.split())[:400],
        taken_at=now, taken_by_id=by.account,
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="province.number_taken", subject=f"series:{row.pk}", title=number.title,
        change={"number": [None, code_of(number.number, row.symbol)]},
    )  # fmt: skip
    return number


@transaction.atomic
def void_number(*, by: Actor, now: datetime, number: int, ground: str) -> PaperNumber:
    """The paper was not issued. The number stays in the register with its ground and is never given again."""
    by.must(Power.DOCUMENTS_MANAGE)
    row = queries.get_number(by, number)
    if not ground.strip():
        raise Refused(Problem("ground_missing", "Hãy ghi vì sao bỏ số này.", "ground"))
    if row.void_ground:
        raise Refused(Problem("void_already", "Số này đã bỏ rồi.", "ground"))
    row.void_ground = ground.strip()[:300]
    row.save(update_fields=["void_ground"])
    journal.record(
        by=by, now=now, verb="province.number_voided", subject=f"series:{row.series_id}", title=row.title,
        change={"number": [code_of(row.number, row.series.symbol), None]}, purpose=row.void_ground,
    )  # fmt: skip
    return row
