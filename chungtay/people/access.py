"""What rooms above take from here: sealed columns, the second lock, and the record of each look."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse

from chungtay.base.web import ActorRequest
from chungtay.breakglass.queries import reason_of
from chungtay.journal.services import record_look
from chungtay.people import words
from chungtay.people.rls import acting, everything, protect
from chungtay.people.rules import KIND
from chungtay.people.sealing import SealedField, SealedJson, anything_sealed, row_number

__all__ = [
    "RowsOfTheActor",
    "SealedField",
    "SealedJson",
    "acting",
    "anything_sealed",
    "begin_look",
    "everything",
    "note_look",
    "protect",
    "purpose_of",
    "row_number",
    "words",
]


class RowsOfTheActor:
    """Middleware, after the one that makes the actor: tells the database for whom this request reads files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = getattr(cast(ActorRequest, request), "actor", None)
        if actor is None or not any(power.startswith(_PEOPLE) for power in actor.powers):
            return self.get_response(request)
        with acting(actor):
            return self.get_response(request)


_LOOK, _MINUTES = "people_look", 15
_PEOPLE = ("people.", "cases.", "care.", "rights.", "emergency.")


def begin_look(request: ActorRequest, person: int, purpose: str) -> None:
    """Somebody said what for they look; it holds for this record and for some minutes."""
    until = request.now + timedelta(minutes=_MINUTES)
    request.session[_LOOK] = {"person": person, "purpose": purpose, "until": until.isoformat()}


def purpose_of(request: ActorRequest, person: int) -> str:
    """What for the actor looks at this record now: as told lately, or the reason of an emergency; else empty."""
    subject = f"{KIND}:{person}"
    if subject in request.actor.opened:
        return reason_of(request.actor, subject, now=request.now)[:300]
    told = request.session.get(_LOOK)
    if told is None or told["person"] != person or datetime.fromisoformat(told["until"]) <= request.now:
        return ""
    return str(told["purpose"])


def note_look(request: ActorRequest, person: int, purpose: str) -> None:
    """Record who looked at whom, and what for. The journal never holds the name."""
    record_look(
        by=request.actor,
        now=request.now,
        subject=f"{KIND}:{person}",
        title=f"Nhân thân số {person}",
        purpose=purpose,
    )
