"""Figures without contents, and nothing small in them; no table gives away what another one hides."""

from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.base.problems import NotThere
from chungtay.tips import queries, services
from chungtay.tips.rules import Outcome, subjects
from chungtay.tips.rules.statistics import Counted, cuts_of
from chungtay.tips.tests.factories import Line, open_line
from tests.cast import NOW, PASSWORD, Cast

ROWS = st.builds(
    Counted,
    subject=st.sampled_from(sorted(subjects())),
    outcome=st.sampled_from(["", *Outcome]),
    month=st.integers(1, 12),
    commune=st.sampled_from([None, 3, 8]),
    number=st.integers(1, 30),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, max_size=25))
def test_nothing_small_is_shown_and_all_tables_hide_the_same_totals(rows: list[Counted]) -> None:
    cuts = cuts_of(rows, list(Outcome))
    shown = [cell for cut in cuts for row in cut.cells for cell in row if cell is not None]
    assert all(cell == 0 or cell >= 5 for cell in shown)
    totals = {tuple(row[-1] for row in cut.cells) for cut in cuts}
    assert len(totals) == 1
    for cut in cuts:  # a single hidden number beside a shown total would be what is missing
        for row in cut.cells:
            assert row[-1] is None or list(row[:-1]).count(None) != 1


@pytest.fixture
def line(cast: Cast) -> Line:
    return open_line(cast)


def send(line: Line, times: int, subject: str, commune: int | None = None) -> None:
    for n in range(times):
        at = NOW + timedelta(hours=n)
        services.send_tip(now=at, hotline=line.hotline, subject=subject, text="x (ví dụ)", commune=commune)


def test_the_office_sees_the_figures_of_a_year_and_nobody_else_does(line: Line, cast: Cast) -> None:
    send(line, 7, "retail", cast.officer.place)
    outcome, month, area = queries.statistics(cast.province, NOW.year)
    retail, grown = list(subjects()).index("retail"), list(subjects()).index("cultivation")
    assert (outcome.cells[retail][0], month.cells[retail][NOW.month - 1]) == (7, 7)
    assert (area.columns, area.cells[retail]) == ((cast.officer.place,), (7, 7))
    send(line, 2, "cultivation")
    for cut in queries.statistics(cast.province, NOW.year):
        assert 2 not in cut.cells[grown]
    assert all(cell == 0 for row in queries.statistics(cast.province, NOW.year - 1)[0].cells for cell in row)
    for actor in (line.police, cast.officer, cast.leader):
        with pytest.raises(NotThere):
            queries.statistics(actor, NOW.year)
    client = Client()
    client.login(username="thuongtruc", password=PASSWORD)
    page = client.get(f"/tin-bao/duong-day/?nam={NOW.year}").content.decode()
    assert (
        "Theo kết quả" in page,
        "Theo địa bàn" in page,
        '<td class="number">2<' in page,
        '<td class="number">*<' in page,
    ) == (
        True,
        True,
        False,
        True,
    )
    assert client.get("/tin-bao/duong-day/?nam=khong").status_code == 200
