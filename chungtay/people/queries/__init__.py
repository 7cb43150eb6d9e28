"""Reading people: who somebody is, for the bodies that keep a file on them."""

from chungtay.people.queries.records import get_person, get_to_edit, records_of, visible_to

__all__ = ["get_person", "get_to_edit", "records_of", "visible_to"]
