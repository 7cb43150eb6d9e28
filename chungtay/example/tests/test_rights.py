"""What the example shows of rights, treatment and help, without the rest of the province."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from chungtay.care import queries as care
from chungtay.care.models import Help, Helper, Note
from chungtay.care.tests.factories import clinician_of
from chungtay.example.bodies import data
from chungtay.example.cases import keep_files
from chungtay.example.rights import look_after
from chungtay.people.tests.factories import police_of
from chungtay.people.tests.roles import as_the_site
from chungtay.rights import queries
from chungtay.rights.models import Complaint, Request, Serving, Telling
from chungtay.rights.tests.factories import chief_of, provincial_settler
from tests.cast import Cast, Town


@pytest.mark.django_db
def test_the_example_shows_what_people_were_told_asked_and_given(town: Town, cast: Cast) -> None:
    today = date(2028, 2, 29)  # just after Tết, and nobody of the old law is left
    keeper, doctor = police_of(town), clinician_of(town)
    police_of(town, next_door=True)
    said = data("rights")
    seats = {
        data("cases")["desk"]: keeper,
        said["settler"]: chief_of(town),
        said["above"]: provincial_settler(town),
        "bacsi": doctor,
    }
    now = timezone.make_aware(datetime.combine(today, datetime.min.time())) + timedelta(hours=15)
    assert not look_after(seats, today=today, now=now)  # nobody has a file yet
    bodies = {data("cases")["facility"]: doctor.agency, "Sở Y tế": cast.department.agency}
    with as_the_site():
        keep_files(keeper, bodies, today=today, now=now)
        assert look_after(seats, today=today, now=now)

    assert [one.instance for one in queries.list_complaints(keeper, only_open=True)] == [1, 2]
    assert Complaint.objects.filter(ended="rejected").count() == 1
    assert [bool(one.answered) for one in Request.objects.order_by("asked_on")] == [True, False]
    assert Serving.objects.count() == 2
    assert Telling.objects.filter(what="sheet").count() == 1
    [day] = care.list_day(doctor, today)
    assert (day.missed, day.owed, day.today) == (1, True, None)
    assert len(care.list_patients(doctor)) == 2
    assert [one.free for one in care.free_places(doctor, on=today)] == [59, 20, 8, 119]
    words = [one.text for one in Complaint.objects.all()] + [one.text for one in Request.objects.all()]
    words += [one.text for one in Note.objects.all()] + [one.name for one in Helper.objects.all()]
    words += [one.note or "" for one in Help.objects.all()]
    assert [one for one in words if "(ví dụ)" not in one] == []
