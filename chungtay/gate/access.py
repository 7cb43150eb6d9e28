"""What the rooms below ask of the gate: which figures are counted from files."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.base.actor import system
from chungtay.gate.queries import is_counted
from chungtay.gate.rules import counts
from chungtay.law.rules import window

_DOOR = system("cửa đếm")


def counted_here(agency: int, period: str, cells: Collection[str]) -> dict[str, tuple[str, str]]:
    """Of these cells those that are counted from files, for a body whose place is counted."""
    elements = {count.element for count in counts()}
    wanted = [code for code in cells if code.partition(":")[0] in elements]
    place = agencies.get_agency(_DOOR, agency).place_id if wanted else None
    if place is None or not is_counted(place, window(period).last):
        return {}
    return dict.fromkeys(wanted, (_("đếm từ hồ sơ"), reverse("gate:counting")))
