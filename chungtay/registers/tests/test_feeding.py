"""What entries give to the figures: counted at once, never typed, open down to the entries."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.figures import queries as figures
from chungtay.figures.models import DataValue, Submission
from chungtay.figures.services import save_cells
from chungtay.figures.tests.factories import SmallForm, make_form, opened, typed
from chungtay.registers import queries
from chungtay.registers.access import counted_here
from chungtay.registers.models import Register
from chungtay.registers.services import (
    approve_entries,
    correct_entry,
    feed_standing,
    publish_register,
    save_entry,
    shipped_forms,
    strike_entry,
)
from chungtay.registers.tests.conftest import FORM
from chungtay.registers.tests.test_entries import TALK
from chungtay.registers.tests.test_pages import client_of
from tests.cast import NOW, TODAY, Cast, seat

CONTRIBUTES = """
| contributes |
| | element | options | value | when | how | each |
| | THU.THANG.E0 | | 1 | | event | |
| | THU.THANG.E1 | | ${luot} | ${nhom} = 'hs' | event | doi_tuong |
| | THU.THANG.E2 | | 1 | | standing | |
"""
PERIOD = "2026-M03"  # 15/02 to 14/03


@pytest.fixture
def form(db: None) -> SmallForm:
    return make_form()


@pytest.fixture
def counted(cast: Cast, form: SmallForm) -> Register:
    return publish_register(by=cast.province, now=NOW, source=FORM + CONTRIBUTES).register


def talk(cast: Cast, register: Register, **changes: Any) -> int:
    return save_entry(
        by=cast.officer, now=NOW, register=register.pk, uuid=uuid4(), given={**TALK, **changes}
    ).entry.pk


def value(form: SmallForm, at: int, period: str = PERIOD) -> Decimal | None:
    found = DataValue.objects.filter(cell=form.cells[at], submission__period=period).first()
    return found.value if found else None


def test_an_approved_entry_counts_at_once_and_one_that_waits_does_not(
    cast: Cast, form: SmallForm, counted: Register
) -> None:
    first, second = talk(cast, counted), talk(cast, counted, ten="Buổi thứ hai (ví dụ)")
    assert not Submission.objects.exists()
    approve_entries(by=cast.province, now=NOW, entries=[(first, 1), (second, 1)])
    assert [value(form, at) for at in range(3)] == [2, 240, 2]
    correct_entry(
        by=cast.officer, now=NOW, entry=second, seen=2, given={**TALK, "ten": "Buổi thứ hai (ví dụ)"}
    )
    assert value(form, 0) == 2, "nothing was changed, so nothing waits"
    strike_entry(by=cast.officer, now=NOW, entry=second, seen=2, words="Ghi trùng")
    assert [value(form, at) for at in range(3)] == [1, 120, 1]
    strike_entry(by=cast.officer, now=NOW, entry=first, seen=2, words="Ghi nhầm")
    assert [value(form, at) for at in range(3)] == [None, None, None]


def test_a_counted_number_is_not_typed_and_leads_to_its_entries(
    cast: Cast, form: SmallForm, counted: Register
) -> None:
    entry = talk(cast, counted)
    approve_entries(by=cast.province, now=NOW, entries=[(entry, 1)])
    of = opened(cast.officer, form, PERIOD)
    with pytest.raises(Refused, match="counted"):
        save_cells(by=cast.officer, now=NOW, submission=of.pk, cells=typed(form, 9))
    save_cells(by=cast.officer, now=NOW, submission=of.pk, cells=typed(form, 1, seen=1)[:1])
    sheet = figures.sheet(
        cast.officer, data_set=form.data_set.code, agency=cast.officer.agency, place=cast.officer.place or 0,
        period=PERIOD, today=TODAY,
    )  # fmt: skip
    told = {cell.cell.pk: cell.counted for cell in sheet.cells()}
    assert "THU.THANG.E0" in str(told[form.cells[0]])
    assert told[form.cells[3]] is None
    shares = queries.shares_behind(cast.officer.agency, "THU.THANG.E1", date(2026, 2, 15), date(2026, 3, 14))
    assert [share.entry_id for share in shares] == [entry]


def test_what_a_person_typed_before_gives_way_and_stays_in_the_history(
    cast: Cast, form: SmallForm, counted: Register
) -> None:
    of = opened(cast.officer, form, PERIOD)
    save_cells(by=cast.officer, now=NOW, submission=of.pk, cells=typed(form, 7))
    entry = talk(cast, counted)
    approve_entries(by=cast.province, now=NOW, entries=[(entry, 1)])
    told = figures.history_of_cell(cast.officer, of.pk, form.cells[0])
    assert [str(one.change.value) for one in told] == ["7.000", "1.000"]
    assert [bool(one.by) for one in told] == [True, False]


def test_what_stands_counts_in_every_period_that_begins(
    cast: Cast, form: SmallForm, counted: Register
) -> None:
    entry = talk(cast, counted, ngay="2026-01-20")
    approve_entries(by=cast.province, now=NOW, entries=[(entry, 1)])
    assert value(form, 2) == 1
    assert value(form, 0) is None
    Submission.objects.filter(period=PERIOD).update(given=0)
    DataValue.objects.filter(submission__period=PERIOD).update(value=None)
    feed_standing(NOW)
    assert value(form, 2) == 1


def test_a_closed_form_keeps_its_number_and_says_so(cast: Cast, form: SmallForm, counted: Register) -> None:
    source = (
        (FORM + CONTRIBUTES)
        .replace("buoi_truyen_thong", "khong_duyet")
        .replace("| title    | ten ", "| approval | no |\n|          | title | ten ")
    )
    register = publish_register(by=cast.province, now=NOW, source=source).register
    saved = save_entry(
        by=cast.officer, now=NOW, register=register.pk, uuid=uuid4(), given={**TALK, "ngay": "2025-11-20"}
    )
    assert any("Biểu thử" in words for words in saved.closed)


def test_totals_and_the_sentence_of_a_report(cast: Cast, counted: Register) -> None:
    Register.objects.filter(pk=counted.pk).update(place=None)
    entries = [
        talk(cast, counted),
        talk(cast, counted, ten="Buổi thứ hai (ví dụ)", hinh_thuc="khac", hinh_thuc_k="x"),
    ]
    approve_entries(by=cast.province, now=NOW, entries=[(entry, 1) for entry in entries])
    first, last = date(2026, 2, 15), date(2026, 3, 14)
    assert queries.sentence(counted.code, first, last) == "Đã tổ chức 2 buổi với 300 lượt người dự."
    by_manner = queries.totals(counted.code, first, last, by="hinh_thuc")
    assert {name: one.sums["luot"] for name, one in by_manner.items()} == {"noi": 150, "khac": 150}
    assert queries.count_entries(counted.code, first, last, agency=cast.officer.agency) == 2
    assert (
        queries.count_entries(counted.code, first, last, places_within=[cast.officer_next_door.place or 0])
        == 0
    )


def places_of_concern(cast: Cast) -> tuple[Actor, Register]:
    """The police of commune A, and the shipped register that only they keep there."""
    police = seat(
        "Công an xã A", "congan.xa.a", "commune", place=cast.officer.place, level=AgencyLevel.COMMUNE
    )
    source = dict(shipped_forms())["concern_points"]
    return police, publish_register(by=cast.province, now=NOW, source=source).register


def handed_in(cast: Cast, element: str) -> dict[str, Decimal | None]:
    """By period what the form of the committee of commune A says."""
    found = DataValue.objects.filter(submission__agency=cast.officer.agency, cell__element__code=element)
    return dict(found.values_list("submission__period", "value"))


@pytest.mark.usefixtures("catalogue")
def test_what_the_police_of_a_commune_keep_counts_in_the_form_of_its_committee(cast: Cast) -> None:
    """Found and being dealt with is open; from the day of clearing on it is not."""
    police, register = places_of_concern(cast)
    ids = []
    for code, found_on, cleared_on in (("D-01", "2026-01-20", ""), ("D-02", "2026-01-25", "2026-02-20")):
        given = {
            "code": code,
            "kind": "lodging",
            "happening": ["use"],
            "where": "Khu trọ (ví dụ)",
            "on": found_on,
        }
        if cleared_on:
            given |= {"cleared_on": cleared_on, "means": "order", "watch_until": "2026-08-20"}
        saved = save_entry(by=police, now=NOW, register=register.pk, uuid=uuid4(), given=given)
        ids.append((saved.entry.pk, 1))
    approve_entries(by=cast.province, now=NOW, entries=ids)
    assert handed_in(cast, "SUPPLY.POINTS_OPEN") == {"2026-M02": 2, "2026-M03": 1}
    assert handed_in(cast, "SUPPLY.POINTS_FOUND") == {"2026-M02": 2}
    assert handed_in(cast, "SUPPLY.POINTS_CLEARED") == {"2026-M03": 1}
    feed_standing(NOW)
    assert handed_in(cast, "SUPPLY.POINTS_OPEN") == {"2026-M02": 2, "2026-M03": 1}


@pytest.mark.usefixtures("catalogue")
def test_the_committee_learns_how_many_places_and_nothing_of_any(cast: Cast) -> None:
    police, register = places_of_concern(cast)
    given = {
        "code": "D-01",
        "kind": "lodging",
        "happening": ["use"],
        "where": "Khu trọ (ví dụ)",
        "on": "2026-02-20",
    }
    entry = save_entry(by=police, now=NOW, register=register.pk, uuid=uuid4(), given=given).entry
    approve_entries(by=cast.province, now=NOW, entries=[(entry.pk, 1)])
    at = f"?co_quan={cast.officer.agency}&o=SUPPLY.POINTS_OPEN&ky={PERIOD}"
    assert counted_here(cast.officer.agency, PERIOD, ["SUPPLY.POINTS_OPEN"])["SUPPLY.POINTS_OPEN"][
        1
    ].endswith(reverse("registers:behind") + at)
    said = client_of(cast.officer).get(reverse("registers:behind") + at).content.decode()
    assert "cộng cả 1 bản ghi" in said
    assert "Khu trọ" not in said
    assert "Khu trọ" in client_of(cast.province).get(reverse("registers:behind") + at).content.decode()
    for other in (cast.officer_next_door, cast.stranger, cast.doctor):
        assert client_of(other).get(reverse("registers:behind") + at).status_code == 404
