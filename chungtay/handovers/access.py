"""What this room says above the list of files, and to the reminders: a body has ended and its files wait."""

from collections.abc import Iterator
from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest
from chungtay.cases.queries import list_left_by
from chungtay.notices.rules import Act, Due


def files_left(request: ActorRequest, _thing: None) -> str:
    """The way to files that wait for the successor; empty where none do."""
    if not request.actor.can(Power.CASES_WORK):
        return ""
    left = list_left_by([request.actor.agency], on=request.today)
    return render_to_string("handovers/parts/files_left.html", {"left": left}, request) if left else ""


def left_due(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """Somebody has to take them over now: until then their clocks run at a body that is no more."""
    for left in list_left_by(bodies, on=on):
        yield Due(
            key=f"handovers.files:{left.agency}-{left.heir}", agency=left.heir, act=Act.DO, on=on,
            words=f"Nhận bàn giao {left.files} hồ sơ của {left.name}"[:200], link=reverse("handovers:files"),
            legal=True,
        )  # fmt: skip
