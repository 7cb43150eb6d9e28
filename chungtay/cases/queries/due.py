"""What the reminders, an emergency and the life of bodies ask of the files."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies.queries.life import list_by_id, successors_of
from chungtay.base.actor import Actor
from chungtay.breakglass.services import Found
from chungtay.cases.models import CaseFile, Referral, RunningClock, Transfer
from chungtay.cases.queries.files import named_to
from chungtay.cases.rules import WORK, ReferralState, TransferState, duty_words
from chungtay.notices.rules import Act, Due
from chungtay.people.access import everything
from chungtay.places import queries as places


@dataclass(frozen=True, slots=True)
class Left:
    """How many open files ``agency`` still keeps after its end, and which body has taken over its work.

    ``unsure``: how many more there are of which the address does not say to which of several bodies they go.
    """

    agency: int
    name: str
    heir: int
    files: int
    unsure: int = 0


def due_of(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """The clocks of these bodies' files, and what they have been asked to do. Files by their number, nobody named."""
    end = timezone.make_aware(datetime.combine(until, time.max))
    with everything():
        clocks = RunningClock.objects.filter(
            agency__in=bodies, is_right=False, due__lte=end, file__closed_on__isnull=True
        )
        for row in clocks.select_related("file"):
            said = duty_words(row.clock, row.fact_on)
            yield Due(
                key=f"cases.clock:{row.file_id}-{row.clock}", agency=row.agency_id, act=Act.DO,
                on=timezone.localdate(row.due), words=f"{said.does}: {row.file.code}"[:200],
                link=reverse("cases:file", args=[row.file.code]), legal=True,
            )  # fmt: skip
        asked = Referral.objects.filter(target__in=bodies, state=ReferralState.ASKED, due__lte=end)
        for one in asked.select_related("file"):
            yield Due(
                key=f"cases.referral:{one.pk}", agency=one.target_id, act=Act.DO, on=timezone.localdate(one.due),
                words=f"Trả lời việc giới thiệu: {one.file.code}", link=reverse("cases:file", args=[one.file.code]),
                legal=True,
            )  # fmt: skip


def count_held(agency: int, on: date) -> int:
    """How many open files a body keeps: before it ends, a successor is named."""
    with everything():
        return CaseFile.objects.filter(keeper=agency, closed_on__isnull=True).count()


def find_closed(actor: Actor, code: str, now: datetime) -> Found | None:
    """A file of the actor's province, by its number, that the actor does not see."""
    province = places.ids_ever_within(places.ids_ever_above(actor.place))
    with everything():
        files = CaseFile.objects.filter(code__iexact="".join(code.split()), keeper__place__in=province)
        row = files.exclude(pk__in=named_to(actor).values("pk")).first()
    if row is None:
        return None
    return Found(row.pk, row.code, reverse("cases:file", args=[row.code]), row.keeper_id)


def closed_files() -> QuerySet[CaseFile]:
    """Closed files of people whose names are still there, the longest closed first; for who seals and erases them.

    Whoever asks. ``goes_on``: another file of the same person is open, or was closed later.
    """
    other = CaseFile.objects.filter(person=OuterRef("person")).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=OuterRef("closed_on"))
    )
    found = CaseFile.objects.filter(closed_on__isnull=False, person__erased_at__isnull=True)
    return (
        found.annotate(goes_on=Exists(other)).select_related("person", "keeper").order_by("closed_on", "pk")
    )


def list_left_by(bodies: Collection[int], *, on: date) -> list[Left]:
    """What bodies that have ended still keep, whose work passed to one of ``bodies``: counts, nobody named."""
    with everything():
        kept = CaseFile.objects.filter(closed_on__isnull=True, keeper__valid_to__lte=on)
        coming = Transfer.objects.filter(state=TransferState.SENT, target__valid_to__lte=on)
        left = Counter(kept.values_list("keeper", "person__commune"))
        left += Counter(coming.values_list("target", "file__person__commune"))
    heirs = heirs_of({body for body, _commune in left}, on=on)
    names = agencies.names_of(heirs)
    found = Counter[tuple[int, int | None]]()
    for (body, commune), files in left.items():
        found[body, home_of(commune, heirs.get(body, {}), on=on)] += files
    return [
        Left(body, names[body], heir, found[body, heir], found[body, None])
        for body, among in sorted(heirs.items())
        for heir in sorted(among)
        if heir in bodies and found[body, heir] + found[body, None]
    ]


def list_unsure(actor: Actor, origin: int, *, on: date) -> list[CaseFile]:
    """The files of a body that was divided of which the address does not say to which of its heirs, the actor's among
    them, they go. Whose page shows an address records the look.
    """
    actor.must(WORK)
    among = heirs_of([origin], on=on).get(origin, {})
    if actor.agency not in among:
        return []
    with everything():
        kept = CaseFile.objects.filter(closed_on__isnull=True, keeper=origin).select_related("person")
        return [one for one in kept.order_by("code") if home_of(one.person.commune_id, among, on=on) is None]


def heirs_of(bodies: Collection[int], *, on: date) -> dict[int, dict[int, int | None]]:
    """For each body that ended the bodies that took over its work, whatever part of it, each with its place."""
    after = successors_of(bodies, on=on)
    ids = {heir for subjects in after.values() for to in subjects.values() for heir in to}
    place_of = {one.pk: one.place_id for one in list_by_id(ids)}
    return {
        body: {heir: place_of[heir] for to in subjects.values() for heir in to}
        for body, subjects in after.items()
    }


def home_of(commune: int | None, among: Mapping[int, int | None], *, on: date) -> int | None:
    """To which of several heirs who lives there goes: the one whose place is all of the commune now; None if unsure."""
    if len(among) == 1:
        return next(iter(among))
    now = places.heirs(commune, on) if commune is not None else []
    found = [heir for heir, place in among.items() if now == [place]]
    return found[0] if len(found) == 1 else None
