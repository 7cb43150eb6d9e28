"""Records of people, as far as the actor may see them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.breakglass.rules import opened_ids
from chungtay.breakglass.services import Found
from chungtay.people.keys import keyring
from chungtay.people.models import Decision, Keeping, Person
from chungtay.people.rls import everything
from chungtay.people.rules import EDIT, KIND, READ, plain_number, same_of
from chungtay.people.sealing import blind
from chungtay.places import queries as places


def visible_to(actor: Actor) -> QuerySet[Person]:
    """Everybody whose identity ``rules.may_see_identity`` shows to the actor."""
    seen = Q(pk__in=opened_ids(actor, KIND))
    if actor.can(READ):
        seen |= _kept_by(actor)
    return _living().filter(seen)


def kept_by(actor: Actor) -> QuerySet[Person]:
    """Everybody whom ``rules.may_keep`` leaves to the actor: what an emergency opened is read, and nothing else."""
    return _living().filter(_kept_by(actor))


def get_person(actor: Actor, person: int) -> Person:
    """One record. Whose page shows it records the look (``access.note_look``). NotThere for who may not see it."""
    if (
        f"{KIND}:{person}" in actor.opened
    ):  # the one way past one's own rows, and breakglass has told the owner
        with everything():
            found = visible_to(actor).filter(pk=person).first()
    else:
        found = visible_to(actor).filter(pk=person).first()
    if found is None:
        raise NotThere(KIND)
    return found


def get_to_edit(actor: Actor, person: int) -> Person:
    """One record, locked until the transaction ends, for who may change it."""
    actor.must(EDIT)
    found = kept_by(actor).filter(pk=person).select_for_update(of=("self",)).first()
    if found is None:
        raise NotThere(KIND)
    return found


def records_of(person: int) -> frozenset[int]:
    """All records that are of the same human being, by the decisions that stand; the given one among them."""
    return joined([person]).get(person, frozenset({person}))


def joined(among: Iterable[int] | QuerySet[Any]) -> dict[int, frozenset[int]]:
    """All records of the same human being, for each record of whom one is among these and that was joined to another.

    Who counts people takes one of each; records that nobody joined are left out.
    """
    decided, ties, found = Decision.objects.filter(same=True, undone_at=None), set[tuple[int, int]](), among
    with everything():
        while True:
            touched = decided.filter(Q(first__in=found) | Q(second__in=found)).values_list("first", "second")
            new = set(touched) - ties
            if not new:
                break
            ties |= new
            found = {pk for tie in new for pk in tie}
    return same_of(ties)


def list_decisions(actor: Actor, person: int) -> list[Decision]:
    """What stands decided about a record that the actor may see, the newest first."""
    get_person(actor, person)
    with everything():
        about = Decision.objects.filter(Q(first=person) | Q(second=person), undone_at=None)
        return list(about.select_related("decided_by").order_by("-pk"))


def find_closed(actor: Actor, number: str, now: datetime) -> Found | None:
    """For an emergency: a record of the actor's province by the number of a card, which the actor does not see."""
    plain = plain_number(number)
    with everything():
        tokens = [blind("word", f"number {plain}", key.blind) for key in keyring().blinding()]
        province = places.ids_ever_within(places.ids_ever_above(actor.place))
        kept = Keeping.objects.filter(
            until=None, agency__place__in=province, person__tokens__token__in=tokens
        )
        unseen = kept.exclude(person__in=visible_to(actor).values("pk")).order_by("pk")
        found = unseen.first() if plain else None
    if found is None:
        return None
    person = found.person_id
    link = reverse("people:person", args=[person])
    return Found(person, f"Nhân thân số {person}", link, found.agency_id)


def _living() -> QuerySet[Person]:
    return Person.objects.filter(sealed_at__isnull=True, erased_at__isnull=True)


def _kept_by(actor: Actor) -> Q:
    kept = Keeping.objects.filter(person=OuterRef("pk"), agency=actor.agency, until__isnull=True)
    mine = Q(Exists(kept))
    if actor.places:
        mine &= Q(commune__isnull=True) | Q(commune__in=places.ids_ever_within(actor.places))
    return mine
