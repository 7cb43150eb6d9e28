"""What can happen to the record of a person: one function for each event."""

from chungtay.people.services.deciding import keep_apart, merge_persons, unmerge
from chungtay.people.services.records import (
    Told,
    change_person,
    end_keeping,
    erase_person,
    keep_person,
    register_person,
    seal_person,
    unseal_person,
)
from chungtay.people.services.rotating import rotate_keys

__all__ = [
    "Told",
    "change_person",
    "end_keeping",
    "erase_person",
    "keep_apart",
    "keep_person",
    "merge_persons",
    "register_person",
    "rotate_keys",
    "seal_person",
    "unmerge",
    "unseal_person",
]
