"""Counting begins and ends for a commune by a person's word; numbers pass every few hours."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of, previous
from chungtay.figures import services as figures
from chungtay.gate import queries
from chungtay.gate.models import Counting
from chungtay.gate.rules import counts
from chungtay.journal import services as journal
from chungtay.law.rules import window
from chungtay.places import queries as places


@transaction.atomic
def start_counting(*, by: Actor, now: datetime, place: int, since: date) -> Counting:
    """The files of this commune are all here: from that day its numbers are counted."""
    _must_decide(by, place, timezone.localdate(now))
    made, _new = Counting.objects.update_or_create(
        place_id=place, defaults={"since": since, "said_at": now, "said_by_id": by.account}
    )
    queries.counting_kept.forget()
    journal.record(
        by=by, now=now, verb="gate.counting_started", subject=f"place:{place}",
        title=places.names_of([place])[place], change={"since": [None, since.isoformat()]},
    )  # fmt: skip
    return made


@transaction.atomic
def stop_counting(*, by: Actor, now: datetime, place: int) -> None:
    """From now on the commune types its numbers again; what was counted stays as it was."""
    _must_decide(by, place, timezone.localdate(now))
    if not Counting.objects.filter(place=place).delete()[0]:
        raise Refused(Problem("not_counted", "Xã này đang tự nhập số, không có gì để dừng.", "place"))
    queries.counting_kept.forget()
    journal.record(
        by=by, now=now, verb="gate.counting_stopped", subject=f"place:{place}",
        title=places.names_of([place])[place],
    )  # fmt: skip


def hand_over(*, now: datetime) -> int:
    """Count every commune that is counted and write what is still open; how many forms were written."""
    today = timezone.localdate(now)
    keepers, reporters = queries.keepers_on(today), queries.reporters_on(today)
    written = 0
    for row in Counting.objects.filter(since__lte=today).order_by("place"):
        keeper, reporter = keepers.get(row.place_id), reporters.get(row.place_id)
        if keeper is None or reporter is None:
            continue
        for form, period in _open_periods(today):
            first, last = window(period).first, min(window(period).last, today)
            counted = queries.counted_on(row.since, first, last)
            values: dict[str, Decimal | None] = {}
            for count, one in queries.tallies(keeper, first, last) if counted else ():
                values |= one.values if count in counted else {}
            if values:
                written += figures.save_computed(
                    now=now, agency=reporter, data_set=form, period=period, values=values
                )
    return written


def _open_periods(today: date) -> Iterator[tuple[str, str]]:
    """(form, period) of the forms that hold something counted: the period that runs, and the one before it."""
    forms = {form.code: form for count in counts() for form in catalogue.data_sets_with(count.element)}
    for code, form in sorted(forms.items()):
        year = today.year + (today > window(str(today.year)).last)  # the reporting year ends in December
        for running in periods_of(PeriodKind(form.period_kind), year):
            if window(running).first <= today <= window(running).last:
                yield code, previous(running)
                yield code, running


def _must_decide(by: Actor, place: int, on: date) -> None:
    if not by.can(Power.CATALOGUE_MANAGE) or place not in set(places.ids_within(by.reach, on)):
        raise NotThere("place")
