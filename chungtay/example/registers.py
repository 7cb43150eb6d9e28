"""The shipped registers, and what some bodies of the example province wrote into them lately."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from chungtay.base.actor import Actor
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.example.bodies import Bodies, data
from chungtay.law.rules import window
from chungtay.registers import queries, services
from chungtay.registers.rules import EntryState

LONG = 60  # days; what is older stands since long


def write_registers(actors: dict[int, Actor], bodies: Bodies, *, now: datetime, today: date) -> int:
    """How many entries were written; those of a register with approval wait for it, but for the old ones."""
    services.load_registers(now=now)
    office = actors[bodies.ids["Công an tỉnh"]]
    begun = _month_of(today)
    written = 0
    for number, row in enumerate(data("registers")["entry"]):
        register = queries.shipped_register(row["register"])
        day = queries.newest(register).read().day
        on = today - timedelta(days=row["ago"])
        # What stands since long may be old; what happened lies in the month that is running.
        given = {**row["given"], day: (on if row["ago"] > LONG else max(on, begun)).isoformat()}
        for name in row["bodies"]:
            actor = actors.get(bodies.ids.get(name, 0))
            if actor is not None:
                uuid = uuid5(NAMESPACE_URL, f"chungtay:example:{number}:{name}")
                made = services.save_entry(by=actor, now=now, register=register.pk, uuid=uuid, given=given)
                if row["ago"] > LONG and made.entry.state == EntryState.PROPOSED:
                    services.approve_entries(
                        by=office, now=now, entries=[(made.entry.pk, made.entry.revision)]
                    )
                written += 1
    return written


def _month_of(today: date) -> date:
    """The first day of the window of the month that is running."""
    months = (one for year in (today.year, today.year + 1) for one in periods_of(PeriodKind.MONTH, year))
    return next(window(month).first for month in months if window(month).last >= today)
