"""A line of a list that communes keep becomes a file, and one that came in by mistake is no more."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.cases.models import CaseFile, Episode, ListEntry, Paper, Referral, Step, Transfer
from chungtay.cases.rules import KIND, WORK, split_way
from chungtay.cases.services.steps import open_file
from chungtay.journal import services as journal
from chungtay.people import services as people
from chungtay.people.access import everything

_MORNING = time(8)  # lists name days, and files moments


def take_line(
    *, by: Actor, now: datetime, way: str, on: date, paper: str, told: Mapping[str, Any], until: date | None,
    parents: str,
) -> str:  # fmt: skip
    """Open a file for a line; its subject. ``way`` is one of ``rules.list_ways``, the rest as for ``open_file``."""
    ground, state = split_way(way)
    at = min(now, timezone.make_aware(datetime.combine(on, _MORNING)))
    row = open_file(
        by=by, now=now, ground=ground, on=on, paper=paper, told=told, at=at, state=state,
        last_day=until if state else None, parents=parents,
    )  # fmt: skip
    return f"{KIND}:{row.pk}"


@transaction.atomic
def take_back(*, by: Actor, now: datetime, subjects: Collection[str]) -> None:
    """Files that have just come from a list are no more, nor whom they were on. Refused once one has been worked on."""
    by.must(WORK)
    ids = [int(subject.removeprefix(f"{KIND}:")) for subject in subjects]
    with everything():
        mine = CaseFile.objects.filter(pk__in=ids, keeper=by.agency).select_for_update(of=("self",))
        rows = list(mine.order_by("pk"))
        worked = Step.objects.filter(file__in=ids, number__gt=1).exists()
        worked = worked or any(
            model.objects.filter(file__in=ids).exists() for model in (Paper, Transfer, Referral)
        )
        if worked or len(rows) < len(ids):
            raise Refused(_used())
        for row in rows:
            _take_back(by, now, row)


def _take_back(by: Actor, now: datetime, row: CaseFile) -> None:
    ListEntry.objects.filter(file=row).delete()
    pk, person, because = row.pk, row.person_id, f"{KIND}:{row.code}"
    try:
        Episode.objects.filter(file=row).delete()
        Step.objects.filter(file=row).delete()
        row.delete()
    except ProtectedError:  # a room above holds something of the file: somebody has worked on it
        raise Refused(_used()) from None
    people.withdraw_person(by=by, now=now, person=person, because=because)
    journal.record(by=by, now=now, verb="file.withdrawn", subject=f"{KIND}:{pk}", title=row.code)


def _used() -> Problem:
    words = (
        "Có hồ sơ của danh sách này đã được làm tiếp hoặc đã chuyển đi, nên không hoàn tác được cả danh sách."
    )
    return Problem("list_used", words)
