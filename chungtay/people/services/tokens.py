"""Keeping the blind words of each record in step with what it says."""

from chungtay.people.keys import keyring
from chungtay.people.models import Person, Token
from chungtay.people.rules import Seen, plain_number, plain_phone, read_born, words_of
from chungtay.people.sealing import blind


def seen_of(person: Person) -> Seen:
    """What of a record can be compared; opens it."""
    parents = [one["name"] for one in (person.father, person.mother) if one and one.get("name")]
    return Seen(
        name=person.name or "",
        born=read_born(person.born or ""),
        sex=person.sex,
        numbers=frozenset(plain_number(one["number"]) for one in person.numbers or ()),
        phones=frozenset(map(plain_phone, person.phones or ())),
        communes=frozenset(
            commune for commune in (person.commune_id, person.permanent_commune_id) if commune is not None
        ),
        aliases=tuple(person.aliases or ()),
        parents=tuple(parents),
    )


def write_tokens(person: Person) -> None:
    """Replace the tokens of a record by those of the current key."""
    key = keyring().current
    wanted = {blind("word", word, key.blind) for word in words_of(seen_of(person))}
    there = dict(person.tokens.values_list("token", "pk"))
    person.tokens.filter(pk__in=[pk for token, pk in there.items() if token not in wanted]).delete()
    Token.objects.bulk_create(Token(token=token, person=person) for token in wanted - there.keys())
    if person.keyed != key.number:
        person.keyed = key.number
        person.save(update_fields=["keyed"])
