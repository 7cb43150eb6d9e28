"""Checks of a real form: errors stop it, a warning explained stays explained until its values change."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from chungtay.base.problems import Refused, Severity
from chungtay.catalogue.services import load_catalogue
from chungtay.figures import queries
from chungtay.figures.models import Submission
from chungtay.figures.queries.forms import form_for
from chungtay.figures.services import Typed, explain_warning, open_submission, save_cells, submit
from chungtay.figures.tests.factories import PERIOD
from tests.cast import NOW, TODAY, Cast

Numbers = dict[str, int]
SUMMER = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
PLAIN = {
    "DEMAND.FILE.TOTAL:nam.tu_30": 10, "DEMAND.FILE.WHEREABOUTS:xa_hoi": 10, "DEMAND.USERS.TESTS": 8,
    "DEMAND.AFTERCARE.MANAGED:bat_buoc": 3, "DEMAND.AFTERCARE.COUNSELLED": 2,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _catalogue(db: None) -> None:
    load_catalogue(now=NOW)


def write(
    cast: Cast, period: str, numbers: Numbers, *, data_set: str = "XA.THANG", now: datetime = NOW
) -> Submission:
    """The form with these numbers, and zero in every other cell."""
    made = open_submission(by=cast.officer, now=now, data_set=data_set, period=period)
    found = Submission.objects.select_related("data_set", "agency").get(pk=made.pk)
    old = {row.cell_id: row.revision for row in found.values.all()}
    cells = [
        Typed(pk, old.get(pk, 0), Decimal(numbers.get(code, 0))) for code, pk in form_for(found).ids.items()
    ]
    save_cells(by=cast.officer, now=now, submission=made.pk, cells=cells)
    return found


def remarks(cast: Cast, of: Submission) -> dict[str, queries.Remark]:
    shown = queries.sheet(
        cast.officer,
        data_set=of.data_set.code,
        agency=of.agency_id,
        place=of.place_id,
        period=of.period,
        today=TODAY,
    )
    return {remark.check.code: remark for remark in shown.remarks}


def test_a_form_that_adds_up_is_sent(cast: Cast) -> None:
    of = write(cast, PERIOD, PLAIN)
    assert remarks(cast, of) == {}
    submit(by=cast.officer, now=NOW, submission=of.pk)


def test_parts_that_differ_stop_the_form_and_point_at_the_cells(cast: Cast) -> None:
    of = write(cast, PERIOD, PLAIN | {"DEMAND.FILE.WHEREABOUTS:xa_hoi": 9})
    remark = remarks(cast, of)["file_whereabouts"]
    assert (remark.left, remark.right) == (Decimal(9), Decimal(10))
    assert remark.check.severity is Severity.ERROR
    assert "là 9, chia theo giới tính và độ tuổi là 10" in remark.sentence()
    assert len(remark.cells) == 14
    with pytest.raises(Refused, match="file_whereabouts"):
        submit(by=cast.officer, now=NOW, submission=of.pk)


def test_a_warning_explained_once_stays_explained_until_its_values_change(cast: Cast) -> None:
    write(cast, "2026-M01", PLAIN)
    of = write(
        cast, PERIOD, PLAIN | {"DEMAND.FILE.TOTAL:nam.tu_30": 12, "DEMAND.FILE.WHEREABOUTS:xa_hoi": 12}
    )
    remark = remarks(cast, of)["file_moves_on"]
    assert (remark.left, remark.right) == (Decimal(12), Decimal(10))
    with pytest.raises(Refused, match="file_moves_on"):
        submit(by=cast.officer, now=NOW, submission=of.pk)

    def explain(about: str, words: str = "Hai người chuyển đến từ xã khác (ví dụ)") -> None:
        explain_warning(
            by=cast.officer, now=NOW, submission=of.pk, check="file_moves_on", about=about, words=words
        )  # fmt: skip

    with pytest.raises(Refused, match="moved_on"):
        explain("0" * 64)
    with pytest.raises(Refused, match="words_empty"):
        explain(remark.about, " ")
    explain(remark.about)
    write(cast, PERIOD, PLAIN | {"DEMAND.FILE.TOTAL:nam.tu_30": 12, "DEMAND.FILE.WHEREABOUTS:xa_hoi": 12, "DEMAND.USERS.TESTS": 9})  # fmt: skip
    assert remarks(cast, of)["file_moves_on"].is_settled  # another cell changed
    write(cast, PERIOD, PLAIN | {"DEMAND.FILE.TOTAL:nam.tu_30": 13, "DEMAND.FILE.WHEREABOUTS:xa_hoi": 13})
    assert not remarks(cast, of)["file_moves_on"].is_settled


def test_an_outlier_against_the_median_of_the_periods_before_is_told(cast: Cast) -> None:
    for period in ("2025-M11", "2025-M12", "2026-M01"):
        made = open_submission(by=cast.officer, now=NOW, data_set="XA.THANG", period=period)
        form = form_for(Submission.objects.select_related("data_set", "agency").get(pk=made.pk))
        made.open_until = TODAY
        made.save()
        few = [Typed(form.ids["DEMAND.USERS.TESTS"], 0, Decimal(20))]
        save_cells(by=cast.officer, now=NOW, submission=made.pk, cells=few)
    assert "tests_outlier" not in remarks(cast, write(cast, PERIOD, PLAIN | {"DEMAND.USERS.TESTS": 100}))
    told = remarks(cast, write(cast, PERIOD, PLAIN | {"DEMAND.USERS.TESTS": 101}))["tests_outlier"]
    assert "là 101. Mức thường gặp của 12 kỳ gần nhất (trung vị) là 20" in told.sentence()
    assert told.sentence(english=True).startswith("Tests: 101. The usual number of the last 12 periods")


def test_six_months_end_where_their_last_month_ends(cast: Cast) -> None:
    write(cast, "2026-M06", PLAIN, now=SUMMER)
    numbers = {"DEMAND.FILE.TOTAL:nam.tu_30": 12}
    of = write(cast, "2026-H1", numbers, data_set="XA.6THANG", now=SUMMER)
    remark = remarks(cast, of)["file_as_in_the_month"]
    assert (remark.left, remark.right) == (Decimal(12), Decimal(10))
    assert remark.check.severity is Severity.WARNING


def test_what_is_not_reported_is_not_judged(cast: Cast) -> None:
    of = write(cast, PERIOD, PLAIN)
    form = form_for(of)
    save_cells(
        by=cast.officer, now=NOW, submission=of.pk, cells=[Typed(form.ids["DEMAND.FILE.WHEREABOUTS:xa_hoi"], 1, missing=1)]
    )  # fmt: skip
    assert remarks(cast, of) == {}
