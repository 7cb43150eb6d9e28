"""Keeping the blind words of each record in step with what it says."""

from chungtay.people.keys import keyring
from chungtay.people.models import Person, Token
from chungtay.people.queries import seen_of
from chungtay.people.rules import words_of
from chungtay.people.sealing import blind


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
