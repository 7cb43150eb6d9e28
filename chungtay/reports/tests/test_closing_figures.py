"""An agreed report keeps its figures, and says which of them have moved since."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.base.problems import NotThere
from chungtay.catalogue import queries as catalogue
from chungtay.figures import queries as figures
from chungtay.figures import services as figure_services
from chungtay.figures.services import Typed
from chungtay.indicators.tests.factories import FORM, enter
from chungtay.reports import queries, services
from chungtay.reports.models import Report
from chungtay.reports.tests.conftest import BANNERS, LEAFLETS, SIGNED
from tests.cast import NOW, PASSWORD, TODAY, Cast

TWELVE, FIFTEEN = Decimal(12), Decimal(15)


@pytest.fixture
def sent(catalogue: None, cast: Cast) -> int:
    """What the commune sent for February 2026, whole."""
    return send(cast)


def send(cast: Cast) -> int:
    cells = [cell.code for cell in catalogue.cells_of(catalogue.data_set(FORM), TODAY)]
    submission = enter(
        cast.officer, "2026-M02", {**dict.fromkeys(cells, 0), BANNERS: 12, LEAFLETS: 1430}, now=NOW
    )
    figure_services.submit(by=cast.officer, now=NOW, submission=submission)
    return submission


@pytest.fixture
def agreed(sent: int, cast: Cast) -> Report:
    made = services.open_report(by=cast.province, now=NOW, kind="thang", year=2026, part=2)
    return services.agree(by=cast.province, now=NOW, report=made.pk, **SIGNED)


def correct(cast: Cast, submission: int, code: str, value: int) -> None:
    cell = Typed(catalogue.cell(code).pk, seen=1, value=Decimal(value))
    figure_services.save_cells(by=cast.officer, now=NOW, submission=submission, cells=[cell])


def test_its_figures_are_closed_with_it(cast: Cast, agreed: Report) -> None:
    assert agreed.snapshot is not None
    assert figures.verify(agreed.snapshot).holds
    values = dict(agreed.snapshot.cells.values_list("cell__code", "value"))
    assert (values[BANNERS], values[LEAFLETS]) == (TWELVE, Decimal(1430))
    opened = queries.open_number(cast.province, agreed, BANNERS, on=TODAY)
    assert (opened.drafted, opened.now) == (TWELVE, TWELVE)
    assert [(cell.was_closed, cell.closed, cell.moved) for cell in opened.cells] == [(True, TWELVE, False)]


def test_a_later_change_is_said_and_changes_nothing_in_it(
    cast: Cast, agreed: Report, sent: int, client: Client
) -> None:
    correct(cast, sent, BANNERS, 15)
    shown = queries.shown(cast.province, agreed, on=TODAY)
    assert "Treo 12 pa nô" in "".join(one.passage.drafted for one in shown)
    assert {pair for one in shown for pair in one.stale} == {(BANNERS, "15")}
    [moved] = queries.list_moved(cast.province, agreed)
    assert (moved.value, moved.value_now) == (TWELVE, FIFTEEN)
    opened = queries.open_number(cast.province, agreed, BANNERS, on=TODAY)
    assert (opened.drafted, opened.now) == (TWELVE, FIFTEEN)
    assert [(cell.closed, cell.source.value, cell.moved) for cell in opened.cells] == [
        (TWELVE, FIFTEEN, True)
    ]
    client.login(username="thuongtruc", password=PASSWORD)
    page = client.get(reverse("reports:report", args=[agreed.pk])).content.decode()
    assert "Số liệu đã đổi từ khi duyệt" in page
    opened_page = client.get(reverse("reports:number", args=[agreed.pk]) + f"?ma={BANNERS}").content.decode()
    assert "Nay số liệu cộng lại là 15." in opened_page


def test_opened_again_it_is_compared_with_today_and_closed_anew(
    cast: Cast, agreed: Report, sent: int
) -> None:
    first = agreed.snapshot_id
    correct(cast, sent, BANNERS, 15)
    opened = services.open_again(by=cast.province, now=NOW, report=agreed.pk)
    assert opened.snapshot is None
    services.draft_again(by=cast.province, now=NOW, report=agreed.pk)
    again = services.agree(by=cast.province, now=NOW, report=agreed.pk, **SIGNED)
    assert again.snapshot_id not in (None, first)
    assert not [one for one in queries.shown(cast.province, again, on=TODAY) if one.stale]


def test_what_nobody_has_sent_yet_is_said_beside_its_number(cast: Cast, report: Report) -> None:
    agreed = services.agree(by=cast.province, now=NOW, report=report.pk, **SIGNED)
    assert agreed.snapshot is None
    opened = queries.open_number(cast.province, agreed, BANNERS, on=TODAY)
    assert [cell.was_closed for cell in opened.cells] == [False]


def test_only_who_sees_the_same_figures_compares(cast: Cast, agreed: Report, sent: int) -> None:
    correct(cast, sent, BANNERS, 15)
    assert [one for one in queries.shown(cast.leader, agreed, on=TODAY) if one.stale]
    with pytest.raises(NotThere):
        queries.open_number(cast.province, agreed, "SUPPLY.GUNS", on=TODAY)
    follower = replace(cast.province, places=cast.officer.reach)  # of the same body, looks after one commune
    assert not [one for one in queries.shown(follower, agreed, on=TODAY) if one.stale]
    assert (bool(queries.list_moved(cast.province, agreed)), queries.list_moved(follower, agreed)) == (
        True,
        [],
    )
