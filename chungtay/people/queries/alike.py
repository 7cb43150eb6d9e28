"""Which records may be of the same human being as one that somebody wants to write down."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Max, Value, When
from django.utils.functional import Promise

from chungtay.base.actor import Actor
from chungtay.people.keys import keyring
from chungtay.people.models import Decision, Keeping, Person, Token
from chungtay.people.queries.records import kept_by, records_of
from chungtay.people.rls import everything
from chungtay.people.rules import (
    EDIT,
    READ,
    Likeness,
    Seen,
    compare,
    plain_number,
    plain_phone,
    read_born,
    words_of,
)
from chungtay.people.sealing import blind
from chungtay.people.words import REASONS
from chungtay.places import queries as places

_MOST = 300  # records opened for one comparison: those that share a number, then those that share most words
_SHOWN = 20
_COMPARED = (
    "row", "name", "born", "sex", "numbers", "phones", "aliases", "father", "mother", "commune", "permanent_commune",
    "present_address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that may be of the same human being. ``open``: whether the actor's body keeps it and shows who it is."""

    person: int
    likeness: Likeness
    keepers: tuple[str, ...]
    open: bool

    @property
    def sentences(self) -> list[Promise]:
        """Why, as a person reads it."""
        return [REASONS[reason] for reason in self.likeness.reasons]


def find_alike(
    actor: Actor, sought: Seen, *, on: date, but: Collection[int] = (), related: frozenset[int] | None = None
) -> list[Alike]:
    """Records like the one sought, the likest first, without those in ``but``. Whose page shows them records the look.

    Asks every record, also those of other bodies: of these it says who keeps them and why they are alike, no more.
    ``related``: ``related_communes`` of those sought in, where many are sought in the same.
    """
    actor.must(EDIT)
    related = related_communes(sought.communes, on) if related is None else related
    with everything():
        found = [
            (likeness, person.pk)
            for person in _candidates(sought, related, but)
            if (likeness := compare(sought, seen_of(person), heirs=related)).listed
        ]
        found.sort(key=lambda one: (-one[0].points, one[1]))
        ids = [person for _likeness, person in found[:_SHOWN]]
        keepers = _keepers_of(ids)
    mine = set(kept_by(actor).filter(pk__in=ids).values_list("pk", flat=True)) if actor.can(READ) else set()
    return [Alike(pk, likeness, keepers.get(pk, ()), pk in mine) for likeness, pk in found[:_SHOWN]]


def find_like_person(actor: Actor, person: Person, *, on: date) -> list[Alike]:
    """Records like one that stands already, but those that somebody has decided about."""
    with everything():
        decided = Decision.objects.filter(undone_at=None)
        ids = {person.pk, *records_of(person.pk)}
        ids |= set(decided.filter(first=person).values_list("second", flat=True))
        ids |= set(decided.filter(second=person).values_list("first", flat=True))
    return find_alike(actor, seen_of(person), on=on, but=ids)


def seen_of(person: Person) -> Seen:
    """What of a record can be compared; opens it."""
    parents = [one["name"] for one in (person.father, person.mother) if one and one.get("name")]
    communes = (person.commune_id, person.permanent_commune_id)
    return Seen(
        name=person.name or "",
        born=read_born(person.born or ""),
        sex=person.sex,
        numbers=frozenset(plain_number(one["number"]) for one in person.numbers or ()),
        phones=frozenset(map(plain_phone, person.phones or ())),
        communes=frozenset(commune for commune in communes if commune is not None),
        aliases=tuple(person.aliases or ()),
        parents=tuple(parents),
        address=person.present_address or "",
    )


def related_communes(communes: Iterable[int], on: date) -> frozenset[int]:
    """The communes that these have become, and every commune that went into them."""
    heirs = {heir for commune in communes for heir in places.heirs(commune, on)}
    return frozenset(heirs | {step.place.pk for heir in heirs for step in places.predecessors(heir)})


def _candidates(sought: Seen, related: frozenset[int], but: Collection[int]) -> list[Person]:
    words = words_of(sought, also_in=related)
    keys = keyring().blinding()
    strong = {word for word in words if word.startswith(("number ", "phone "))}
    tokens = {blind("word", word, key.blind) for word in words for key in keys}
    numbers = {blind("word", word, key.blind) for word in strong for key in keys}
    by_number = Case(When(token__in=numbers, then=Value(1)), default=Value(0), output_field=IntegerField())
    hits = Token.objects.filter(token__in=tokens).exclude(person__in=but).values("person")
    best = hits.annotate(shared=Count("pk"), strong=Max(by_number)).order_by("-strong", "-shared", "person")
    ids = [row["person"] for row in best[:_MOST]]
    return list(Person.objects.filter(pk__in=ids).only(*_COMPARED))


def _keepers_of(ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    rows = Keeping.objects.filter(person__in=ids, until=None).order_by("person", "agency")
    found: dict[int, tuple[str, ...]] = {}
    for person, name in rows.values_list("person", "agency__name").distinct():
        found[person] = (*found.get(person, ()), name)
    return found
