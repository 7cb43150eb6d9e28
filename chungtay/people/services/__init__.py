"""What can happen to the record of a person: one function for each event."""

from chungtay.people.services.bringing import (
    ListTaker,
    begin_list,
    list_taker,
    read_people,
    register_list_taker,
    set_columns,
    start_list,
    stop_list,
)
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
    withdraw_person,
)
from chungtay.people.services.rotating import rotate_keys

__all__ = [
    "ListTaker",
    "Told",
    "begin_list",
    "change_person",
    "end_keeping",
    "erase_person",
    "keep_apart",
    "keep_person",
    "list_taker",
    "merge_persons",
    "read_people",
    "register_list_taker",
    "register_person",
    "rotate_keys",
    "seal_person",
    "set_columns",
    "start_list",
    "stop_list",
    "unmerge",
    "unseal_person",
    "withdraw_person",
]
