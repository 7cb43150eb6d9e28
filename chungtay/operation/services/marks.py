"""Noting when something last happened."""

from datetime import datetime
from typing import Any

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.journal import services as journal
from chungtay.operation.models import Mark
from chungtay.operation.rules import MarkName


def note_beat(now: datetime) -> None:
    """The worker is alive. Not for the journal: it happens twice a minute."""
    Mark.objects.update_or_create(name=MarkName.BEAT, defaults={"at": now})


@transaction.atomic
def note(*, by: Actor, now: datetime, name: MarkName, told: dict[str, Any]) -> None:
    """``told`` are figures about it, for the page of the administrators."""
    Mark.objects.update_or_create(name=name, defaults={"at": now, "told": told})
    verb = {MarkName.BACKUP: "operation.backed_up", MarkName.DRILL: "operation.drilled"}[name]
    journal.record(by=by, now=now, verb=verb, subject="installation:1", title="")
