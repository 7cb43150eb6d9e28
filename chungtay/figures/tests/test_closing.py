"""Figures closed for a report stay what they were, and show when somebody altered them."""

from decimal import Decimal

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.figures import queries
from chungtay.figures.models import Snapshot, SnapshotCell, Submission
from chungtay.figures.services import Typed, remind_missing, submit, take_snapshot
from chungtay.figures.tests.factories import PERIOD, SmallForm, save, typed
from chungtay.notices.models import Notice
from tests.cast import NOW, Cast


def close(cast: Cast, form: SmallForm) -> Snapshot:
    return take_snapshot(
        by=cast.province, now=NOW, title="Báo cáo tháng 2 (ví dụ)", data_sets=[form.data_set.code], periods=[PERIOD],
        place=cast.province.place or 0,
    )  # fmt: skip


def test_a_snapshot_holds_what_was_sent_and_says_what_changed_since(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    first, *rest = typed(form, 1, 2, 3)
    missing = Typed(form.cells[3], 0, missing=2)
    submit(by=cast.officer, now=NOW, submission=submission.pk, cells=[first, *rest, missing])
    snapshot = close(cast, form)
    assert (snapshot.count, snapshot.change) == (4, 4)
    assert queries.verify(queries.get_snapshot(cast.leader, snapshot.pk)).holds
    changed = [
        Typed(form.cells[0], 1, Decimal(9)),
        Typed(form.cells[1], 1, missing=1),
        Typed(form.cells[3], 1, Decimal(0)),
    ]
    save(cast.officer, submission, changed)
    since = {row.cell_id: vars(row)["value_now"] for row in queries.changed_since(snapshot)}
    assert since == {form.cells[0]: 9, form.cells[1]: None, form.cells[3]: 0}
    assert queries.verify(snapshot).holds


def test_a_cell_altered_behind_the_back_of_the_house_is_found(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    submit(by=cast.officer, now=NOW, submission=submission.pk, cells=typed(form, 1, 2, 3, 4))
    snapshot = close(cast, form)
    SnapshotCell.objects.filter(position=2).update(value=20)
    assert queries.verify(snapshot).broken[0] == 2
    SnapshotCell.objects.filter(position=2).update(value=2)
    SnapshotCell.objects.filter(position=4).delete()
    assert queries.verify(snapshot) == queries.Verified((), whole=False)


def test_nothing_sent_or_not_ones_own_cannot_be_closed(
    cast: Cast, form: SmallForm, submission: Submission
) -> None:
    save(cast.officer, submission, typed(form, 1))
    with pytest.raises(Refused, match="nothing_sent"):
        close(cast, form)
    asked = {
        "title": "x",
        "data_sets": [form.data_set.code],
        "periods": [PERIOD],
        "place": cast.province.place or 0,
    }
    for actor in (cast.officer, cast.inspector, cast.stranger):
        with pytest.raises(NotThere):
            take_snapshot(by=actor, now=NOW, **asked)  # type: ignore[arg-type]


def test_only_who_has_not_sent_is_reminded(cast: Cast, form: SmallForm, submission: Submission) -> None:
    submit(by=cast.officer, now=NOW, submission=submission.pk, cells=typed(form, 1, 2, 3, 4))
    told = remind_missing(
        by=cast.province, now=NOW, data_set=form.data_set.code, period=PERIOD, within=cast.province.place or 0, link="/"
    )  # fmt: skip
    assert told == [cast.officer_next_door.agency]
    assert Notice.objects.get(agency=cast.officer_next_door.agency).reason.startswith("Công an tỉnh Mẫu nhắc")
