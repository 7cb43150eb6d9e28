"""Lists on their way in, for the body that brought them."""

from dataclasses import replace

from django.db.models import QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Severity
from chungtay.people.models import Bringing
from chungtay.people.rules import EDIT, Line, read_lines


def get_bringing(actor: Actor, bringing: int, *, lock: bool = False) -> Bringing:
    """``lock``: until the transaction ends. Whose page shows its people records the look. NotThere for others."""
    rows = _brought(actor)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=bringing).first()
    if found is None:
        raise NotThere("list")
    return found


def list_bringings(actor: Actor) -> list[Bringing]:
    """Those that were taken, the newest first."""
    mine = _brought(actor).filter(taken_at__isnull=False)
    return list(mine.defer("grid", "found").order_by("-pk")[:20])


def list_lines(actor: Actor, bringing: int) -> list[Line]:
    """The people of a list as its columns are said to stand; none once it is taken or forgotten."""
    row = get_bringing(actor, bringing)
    return list(
        read_lines(row.grid or [], {int(at): what for at, what in row.columns.items()}, after=row.heads)
    )


def list_tried(actor: Actor, bringing: int) -> list[Line]:
    """The same with everything that trying the list has found; wrong ones first."""
    row, lines = get_bringing(actor, bringing), list_lines(actor, bringing)
    if row.tried_at is not None:
        found: dict[int, list[Problem]] = {}
        for at, problem in _problems(row):
            found.setdefault(at, []).append(problem)
        lines = [replace(line, problems=found.get(line.row, [])) for line in lines]
    return sorted(lines, key=lambda line: (not line.errors, line.row))


def list_found(row: Bringing) -> list[tuple[int, Problem]]:
    """By row of the sheet what keeps it from being taken."""
    return [(at, problem) for at, problem in _problems(row) if problem.severity is Severity.ERROR]


def _brought(actor: Actor) -> QuerySet[Bringing]:
    """Those of the actor's body. NotThere without the power.

    No line says which place its person lives in, so a post that looks after some places has those alone that its holder
    brought, or asked for last.
    """
    actor.must(EDIT)
    found = Bringing.objects.filter(agency=actor.agency)
    return found.filter(asker=actor.account) if actor.places else found


def _problems(row: Bringing) -> list[tuple[int, Problem]]:
    return [
        (at, Problem(code, sentence, place, Severity(severity), values))
        for at, code, sentence, place, severity, values in row.found or ()
    ]
