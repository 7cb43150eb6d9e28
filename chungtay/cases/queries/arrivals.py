"""What comes to a body from others, what is told of a file on its page, and to whom one may turn."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.cases.models import CaseFile, ListEntry, Referral, RunningClock, Transfer
from chungtay.cases.queries.files import list_of
from chungtay.cases.rules import READ, PersonList, ReferralState, TransferState
from chungtay.places import queries as places


def list_arrivals(actor: Actor) -> QuerySet[Transfer]:
    """Files on their way to the actor's body, the oldest first."""
    if not actor.can(READ):
        return Transfer.objects.none()
    found = Transfer.objects.filter(target=actor.agency, state=TransferState.SENT)
    return found.select_related("file", "origin").order_by("sent_at")


def list_referred(actor: Actor) -> QuerySet[Referral]:
    """What the actor's body has been asked to do: to be answered first, then what it has taken on."""
    if not actor.can(READ):
        return Referral.objects.none()
    found = Referral.objects.filter(
        target=actor.agency, state__in=[ReferralState.ASKED, ReferralState.ACCEPTED]
    )
    return found.select_related("file", "origin").order_by("-state", "due")


def clocks_of(file: CaseFile, *, now: datetime) -> QuerySet[RunningClock]:
    """What is due, the next first; a right whose time is over is not told of."""
    return file.clocks.exclude(Q(is_right=True) & Q(due__lt=now)).order_by("due", "pk")


def list_clocks() -> QuerySet[RunningClock]:
    """Every clock of an open file, whoever asks: for who asks the law anew. Files by their numbers."""
    return RunningClock.objects.filter(file__closed_on__isnull=True).select_related("file", "agency")


def lists_of(file: CaseFile) -> QuerySet[ListEntry]:
    return file.listed.select_related("agency", "left_by__paper")


def count_lists(actor: Actor, *, on: date) -> dict[str, int]:
    """How many stand on each list that the actor's body keeps."""
    return {str(name): list_of(actor.agency, name, on=on).count() for name in PersonList}


def list_bodies(actor: Actor, kind: str, *, on: date) -> list[tuple[int, str]]:
    """Bodies of a kind, those of the actor's province first: police to send a file to, facilities to be in."""
    found = (
        agencies.list_agencies(actor, on=on).exclude(pk=actor.agency).exclude(kind="group").order_by("name")
    )
    if kind:
        found = found.filter(kind=kind)
    near = set(places.ids_ever_within(places.ids_ever_above(actor.place))) if actor.place else set()
    rows = found.values_list("pk", "name", "place")
    return [(pk, name) for pk, name, place in sorted(rows, key=lambda row: (row[2] not in near, row[1]))]
