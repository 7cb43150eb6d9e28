"""What rooms above take from here: sealed columns, the second lock, and the record of each look."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from chungtay.base.web import ActorRequest
from chungtay.journal.services import record_look
from chungtay.people.rls import acting, everything, protect
from chungtay.people.rules import KIND
from chungtay.people.sealing import SealedField, SealedJson, row_number

__all__ = [
    "RowsOfTheActor",
    "SealedField",
    "SealedJson",
    "acting",
    "everything",
    "note_look",
    "protect",
    "row_number",
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


_PEOPLE = ("people.", "cases.", "care.", "rights.", "emergency.")


def note_look(request: ActorRequest, person: int, purpose: str) -> None:
    """Record who looked at whom, and what for. The journal never holds the name."""
    record_look(
        by=request.actor,
        now=request.now,
        subject=f"{KIND}:{person}",
        title=f"Nhân thân số {person}",
        purpose=purpose,
    )
