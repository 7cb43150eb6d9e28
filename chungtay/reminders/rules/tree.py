"""Which body stands above which, for escalation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chungtay.agencies.rules import AgencyKind

# Of these a place has one each, and the one of the place above leads it: Công an xã stands under Công an tỉnh.
_LINES = {
    AgencyKind.PEOPLES_COMMITTEE, AgencyKind.POLICE, AgencyKind.MILITARY, AgencyKind.BORDER_GUARD, AgencyKind.CUSTOMS,
    AgencyKind.PARTY, AgencyKind.FRONT, AgencyKind.COURT, AgencyKind.PROCURACY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    pk: int
    kind: str
    place: int | None
    parent: int | None


def parents_of(bodies: Iterable[Body], above: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """The body above each: the one named, else that of its own line in the nearest place above that has one, else
    the people's committee of its own place. ``above``: the places above a place, the nearest first.

    A body above which nothing stands, or two could, is left out.
    """
    bodies = list(bodies)
    standing: dict[tuple[str, int], list[int]] = defaultdict(list)
    for body in bodies:
        if body.place is not None:
            standing[body.kind, body.place].append(body.pk)
    found = {body.pk: _parent(body, above, standing) for body in bodies}
    return {pk: parent for pk, parent in found.items() if parent is not None and parent != pk}


def _parent(
    body: Body, above: Mapping[int, Sequence[int]], standing: Mapping[tuple[str, int], list[int]]
) -> int | None:
    if body.parent is not None or body.place is None:
        return body.parent
    line = [(body.kind, place) for place in above.get(body.place, ())] if body.kind in _LINES else []
    committee = (str(AgencyKind.PEOPLES_COMMITTEE), body.place)
    for seat in [*line, committee]:
        there = standing.get(seat, ())
        if there:
            return there[0] if len(there) == 1 else None
    return None
