"""Figures added up, by machine: the page's numbers, less what may not leave the agency."""

from collections.abc import Iterator

import pytest
import time_machine

from chungtay.api.tests.factories import machine
from chungtay.figures.services import submit
from chungtay.figures.tests.factories import make_form, opened, typed
from chungtay.indicators.tests.conftest import _own_copy
from chungtay.indicators.tests.factories import LEAFLETS, enter
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("catalogue")
__all__ = ["_own_copy"]
RELAPSE = "DEMAND.RELAPSE"
FIGURES = "/indicators/figures"


@pytest.fixture(autouse=True)
def _on_the_day_of_the_stories() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_machine_reads_what_the_communes_add_up_to(cast: Cast) -> None:
    enter(cast.officer, "2026-M01", {LEAFLETS: 1200})
    enter(cast.officer, "2026-M02", {LEAFLETS: 800})
    asking = machine(cast.province)
    asked = {"measure": LEAFLETS, "period": ["2026-M01", "2026-M02"], "level": "commune"}
    told = asking.ask(FIGURES, **asked).json()
    assert [one["value"] for one in told["total"]["figures"]] == ["1200", "800"]
    by_place = {row["place"]: row["figures"][0] for row in told["rows"]}
    assert by_place[cast.officer.place]["value"] == "1200"
    assert by_place[cast.officer_next_door.place]["blank"] == "not_reported"
    assert LEAFLETS in {one["code"] for one in asking.ask("/indicators").json()["items"]}
    assert asking.ask(FIGURES, **asked | {"period": "2026-M13"}).status_code == 404
    assert asking.ask(FIGURES, **asked | {"by": "nothing"}).status_code == 404
    assert machine(cast.stranger).ask(FIGURES, **asked, place=cast.officer.place).status_code == 404
    assert machine(cast.officer_next_door).ask(FIGURES, **asked, place=cast.officer.place).status_code == 404


def test_small_numbers_of_people_are_held_back_with_what_would_tell_them(cast: Cast) -> None:
    enter(cast.officer, "2026-M02", {RELAPSE: 2}, form="XA.THANG")
    enter(cast.officer_next_door, "2026-M02", {RELAPSE: 30}, form="XA.THANG")
    told = machine(cast.province).ask(FIGURES, measure=RELAPSE, period="2026-M02", level="commune").json()
    shown = [row["figures"][0] for row in (*told["rows"], told["total"])]
    held = [one for one in shown if one["blank"] == "held_back"]
    assert (len(held), [one["value"] for one in held]) == (2, [None, None])
    assert "2" not in {one["value"] for one in shown}


def test_who_oversees_reads_which_body_has_sent_its_form(cast: Cast) -> None:
    form = make_form()
    submit(by=cast.officer, now=NOW, submission=opened(cast.officer, form).pk, cells=typed(form, 1, 2, 3, 4))
    asked = {"form": form.data_set.code, "period": ["2026-M01", "2026-M02"]}
    told = machine(cast.province).ask("/figures/completeness", **asked).json()
    came = {row["agency"]["id"]: [one["timeliness"] for one in row["came"]] for row in told["items"]}
    assert came[cast.officer.agency] == ["overdue", "late"]
    assert came[cast.officer_next_door.agency] == ["overdue", "overdue"]
    assert machine(cast.officer).ask("/figures/completeness", **asked).status_code == 404
    refused = machine(cast.province).ask("/figures/completeness", **asked | {"period": "2026-Q1"})
    assert refused.status_code == 404
