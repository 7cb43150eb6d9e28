"""The example's case files, without the rest of the province."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from chungtay.cases.models import CaseFile
from chungtay.example.bodies import data
from chungtay.example.cases import EARLIEST, LAW_SINCE, keep_files
from chungtay.people.tests.factories import police_of
from tests.cast import Cast, Town

OF_THE_OLD_LAW = 3  # files that years from now nobody has any more
GONE = {"X", "C2"}  # the states in which those were
SEEN = {"U0", "U1", "U2", "X", "A0", "A1", "V1", "V2", "V3", "S1", "C0", "C1", "C2", "P1"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "today", [LAW_SINCE + timedelta(days=EARLIEST), date(2026, 12, 31), date(2028, 2, 29)]
)
def test_the_example_keeps_files_in_every_state_of_invented_people(
    town: Town, cast: Cast, today: date
) -> None:
    bodies = {data("cases")["facility"]: cast.doctor.agency, "Sở Y tế": cast.department.agency}
    police_of(town, next_door=True)
    now = timezone.make_aware(datetime.combine(today, datetime.min.time())) + timedelta(hours=15)
    opened = keep_files(police_of(town), bodies, today=today, now=now)
    assert opened >= len(data("cases")["file"]) - OF_THE_OLD_LAW
    rows = list(CaseFile.objects.select_related("person"))
    assert {row.state for row in rows} >= (SEEN if opened == len(data("cases")["file"]) else SEEN - GONE)
    assert all(row.is_example and row.person.name.endswith("(ví dụ)") for row in rows)
    assert all(row.closed_on or row.next_due or row.waits for row in rows)


@pytest.mark.django_db
def test_before_the_new_law_is_old_enough_the_example_has_no_files(town: Town) -> None:
    now = datetime(2026, 8, 1, 9, tzinfo=UTC)
    assert keep_files(police_of(town), {data("cases")["facility"]: 1}, today=date(2026, 8, 1), now=now) == 0
