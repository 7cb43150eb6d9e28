"""The life of a body: what it was on a day, who came before it and who after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from chungtay.agencies.models import Agency, AgencySuccession, FormerSelf, Membership
from chungtay.agencies.queries.bodies import alive_on


class LifeEvent(StrEnum):
    """What a line of a body's life tells."""

    BEGAN = "began"
    TOOK_OVER = "took_over"
    CHANGED = "changed"
    PASSED_ON = "passed_on"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LifeLine:
    """One thing that happened; ``body`` is the other body, ``self_before`` what it was before a change."""

    on: date
    event: LifeEvent
    ground: str
    body: Agency | None = None
    self_before: FormerSelf | None = None
    succession: AgencySuccession | None = None


def self_on(agency: Agency, on: date) -> Agency | FormerSelf:
    """What the body was called and under whom it stood on that day."""
    former = agency.former_selves.filter(valid_from__lte=on, valid_to__gt=on).select_related("parent").first()
    return former or agency


def list_successions(agency: int) -> QuerySet[AgencySuccession]:
    """Who takes over from this body, and what."""
    return AgencySuccession.objects.filter(old=agency).select_related("new").order_by("on", "pk")


def life_of(agency: Agency) -> list[LifeLine]:
    """Everything that happened to the body, the oldest first."""
    lines = [LifeLine(agency.valid_from, LifeEvent.BEGAN, agency.ground)]
    lines += [
        LifeLine(row.on, LifeEvent.TOOK_OVER, row.ground, body=row.old, succession=row)
        for row in agency.precessions.select_related("old")
    ]
    lines += [
        LifeLine(row.valid_to, LifeEvent.CHANGED, row.ground, self_before=row)
        for row in agency.former_selves.select_related("parent")
    ]
    lines += [
        LifeLine(row.on, LifeEvent.PASSED_ON, row.ground, body=row.new, succession=row)
        for row in list_successions(agency.pk)
    ]
    if agency.valid_to:
        lines.append(LifeLine(agency.valid_to, LifeEvent.ENDED, agency.end_ground))
    order = list(LifeEvent)
    return sorted(lines, key=lambda line: (line.on, order.index(line.event)))


def successors_of(agencies: Iterable[int], *, on: date) -> dict[int, dict[str, list[int]]]:
    """For each body, by subject, the bodies alive on that day that do its work now; followed to the end."""
    known: dict[int, list[tuple[str, int]]] = {}
    waiting = set(agencies)
    asked = set(waiting)
    while waiting:
        rows = AgencySuccession.objects.filter(old__in=waiting, on__lte=on).order_by("on", "pk")
        for old, subject, new in rows.values_list("old", "subject", "new"):
            known.setdefault(old, []).append((subject, new))
        seen = set(known)
        waiting = {new for rows in known.values() for _subject, new in rows} - seen - waiting - asked
        asked |= waiting
    alive = set(Agency.objects.filter(alive_on(on), pk__in=asked).values_list("pk", flat=True))
    return {agency: _heirs(agency, known, alive) for agency in set(agencies) if agency in known}


def _heirs(
    agency: int,
    known: dict[int, list[tuple[str, int]]],
    alive: set[int],
    seen: frozenset[int] = frozenset(),
) -> dict[str, list[int]]:
    heirs: dict[str, list[int]] = {}
    for subject, new in known.get(agency, ()):
        if new in seen:
            continue
        after = {} if new in alive else _heirs(new, known, alive, seen | {agency})
        ends = [new] if new in alive else [end for found in after.values() for end in found]
        heirs.setdefault(subject, []).extend(end for end in ends if end not in heirs.get(subject, ()))
    return heirs


def list_ended(agencies: Iterable[int], *, on: date) -> list[Agency]:
    """Which of these bodies are no more on that day."""
    return list(Agency.objects.filter(pk__in=set(agencies), valid_to__lte=on).order_by("valid_to", "name"))


def groups_of(agencies: Iterable[int]) -> dict[int, list[int]]:
    """The groups that each body belongs to."""
    found: dict[int, list[int]] = {}
    rows = Membership.objects.filter(member__in=set(agencies)).order_by("pk").values_list("member", "group")
    for member, group in rows:
        found.setdefault(member, []).append(group)
    return found


def bodies_at(places: Iterable[int], *, on: date) -> list[Agency]:
    """The bodies of these places that are on that day, in order."""
    found = Agency.objects.filter(alive_on(on), place__in=set(places)).prefetch_related("posts")
    return list(found.order_by("level", "name", "pk"))


def list_by_id(agencies: Iterable[int]) -> list[Agency]:
    """Bodies already known by their numbers."""
    return list(Agency.objects.filter(pk__in=set(agencies)).order_by("pk"))
