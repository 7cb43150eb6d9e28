# ruff: noqa: SLF001 - _base_manager passes by no row
"""Changing the keys while the site runs: everything is sealed anew and found by new tokens, batch by batch."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor, system
from chungtay.journal import services as journal
from chungtay.notices.services import Running, start_job
from chungtay.people import keys
from chungtay.people.models import Person
from chungtay.people.rls import everything
from chungtay.people.sealing import sealed_columns, sealed_models, stale_columns
from chungtay.people.services.tokens import write_tokens

JOB, SUBJECT = "people.reseal", "people:keys"
_BATCH = 200
_REST = timedelta(days=1)  # longer than any request or job that may still write under the key before


@transaction.atomic
def rotate_keys(*, by: Actor, now: datetime) -> int:
    """A new key from now on; the worker seals what lies there anew. Returns the number of the current key.

    While keys of an earlier change are still there, no further one is made: its work goes on where it stopped.
    """
    ring = keys.keyring()
    number = ring.current.number
    if len(ring.keys) == 1:
        number = keys.add_key(now=now)
        journal.record(by=by, now=now, verb="people.keys_rotated", subject=SUBJECT, title=f"Khóa số {number}")
    start_job(by=by, now=now, kind=JOB, subject=SUBJECT)
    return number


def reseal(running: Running) -> None:
    """The job: every table with sealed columns, row by row. Begun again, it passes over what is done."""
    models_there = list(sealed_models())
    with everything():
        for n, model in enumerate(models_there):
            total = model._base_manager.count() or 1
            for done, last in enumerate(_batches(model)):
                running.check()
                share = min(1.0, done * _BATCH / total)
                running.step((n + share) / len(models_there), _("Đã xong đến dòng %(n)s") % {"n": last})


def drop_old_keys(now: datetime) -> None:
    """The worker's daily turn: a key under which nothing lies any more is forgotten a day after the next one came."""
    ring = keys.keyring()
    old = set(ring.keys) - {ring.current.number}
    if not old or now - datetime.fromisoformat(ring.current.made_at) < _REST:
        return
    with everything(), transaction.atomic():
        if any(_stale_rows(model) for model in sealed_models()):
            return
        keys.drop_keys(old)
        journal.record(
            by=system("đổi khóa"), now=now, verb="people.keys_dropped", subject=SUBJECT,
            title=", ".join(f"Khóa số {number}" for number in sorted(old)),
        )  # fmt: skip


def _batches(model: Any) -> Iterator[int]:
    """Seal anew, some rows at a time and each batch whole; yields the last row of each."""
    last = 0
    while True:
        with transaction.atomic():
            rows = list(model._base_manager.select_for_update().filter(pk__gt=last).order_by("pk")[:_BATCH])
            for row in rows:
                _renew(row)
        if not rows:
            return
        last = rows[-1].pk
        yield last


def _renew(row: models.Model) -> None:
    stale = stale_columns(row)
    if stale:
        row.save(update_fields=stale)
    if isinstance(row, Person) and row.keyed not in (0, keys.keyring().current.number):
        write_tokens(row)


def _stale_rows(model: Any) -> bool:
    columns = [field.name for field in sealed_columns(model)]
    rows = model._base_manager.only("pk", *columns).iterator(chunk_size=2000)
    return any(stale_columns(row) for row in rows)
