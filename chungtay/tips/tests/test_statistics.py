"""Figures without contents: every number rounded, so that no table, and no two tables or days together, tell one tip."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.base.problems import NotThere
from chungtay.tips import queries, services
from chungtay.tips.models import Tip
from chungtay.tips.rules import Outcome, subjects
from chungtay.tips.rules.statistics import Counted, Cut, cuts_of, rounded
from chungtay.tips.tests.factories import Line, open_line
from tests.cast import NOW, PASSWORD, Cast

BASE = 5
ROWS = st.builds(
    Counted,
    subject=st.sampled_from(sorted(subjects())),
    outcome=st.sampled_from(["", *Outcome]),
    month=st.integers(1, 12),
    commune=st.sampled_from([None, 3, 8]),
    number=st.integers(1, 30),
)


@given(st.integers(0, 500), st.integers(0, 10**9))
def test_a_number_that_is_shown_may_stand_for_any_of_as_many_as_the_base(number: int, chance: int) -> None:
    shown = rounded(number, chance)
    assert (shown % BASE, abs(shown - number) < BASE) == (0, True)
    assert (rounded(0, chance), sum(rounded(number, step) for step in range(BASE))) == (0, BASE * number)
    meant = [n for n in range(shown + BASE) if rounded(n, chance) == shown]
    assert len(meant) == BASE or shown == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, max_size=25), st.integers(0, 10**6))
def test_each_number_has_a_step_of_its_own_and_a_total_is_one_number_in_every_table(
    rows: list[Counted], secret: int
) -> None:
    names: set[str] = set()

    def chance(cell: str) -> int:
        names.add(cell)
        return secret + len(cell)

    cuts = cuts_of(rows, list(Outcome), chance)
    cells = {
        (row.subject, n, of) for row in rows for n, of in enumerate((row.outcome, row.month, row.commune))
    }
    sums, totals = {cell[1:] for cell in cells}, {row.subject for row in rows}
    assert len(names) == len(cells) + len(sums) + len(totals) + bool(rows)
    assert len({tuple(row[-1] for row in cut.cells) for cut in cuts}) == 1
    for cut in cuts:
        for code, row in zip(cut.rows, cut.cells, strict=False):
            number = sum(found.number for found in rows if found.subject == code)
            assert abs(row[-1] - number) < BASE
        assert cut.name != "area" or all(
            cut.cells[-1][: len(cut.columns)]
        )  # none stands there for a single tip


@pytest.fixture
def line(cast: Cast) -> Line:
    return open_line(cast)


def send(line: Line, times: int, subject: str, commune: int | None = None) -> None:
    for n in range(times):
        at = NOW + timedelta(hours=n)
        services.send_tip(now=at, hotline=line.hotline, subject=subject, text="x (ví dụ)", commune=commune)


def test_the_office_sees_the_figures_of_a_year_and_nobody_else_does(line: Line, cast: Cast) -> None:
    send(line, 7, "retail", cast.officer.place)
    later = NOW.date() + timedelta(days=31)
    retail = list(subjects()).index("retail")

    def of_retail(on: date) -> list[Cut]:
        return queries.statistics(cast.province, NOW.year, on=on)

    outcome, month, area = of_retail(later)
    for shown in (outcome.cells[retail][0], month.cells[retail][NOW.month - 1], *area.cells[retail]):
        assert shown in (5, 10)
    assert area.columns == (cast.officer.place,)
    for empty in (of_retail(NOW.date()), queries.statistics(cast.province, NOW.year - 1, on=later)):
        assert all(cell == 0 for cut in empty for row in cut.cells for cell in row)
    Tip.objects.update(state="closed", outcome=Outcome.RESOLVED, closed=NOW + timedelta(days=32))
    assert of_retail(later) == [outcome, month, area]  # what is closed in a month that runs is not told yet
    for actor in (line.police, cast.officer, cast.leader):
        with pytest.raises(NotThere):
            queries.statistics(actor, NOW.year, on=later)
    client = Client()
    client.login(username="thuongtruc", password=PASSWORD)
    page = client.get(f"/tin-bao/duong-day/?nam={NOW.year}").content.decode()
    assert ("Theo kết quả" in page, "Theo địa bàn" in page, '<td class="number">7<' in page) == (
        True,
        True,
        False,
    )
    assert client.get("/tin-bao/duong-day/?nam=khong").status_code == 200
