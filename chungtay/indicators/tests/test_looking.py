"""What is asked, as each person of the cast gets it."""

from collections.abc import Iterable

import pytest

from chungtay.base.problems import NotThere
from chungtay.indicators import services
from chungtay.indicators.queries import Asked, look, open_number, sees
from chungtay.indicators.queries.copy import root
from chungtay.indicators.rules import Blank, Figure
from chungtay.indicators.store.manifest import load
from chungtay.indicators.tests.factories import BANNERS, LEAFLETS, enter
from chungtay.notices.services import run_due
from chungtay.places.rules import Kind
from tests.cast import NOW, TODAY, Cast, Town

pytestmark = pytest.mark.usefixtures("catalogue")
MONTHS = ("2026-M01", "2026-M02")


@pytest.fixture
def entered(cast: Cast) -> dict[str, int]:
    """A reports both months, B only January, with a zero and a reason."""
    return {
        "a1": enter(cast.officer, "2026-M01", {LEAFLETS: 4, BANNERS: 120}),
        "a2": enter(cast.officer, "2026-M02", {LEAFLETS: 6, BANNERS: 80}),
        "b1": enter(cast.officer_next_door, "2026-M01", {LEAFLETS: 0, BANNERS: None}),
    }


def values(figures: Iterable[Figure]) -> list[int | None]:
    return [None if figure.value is None else int(figure.value) for figure in figures]


def test_the_province_is_the_sum_of_its_communes_and_says_who_is_missing(
    cast: Cast, town: Town, entered: dict[str, int]
) -> None:
    told = look(cast.province, Asked(LEAFLETS, MONTHS, level=Kind.COMMUNE), on=TODAY)
    assert values(told.total.figures) == [4, 6]
    assert {row.unit: values(row.figures) for row in told.rows} == {town.commune_a: [4, 6], town.commune_b: [0, None]}  # fmt: skip
    january, february = told.total.figures
    assert (january.reports, january.expected, january.complete) == (2, 2, True)
    assert (february.reports, february.expected, february.complete) == (1, 2, False)
    assert told.rows[1].figures[1].blank is Blank.NOT_REPORTED


def test_a_reason_is_neither_a_number_nor_a_zero(cast: Cast, entered: dict[str, int]) -> None:
    told = look(cast.province, Asked(BANNERS, MONTHS, level=Kind.COMMUNE), on=TODAY)
    figure = told.total.figures[0]
    assert (values([figure]), figure.reports, figure.reasons, figure.complete) == ([120], 1, 1, False)


def test_a_total_is_the_same_asked_alone_or_with_its_parts(cast: Cast, entered: dict[str, int]) -> None:
    enter(cast.officer, "2026-M02", {"SUPPLY.POINTS_CLEARED": 3, "SUPPLY.POINTS_OPEN": 4})
    enter(cast.officer_next_door, "2026-M02", {"SUPPLY.POINTS_CLEARED": 0, "SUPPLY.POINTS_OPEN": 2})
    for measure in (LEAFLETS, BANNERS, "POINTS_CLEARED_SHARE", "SUPPLY.SEIZED"):
        for periods in (MONTHS, ("2026",)):
            alone = look(cast.province, Asked(measure, periods), on=TODAY)
            assert (
                look(cast.province, Asked(measure, periods, level=Kind.COMMUNE), on=TODAY).total
                == alone.total
            )


def test_months_make_a_quarter_and_a_year(cast: Cast, entered: dict[str, int]) -> None:
    told = look(cast.province, Asked(LEAFLETS, ("2026-Q1", "2026")), on=TODAY)
    assert values(told.total.figures) == [10, 10]
    monthly, quarterly = told.laid.portions[0][0]  # the communes every month, the departments every quarter
    assert monthly.bucket.parts == ("2026-M01", "2026-M02", "2026-M03")
    assert monthly.bucket.ended == ("2026-M01", "2026-M02")
    assert quarterly.bucket.parts == ("2026-Q1",)


def test_a_saved_value_counts_at_once_and_the_worker_copies_by_itself(
    cast: Cast, entered: dict[str, int]
) -> None:
    asked = Asked(LEAFLETS, ("2026",))
    services.keep_in_step(NOW)
    assert run_due() == 1  # there was no copy
    assert load(root()).change == 6
    assert values(look(cast.province, asked, on=TODAY).total.figures) == [10]
    enter(cast.officer_next_door, "2026-M02", {LEAFLETS: 5})
    assert values(look(cast.province, asked, on=TODAY).total.figures) == [15]
    services.keep_in_step(NOW)
    assert run_due() == 0  # one report is no reason to hurry


def test_who_only_enters_sees_the_own_reports_and_not_the_neighbours(
    cast: Cast, town: Town, entered: dict[str, int]
) -> None:
    told = look(cast.officer, Asked(LEAFLETS, MONTHS), on=TODAY)
    assert values(told.total.figures) == [4, 6]
    for actor, place in (
        (cast.officer, town.commune_b),
        (cast.officer, town.province),
        (cast.stranger, town.province),
    ):
        with pytest.raises(NotThere):
            look(actor, Asked(LEAFLETS, MONTHS, place=place), on=TODAY)
        assert not sees(actor, place)
    assert sees(cast.officer, town.commune_a)


def test_a_number_opens_to_the_reports_it_was_made_of(cast: Cast, entered: dict[str, int]) -> None:
    opened = open_number(cast.province, Asked(LEAFLETS, ("2026",)), on=TODAY)
    assert {(one.submission, int(one.value or 0)) for one in opened.sources} == {
        (entered["a1"], 4), (entered["a2"], 6), (entered["b1"], 0),
    }  # fmt: skip
    assert opened.more == 0
    assert {one.agency for one in opened.sources} == {"Ủy ban nhân dân xã A", "Ủy ban nhân dân xã B"}


def test_what_is_no_measure_is_not_there(cast: Cast) -> None:
    for code in ("NO.SUCH", "1 + 1", "SUPPLY.CASES@median", "A B", f"{LEAFLETS} + {BANNERS}"):
        with pytest.raises(NotThere):
            look(cast.province, Asked(code, MONTHS), on=TODAY)
