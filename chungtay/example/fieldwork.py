"""Entries of the example province for which the registers remind, and that lie on the map."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from chungtay.base.actor import Actor
from chungtay.example.bodies import Bodies, data
from chungtay.registers import queries, services


def work_in_the_field(actors: dict[int, Actor], bodies: Bodies, *, now: datetime, today: date) -> int:
    """How many entries were written."""
    written = 0
    for number, row in enumerate(data("fieldwork")["entry"]):
        actor = actors.get(bodies.ids.get(row["body"], 0))
        if actor is not None:
            days = {
                question: (today - timedelta(days=ago)).isoformat() for question, ago in row["days"].items()
            }
            services.save_entry(
                by=actor, now=now, register=queries.shipped_register(row["register"]).pk,
                uuid=uuid5(NAMESPACE_URL, f"chungtay:example:field:{number}"), given={**row["given"], **days},
            )  # fmt: skip
            written += 1
    return written
