"""Pictures of the work and of the figures, as each post gets them."""

from datetime import timedelta

import pytest
from django.test import Client

from chungtay.agencies.models import Account
from chungtay.agencies.rules import Power
from chungtay.catalogue.services import load_catalogue
from chungtay.indicators import queries as indicators
from chungtay.overview.queries import draw_late_agencies, draw_late_months
from chungtay.overview.rules import Asked, boards, month_after, month_of, wishes_of
from chungtay.plans.models import Plan, Share
from chungtay.plans.rules import ShareState
from tests.cast import NOW, TODAY, Cast


@pytest.fixture
def late(cast: Cast, plan: Plan) -> list[Share]:
    """One part of work due last month and still owed, one due the month before and done in time."""
    shares = list(Share.objects.filter(released_at__isnull=True).order_by("pk")[:2])
    due = [month_after(month_of(TODAY), back) + timedelta(days=5) for back in (-1, -2)]
    Share.objects.exclude(pk__in=[one.pk for one in shares]).update(due_on=TODAY + timedelta(days=90))
    Share.objects.filter(pk=shares[0].pk).update(due_on=due[0], state=ShareState.IN_PROGRESS)
    Share.objects.filter(pk=shares[1].pk).update(
        due_on=due[1], state=ShareState.DONE, percent=100, done_on=due[1]
    )
    return shares


def test_the_share_that_was_late_is_drawn_month_by_month(cast: Cast, late: list[Share]) -> None:
    drawn = draw_late_months(cast.province, Asked(), today=TODAY)
    assert drawn is not None
    assert [(point.label, point.value) for point in drawn.points[-3:]] == [
        ("1/2026", 0), ("2/2026", 100), ("3/2026", None),
    ]  # fmt: skip
    assert "100% trong 2/2026" in drawn.title


def test_one_part_of_work_ranks_nobody(cast: Cast, late: list[Share]) -> None:
    drawn = draw_late_agencies(cast.province, Asked(), today=TODAY)
    assert drawn is not None
    assert all(bar.low is not None and bar.ranks for bar in drawn.bars)
    assert draw_late_agencies(cast.stranger, Asked(), today=TODAY) is None


def test_every_measure_of_a_board_is_one_of_the_catalogue(cast: Cast) -> None:
    load_catalogue(now=NOW)
    wanted = {wish.measure for board in boards() for wish in board.wishes}
    assert all(indicators.measure_of(code, TODAY).code == code for code in wanted)
    assert {power for board in boards() for power in board.powers} <= {str(power) for power in Power}


def test_a_post_gets_the_first_board_that_it_has_a_power_of() -> None:
    assert wishes_of({"figures.enter", "figures.oversee"}) == boards()[0].wishes
    assert wishes_of({"work.report"}) == ()


def test_each_number_of_the_work_opens_to_the_work_that_it_counts(cast: Cast, late: list[Share]) -> None:
    drawn = draw_late_months(cast.province, Asked(), today=TODAY)
    assert drawn is not None
    client = Client()
    client.force_login(Account.objects.get(pk=cast.province.account))
    opened = client.get({point.label: point.href for point in drawn.points}["2/2026"]).content.decode()
    assert (late[0].task.text[:40] in opened, late[1].task.text[:40] in opened) == (True, False)


def test_the_page_has_each_picture_with_its_table(cast: Cast, late: list[Share]) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.province.account))
    page = client.get("/toan-canh/", {"view": "pictures"}).content.decode()
    assert page.count('<figure class="picture">') == page.count("Bảng số của hình") > 0
