"""Lists on their way in, for the body that brought them."""

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.people.models import Bringing
from chungtay.people.rules import EDIT, Line, read_lines


def get_bringing(actor: Actor, bringing: int) -> Bringing:
    actor.must(EDIT)
    found = Bringing.objects.filter(pk=bringing, agency=actor.agency).first()
    if found is None:
        raise NotThere("list")
    return found


def list_bringings(actor: Actor) -> list[Bringing]:
    """Those that were taken, the newest first."""
    actor.must(EDIT)
    mine = Bringing.objects.filter(agency=actor.agency, taken_at__isnull=False)
    return list(mine.defer("grid").order_by("-pk")[:20])


def list_lines(actor: Actor, bringing: int) -> list[Line]:
    """The people of a list as its columns are said to stand; none once it is taken or forgotten."""
    row = get_bringing(actor, bringing)
    return list(
        read_lines(row.grid or [], {int(at): what for at, what in row.columns.items()}, after=row.heads)
    )
