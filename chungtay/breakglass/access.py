"""What stands open to the actor of a request, and the record of each look at it."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from django.http import HttpRequest, HttpResponse

from chungtay.base.web import ActorRequest
from chungtay.breakglass import queries
from chungtay.breakglass.rules import subject_of
from chungtay.journal.services import record_look


class OpenedInEmergency:
    """Middleware, after the one that makes the actor: says what the person has opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast(ActorRequest, request)
        actor = getattr(asked, "actor", None)
        if actor is not None and actor.can("emergency.open"):
            opened = queries.opened_now(actor, now=asked.now)
            asked.actor = replace(actor, opened=opened) if opened else actor
        return self.get_response(request)


def note_look(request: ActorRequest, kind: str, thing: int, title: str) -> None:
    """Record a look at a thing that the actor sees only because it was opened in an emergency."""
    subject = subject_of(kind, thing)
    if subject in request.actor.opened:
        reason = queries.reason_of(request.actor, subject, now=request.now)
        record_look(by=request.actor, now=request.now, subject=subject, title=title, purpose=reason[:300])
