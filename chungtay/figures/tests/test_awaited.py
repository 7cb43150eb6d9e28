"""What is due of figures: the reminders and one's own work hear of it until it has left the body."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from chungtay.agencies.models import Account
from chungtay.catalogue.models import DataSet
from chungtay.figures.models import Submission
from chungtay.figures.queries import due_of
from chungtay.figures.services import Seen, return_cells, submit
from chungtay.figures.tests.factories import PERIOD, SmallForm, opened, typed
from chungtay.notices.rules import Act
from tests.cast import NOW, Cast

LATE = date(2026, 2, 25)  # the day after the last day on time


def told(cast: Cast, on: date, until: date) -> list[tuple[Act, date]]:
    bodies = frozenset({cast.officer.agency, cast.department.agency})
    return [(due.act, due.on) for due in due_of(bodies, on, until) if due.key.endswith(PERIOD)]


def test_a_form_is_due_from_its_period_on_until_it_is_sent(cast: Cast, form: SmallForm) -> None:
    before = date(2026, 2, 10)
    assert told(cast, before, date(2026, 2, 23)) == []
    assert told(cast, before, date(2026, 2, 24)) == [(Act.SUBMIT, date(2026, 2, 24))]
    assert told(cast, LATE, LATE) == [(Act.SUBMIT, date(2026, 2, 24))]
    submission = opened(cast.officer, form)
    assert told(cast, LATE, LATE) == [(Act.SUBMIT, date(2026, 2, 24))]
    submit(by=cast.officer, now=NOW, submission=submission.pk, cells=typed(form, 1, 2, 3, 4))
    assert told(cast, LATE, LATE) == []


def test_what_was_returned_is_to_be_done_again(cast: Cast, form: SmallForm, submission: Submission) -> None:
    submit(by=cast.officer, now=NOW, submission=submission.pk, cells=typed(form, 1, 2, 3, 4))
    return_cells(
        by=cast.province, now=NOW, submission=submission.pk, cells=[Seen(form.cells[0], 1, "Lệch sổ")]
    )
    assert told(cast, LATE, LATE) == [(Act.REDO, date(2026, 2, 24))]


def test_a_form_that_is_closed_is_no_longer_asked_for(cast: Cast, form: SmallForm) -> None:
    assert told(cast, date(2026, 4, 10), date(2026, 4, 30)) == []


def test_a_provinces_own_form_is_asked_of_its_own_bodies_only(cast: Cast, form: SmallForm) -> None:
    DataSet.objects.filter(pk=form.data_set.pk).update(place=cast.officer.place)
    assert told(cast, LATE, LATE)
    assert not list(due_of(frozenset({cast.officer_next_door.agency}), LATE, LATE))


@pytest.mark.usefixtures("form")
def test_ones_own_work_shows_the_forms_that_are_overdue(cast: Cast, client: Client) -> None:
    client.force_login(Account.objects.get(pk=cast.officer.account))
    with travel("2026-02-26T02:00:00Z", tick=False):
        page = client.get(reverse("plans:my_work")).content.decode()
    assert "Số liệu phải gửi" in page
    assert reverse("figures:entry", args=["THU.THANG", PERIOD]) in page
