"""The life of a body on its page: what happened, and a picture of who came before and after."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from chungtay.agencies.queries import life
from chungtay.agencies.rules.successions import subjects

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency

WIDE = 1000  # units of the picture from its first day to its last


@dataclass(frozen=True, slots=True)
class Bar:
    """A body, or a name of it, from a day to a day, as a bar of the picture (units of WIDE)."""

    name: str
    body: int
    begun: date
    ended: date | None
    x: int
    width: int
    own: bool


def life_context(agency: "Agency", today: date) -> dict[str, Any]:
    """What the page of a body tells of its life: the lines of it, and the picture."""
    lines = life.life_of(agency)
    return {
        "life": [
            {"line": line, "subject": subjects()[line.succession.subject].name if line.succession else ""}
            for line in lines
        ],
        "bars": _bars(agency, lines, today),
    }


def _bars(agency: "Agency", lines: list[life.LifeLine], today: date) -> list[Bar]:
    """Those before, the body under each of its names, those after; nothing for a body with nobody around it."""
    before = {
        line.body.pk: line.body for line in lines if line.event == life.LifeEvent.TOOK_OVER and line.body
    }
    after = {
        line.body.pk: line.body for line in lines if line.event == life.LifeEvent.PASSED_ON and line.body
    }
    names = [(row.name, row.valid_from, row.valid_to) for row in agency.former_selves.all()]
    last = names[-1][2] if names else agency.valid_from
    spans = [(body.name, body.pk, body.valid_from, body.valid_to, False) for body in before.values()]
    spans += [(name, agency.pk, begun, ended, True) for name, begun, ended in names]
    spans += [(agency.name, agency.pk, last, agency.valid_to, True)]
    spans += [(body.name, body.pk, body.valid_from, body.valid_to, False) for body in after.values()]
    if len(spans) < 2:
        return []
    first = min(span[2] for span in spans)
    days = max((today - first).days, 1)

    def at(day: date) -> int:
        return min(max((day - first).days * WIDE // days, 0), WIDE)

    return [
        Bar(name, pk, begun, ended, at(begun), max(at(ended or today) - at(begun), 8), own)
        for name, pk, begun, ended, own in spans
    ]
