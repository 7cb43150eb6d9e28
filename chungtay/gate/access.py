"""What the rooms below ask of the gate: which figures are counted from files."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.gate.queries import counted_on, counted_since
from chungtay.gate.rules import counted_cells
from chungtay.law.rules import window


def counted_here(agency: int, period: str, cells: Collection[str]) -> dict[str, tuple[str, str, None]]:
    """Of these cells those that are counted from files, for a body whose place is counted."""
    wanted = counted_cells().intersection(cells)
    since = counted_since(agency) if wanted else None
    if since is None:
        return {}
    days = window(period)
    here = {cell for count in counted_on(since, days.first, days.last) for cell in count.cells}
    return dict.fromkeys(here & wanted, (_("đếm từ hồ sơ"), reverse("gate:counting"), None))
