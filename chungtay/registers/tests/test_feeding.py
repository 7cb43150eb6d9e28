"""What entries give to the figures: counted at once, never typed, open down to the entries."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from chungtay.base.problems import Refused
from chungtay.figures import queries as figures
from chungtay.figures.models import DataValue, Submission
from chungtay.figures.services import save_cells
from chungtay.figures.tests.factories import SmallForm, make_form, opened, typed
from chungtay.registers import queries
from chungtay.registers.models import Register
from chungtay.registers.services import (
    approve_entries,
    correct_entry,
    feed_standing,
    publish_register,
    save_entry,
    strike_entry,
)
from chungtay.registers.tests.conftest import FORM
from chungtay.registers.tests.test_entries import TALK
from tests.cast import NOW, TODAY, Cast

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
