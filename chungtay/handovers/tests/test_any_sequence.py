"""Whatever is handed over and undone in whatever order: totals stay, nothing is without an owner."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.base.holding import Move
from chungtay.base.problems import Refused
from chungtay.handovers import queries, services
from chungtay.handovers.models import Handover
from chungtay.handovers.rules import SAME, HandoverState
from chungtay.handovers.tests.factories import fingerprint
from chungtay.plans import services as plan_services
from chungtay.plans.models import Share, Task
from chungtay.plans.queries.holding import count_work, tasks_without_owner
from chungtay.plans.rules import ShareState
from chungtay.plans.rules.passing import OpenPart, join_parts
from chungtay.plans.tests.factories import hand_over, make_example_plan
from tests.cast import NOW, TODAY, Cast

BODIES = ("department", "department_next_door", "officer", "officer_next_door", "province")
GROUND = "Quyết định ví dụ"

step = st.one_of(
    st.tuples(
        st.just("pass"), st.sampled_from(BODIES), st.lists(st.sampled_from(BODIES), min_size=1, max_size=3)
    ),
    st.tuples(st.just("undo"), st.integers(0, 5), st.just(0)),
    st.tuples(
        st.just("report"), st.sampled_from(BODIES), st.sampled_from([ShareState.DONE, ShareState.IN_PROGRESS])
    ),
)


@settings(max_examples=12)
@given(steps=st.lists(step, min_size=1, max_size=7))
def test_any_sequence_of_handovers_and_undos_keeps_totals_and_owners(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[str, Any, Any]]
) -> None:
    with transaction.atomic():
        with monkeypatch.context() as patch:
            make_example_plan(cast, hand_over(patch))
        for number, (what, first, second) in enumerate(steps):
            before = count_work(cast.province)
            _do(cast, what, first, second, NOW + timedelta(minutes=number))
            after = count_work(cast.province)
            if what != "report":
                assert {name: before[name] for name in SAME} == {name: after[name] for name in SAME}
            assert after["tasks"] == before["tasks"]
            assert tasks_without_owner(cast.province, on=TODAY) == []
            _counts_are_true()
        transaction.set_rollback(True)


def _do(cast: Cast, what: str, first: Any, second: Any, now: datetime) -> None:
    if what == "pass":
        giver = getattr(cast, str(first)).agency
        to = tuple(dict.fromkeys(getattr(cast, name).agency for name in second))
        held = queries.held_by(cast.province, giver, on=TODAY)
        moves = [Move(row.kind, row.id, row.agency, to) for row in held]
        _unless_refused(
            lambda: services.hand_over(by=cast.province, now=now, body=giver, moves=moves, ground=GROUND)
        )
    elif what == "undo":
        done = list(Handover.objects.filter(state=HandoverState.DONE).order_by("-pk"))
        if done:
            row = done[int(str(first)) % len(done)]
            _unless_refused(
                lambda: services.undo_handover(by=cast.province, now=now, handover=row.pk, ground="x")
            )
    else:
        by = getattr(cast, str(first))
        share = Share.objects.filter(agency=by.agency, released_at__isnull=True).order_by("pk").first()
        if share is not None:
            _unless_refused(
                lambda: plan_services.report_progress(
                    by=by,
                    now=now,
                    share=share.pk,
                    state=second,
                    percent=50,
                    note="x",
                    seen=share.revision,
                )
            )


def _unless_refused(do: Callable[[], object]) -> None:
    """A refusal must leave every byte as it was."""
    before = fingerprint()
    try:
        do()
    except Refused:
        assert fingerprint() == before


def _counts_are_true() -> None:
    for task in Task.objects.all():
        living = task.shares.filter(released_at__isnull=True)
        done = living.filter(state=ShareState.DONE).count()
        assert (task.share_count, task.done_count) == (living.count(), done)
        assert not living.exclude(state=ShareState.DONE).filter(released_at__isnull=False).exists()


parts = st.lists(
    st.one_of(
        st.builds(OpenPart, st.just(ShareState.OPEN), st.just(0), st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.just("")),
        st.builds(OpenPart, st.just(ShareState.IN_PROGRESS), st.integers(0, 99), st.none(), st.text(max_size=5)),
    ),
    min_size=1,
)  # fmt: skip


@given(parts)
def test_parts_that_join_are_never_done_and_never_further_than_the_furthest(
    given_parts: list[OpenPart],
) -> None:
    joined = join_parts(given_parts)
    assert joined.state != ShareState.DONE
    assert (
        min(part.percent for part in given_parts)
        <= joined.percent
        <= max(part.percent for part in given_parts)
    )
    assert join_parts([joined]) == joined
