"""What changed is numbered without a gap, nobody who reads in order misses anything, and nothing can be altered."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Event

import pytest
from django.db import DatabaseError, connections, transaction

from chungtay.base.actor import Actor
from chungtay.figures import queries
from chungtay.figures.models import Submission, ValueChange
from chungtay.figures.services import Typed, save_cells
from chungtay.figures.services.feed import append
from chungtay.figures.tests.factories import SmallForm, make_form, opened, save, typed
from tests.cast import NOW, Cast


def test_changes_are_told_in_order_with_old_and_new(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    save(cast.officer, submission, typed(form, 1, 0))
    save(cast.officer, submission, [Typed(form.cells[0], 1, missing=2)])
    told = queries.changes(0, 10)
    assert [(c.number, c.cell, c.old_value, c.value, c.missing) for c in told] == [
        (1, form.cells[0], None, Decimal(1), None),
        (2, form.cells[1], None, Decimal(0), None),
        (3, form.cells[0], Decimal(1), None, 2),
    ]
    assert (told[0].data_set, told[0].place, told[0].period) == (
        form.data_set.pk, cast.officer.place, submission.period,
    )  # fmt: skip
    assert [change.number for change in queries.changes(1, 1)] == [2]
    assert queries.latest_change() == 3


def test_the_database_refuses_to_alter_what_was_written_down(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    save(cast.officer, submission, typed(form, 1))
    for alter in (lambda: ValueChange.objects.update(value=9), ValueChange.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            alter()
    assert ValueChange.objects.get().value == 1


@pytest.mark.postgresql
def test_a_change_that_commits_late_is_not_skipped(transactional_db: None, cast: Cast) -> None:
    """One connection has numbered its change and lingers; another, begun later, may not be seen before it."""
    with pytest.raises(RuntimeError):  # outside a transaction nothing would hold the order
        append([])
    form = make_form()
    first, second = (opened(actor, form) for actor in (cast.officer, cast.officer_next_door))
    numbered, may_end = Event(), Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                save(cast.officer, first, typed(form, 1))
                numbered.set()
                may_end.wait(20)
        finally:
            connections.close_all()

    def quick() -> None:
        try:
            numbered.wait(20)
            save(cast.officer_next_door, second, typed(form, 2))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        slow_one, quick_one = both.submit(slow), both.submit(quick)
        numbered.wait(20)
        with pytest.raises(TimeoutError):
            quick_one.result(0.5)  # it waits for its number
        assert queries.changes(0, 10) == []
        may_end.set()
        slow_one.result(20), quick_one.result(20)
    assert [(c.number, c.submission) for c in queries.changes(0, 10)] == [(1, first.pk), (2, second.pk)]


@pytest.mark.postgresql
def test_who_follows_the_feed_while_many_write_misses_nothing(transactional_db: None, cast: Cast) -> None:
    form = make_form()
    periods = ["2026-M01", "2026-M02", "2026-M03"]
    both = (cast.officer, cast.officer_next_door)
    kept = [(actor, opened(actor, form, period)) for actor in both for period in periods]

    def write(actor: Actor, submission: Submission) -> None:
        try:
            for turn in range(6):
                edit = Typed(form.cells[0], turn, Decimal(turn))
                save_cells(by=actor, now=NOW, submission=submission.pk, cells=[edit])
        finally:
            connections.close_all()

    seen: list[int] = []
    with ThreadPoolExecutor(6) as writers:
        writing = [writers.submit(write, *one) for one in kept]
        while not all(one.done() for one in writing) or len(seen) < queries.latest_change():
            seen += [change.number for change in queries.changes(seen[-1] if seen else 0, 5)]
        for one in writing:
            one.result()
    assert seen == list(range(1, 37))
