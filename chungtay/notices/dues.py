"""Which rooms know of something due. Filled by the rooms above when they are ready; the reminders ask here."""

from datetime import date

from chungtay.notices.rules import Due, Source

SOURCES: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """From now on the reminders also ask ``source``, under the name of its room ("plans")."""
    if SOURCES.get(name, source) is not source:
        raise RuntimeError(f"two sources of the name {name}")
    SOURCES[name] = source


def all_due(bodies: frozenset[int], on: date, until: date) -> list[Due]:
    """What every room says is due for these bodies, in the order of the days."""
    found = [due for source in SOURCES.values() for due in source(bodies, on, until)]
    return sorted(found, key=lambda due: (due.on, due.key))
