"""How many places a facility has."""

from datetime import date, datetime

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.care.models import Places
from chungtay.care.rules import TREAT, RoomKind
from chungtay.journal import services as journal


@transaction.atomic
def set_places(*, by: Actor, now: datetime, room: RoomKind, number: int, since: date) -> None:
    """From a day on the actor's facility has so many places of a kind."""
    by.must(TREAT)
    Places.objects.update_or_create(
        facility_id=by.agency, room=room, since=since, defaults={"number": number}
    )
    journal.record(
        by=by, now=now, verb="care.places_set", subject=f"agency:{by.agency}", title=by.agency_name,
        change={str(room): [None, number]},
    )  # fmt: skip
