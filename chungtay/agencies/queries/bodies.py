"""Finding bodies. The names of public bodies are open to every signed-in person."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import chain

from django.db.models import Count, Q, QuerySet
from rapidfuzz import fuzz, process

from chungtay.agencies.models import Agency, AgencyAlias
from chungtay.agencies.rules import AgencyKind, Power, may_manage_agency, name_key
from chungtay.base.actor import Actor
from chungtay.base.kept import Kept
from chungtay.base.problems import NotThere, Problem
from chungtay.base.text import fold
from chungtay.places import queries as places

_BRACKETS = re.compile(r"\([^()]*\)")

_bodies: Kept[Agency] = Kept()
_above: Kept[frozenset[int]] = Kept()


def alive_on(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def list_agencies(actor: Actor, *, on: date, words: str = "") -> QuerySet[Agency]:
    """Bodies that exist on that day, found by any of their names, with how many posts each has."""
    found = Agency.objects.filter(alive_on(on)).select_related("parent")
    if words:
        found = found.filter(aliases__key__contains=name_key(words)).distinct()
    return found.annotate(post_count=Count("posts", distinct=True)).order_by("level", "name")


def list_in_province(actor: Actor, *, on: date) -> QuerySet[Agency]:
    """Bodies of that day in the province of the actor's place, and those that have none; groups are no bodies.

    For choosing one by its name: a country of communes is too long for a list.
    """
    found = Agency.objects.filter(alive_on(on)).exclude(kind=AgencyKind.GROUP)
    if actor.place is not None:
        here = places.ids_ever_within(places.ids_ever_above(actor.place))
        found = found.filter(Q(place__isnull=True) | Q(place__in=here))
    return found.order_by("level", "name")


def get_agency(actor: Actor, agency: int) -> Agency:
    try:
        return Agency.objects.select_related("parent").get(pk=agency)
    except Agency.DoesNotExist:
        raise NotThere("agency") from None


def own_body(actor: Actor) -> Agency:
    """The body that the actor acts for, as it was within the last minute: to be read, never to be saved."""
    return _bodies.get(actor.agency, lambda: get_agency(actor, actor.agency))


def places_above(actor: Actor) -> frozenset[int]:
    """The place of the actor's body and all that it stands or ever stood under, as it was within the last minute."""
    return _above.get(actor.place, lambda: places.ids_ever_above(actor.place))


def names_of(agencies: Iterable[int]) -> dict[int, str]:
    return dict(Agency.objects.filter(pk__in=set(agencies)).values_list("pk", "name"))


def bodies_ever(kinds: Collection[tuple[str, str]]) -> QuerySet[Agency]:
    """Every body that is or ever was of one of these (kind, level)."""
    wanted = Q(pk__in=[])
    for kind, level in kinds:
        wanted |= Q(kind=kind, level=level)
    return Agency.objects.filter(wanted).order_by("pk")


def members_of(group: int, *, on: date) -> QuerySet[Agency]:
    return Agency.objects.filter(alive_on(on), group_rows__group=group).order_by("name")


def with_those_above(agencies: Iterable[int], *, on: date) -> list[tuple[Agency, frozenset[int]]]:
    """Each body that exists on that day, with those that it answers to: its parents, and the committee of its place."""
    found = list(Agency.objects.filter(alive_on(on), pk__in=set(agencies)))
    parents = dict(Agency.objects.exclude(parent__isnull=True).values_list("pk", "parent"))
    committees = dict(
        Agency.objects.filter(
            alive_on(on), kind=AgencyKind.PEOPLES_COMMITTEE, place__in={body.place_id for body in found}
        ).values_list("place", "pk")
    )
    answers = []
    for body in found:
        above, at = set[int](), parents.get(body.pk)
        while at is not None and at not in above:
            above.add(at)
            at = parents.get(at)
        if body.place_id in committees:
            above.add(committees[body.place_id])
        answers.append((body, frozenset(above - {body.pk})))
    return answers


def doers_of(agency: int, *, on: date) -> list[int]:
    """Who does the work given to a body: the members of a group, else the body itself.

    A group without members yet keeps the work, so that nothing given is ever lost.
    """
    members = list(members_of(agency, on=on).values_list("pk", flat=True))
    return members or [agency]


def may_open(actor: Actor) -> bool:
    return actor.can(Power.AGENCIES_MANAGE)


def may_manage(actor: Actor, agency: Agency) -> bool:
    """rules.may_manage_agency for a body already fetched."""
    return may_manage_agency(
        actor, opened_by=agency.opened_by_id, above=places.ids_ever_above(agency.place_id)
    )


def managed_by(actor: Actor) -> QuerySet[Agency]:
    """Every body for which ``may_manage`` says yes."""
    if not actor.can(Power.AGENCIES_MANAGE):
        return Agency.objects.none()
    if not actor.agency:
        return Agency.objects.all()
    within = Q(place__in=places.ids_ever_within(actor.reach))
    wrote_in = Q(opened_by=actor.agency, place__isnull=True)
    return Agency.objects.filter(within if actor.places else within | wrote_in)


def must_manage(actor: Actor, agency: Agency) -> None:
    if not may_manage(actor, agency):
        raise NotThere("agency")


def within_jurisdiction(actor: Actor, *, on: date) -> QuerySet[Agency]:
    """Every body whose place lies in the actor's reach; and the own body, which has no place of its own to lie in.

    A post that looks after some places only reaches the bodies of those places and not its whole own body.
    """
    within = Q(place__in=places.ids_within(actor.reach, on))
    return Agency.objects.filter(within if actor.places else within | Q(pk=actor.agency))


def nameable(actor: Actor, *, on: date, groups: bool = False) -> QuerySet[Agency]:
    """The bodies that somebody may name beside a thing of theirs: of the jurisdiction, past or present, not ended by
    then; the pages offer these. Work that no post started (setting up, the worker) has no jurisdiction to stay in.
    """
    within = Q(place__in=places.ids_ever_within(actor.reach))
    within = within if actor.places else within | Q(pk=actor.agency)
    found = Agency.objects.filter(within) if actor.agency else Agency.objects.all()
    found = found.exclude(valid_to__lte=on)
    return found if groups else found.exclude(kind=AgencyKind.GROUP)


def check_named(
    actor: Actor, bodies: Iterable[int], *, on: date, field: str, groups: bool = False
) -> list[Problem]:
    """Why these bodies cannot be named in that field; one that is not there is refused as one of a stranger."""
    wanted = set(bodies)
    if not wanted or nameable(actor, on=on, groups=groups).filter(pk__in=wanted).count() == len(wanted):
        return []
    sentence = "Chọn cơ quan trong danh sách: thuộc địa bàn của cơ quan mình và chưa kết thúc."
    return [Problem("agency_outside", sentence, field)]


def resolve(names: Iterable[str], *, on: date, near: int | None) -> dict[str, int]:
    """The body that each written name means on that day, for the names that mean exactly one.

    "Công an tỉnh" is many bodies in the country and one in a province: ``near`` is the place of the paper's issuer,
    and bodies of that place, of the places above it and of those below it are tried in this order. What stands in
    brackets ("Phòng … (PC04)") counts where it is part of a body's name, and is left out where it is not.
    """
    keys = {name: [name_key(name), name_key(_BRACKETS.sub(" ", name))] for name in names}
    found: dict[str, dict[int, int | None]] = defaultdict(dict)
    borne = (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    )
    rows = AgencyAlias.objects.filter(
        borne, key__in=set(chain.from_iterable(keys.values())), agency__in=Agency.objects.filter(alive_on(on))
    )
    for key, agency, place in rows.values_list("key", "agency", "agency__place"):
        found[key][agency] = place
    circles = _circles(near, on)
    resolved = {name: _only(found[whole] or found[bare], circles) for name, (whole, bare) in keys.items()}
    return {name: agency for name, agency in resolved.items() if agency is not None}


def _circles(near: int | None, on: date) -> list[set[int]]:
    if near is None:
        return []
    above = {place.pk for place in places.ancestors(near, on)}
    return [{near}, above | {near}, set(places.subtree_ids(near, on)) | {near}]


def _only(candidates: dict[int, int | None], circles: Sequence[set[int] | set[int | None]]) -> int | None:
    central: set[int | None] = {None}  # ministries belong to no place
    for circle in [*circles, central]:
        inside = [agency for agency, place in candidates.items() if place in circle]
        if len(inside) == 1:
            return inside[0]
        if inside:
            return None
    return next(iter(candidates)) if len(candidates) == 1 and not circles else None


def suggest(name: str, *, on: date, limit: int = 4) -> list[Agency]:
    """The bodies whose names are most like a written one, for a person to choose from."""
    aliases = dict(
        AgencyAlias.objects.filter(agency__in=Agency.objects.filter(alive_on(on))).values_list("pk", "key")
    )
    best = process.extract(
        name_key(name), aliases, scorer=fuzz.token_sort_ratio, limit=limit * 3, score_cutoff=60
    )
    order = {pk: position for position, (_, _, pk) in enumerate(best)}
    agencies: dict[int, Agency] = {}
    for alias in sorted(
        AgencyAlias.objects.filter(pk__in=order).select_related("agency"), key=lambda a: order[a.pk]
    ):
        agencies.setdefault(alias.agency_id, alias.agency)
    return list(agencies.values())[:limit]


def search(words: str, *, on: date, limit: int = 8) -> list[Agency]:
    """For the search box: bodies one of whose names holds the words."""
    key = fold(words)
    found = Agency.objects.filter(alive_on(on), aliases__key__contains=key).exclude(kind=AgencyKind.GROUP)
    return list(found.distinct().order_by("level", "name")[:limit])
