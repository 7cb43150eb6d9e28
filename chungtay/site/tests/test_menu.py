"""What stands at the foot of a phone: the first four lines of the menu."""

from dataclasses import replace

import pytest

from chungtay.agencies.rules import roles
from chungtay.site.menu import lines_for
from tests.cast import FOUNDER

DAILY = {
    "department": "plans:my_work", "commune": "plans:my_work", "clinician": "care:patients", "tip_desk": "tips:tips",
    "commune_police": "cases:work", "file_reader": "cases:work", "file_overseer": "cases:counts",
    "complaint_settler": "rights:desk",
}  # fmt: skip


@pytest.mark.parametrize("role", DAILY)
def test_what_somebody_does_every_day_is_one_touch_away(role: str) -> None:
    lines = lines_for(replace(FOUNDER, powers=roles()[role].powers))
    assert DAILY[role] in [line.address for line in lines[:4]]
