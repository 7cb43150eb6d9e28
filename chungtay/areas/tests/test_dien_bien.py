"""The classes of Điện Biên become the line of its project of 2022, and what does not add up there is told.

1241/QĐ-UBND prints 30, 32 and 33 communes of types I, II and III, 31 others and 4 free ones, 130 in all; the province
had 129. Its line 6 asks for 1.585 triệu đồng a year. Who was of which type is invented.
"""

from datetime import date
from itertools import chain, repeat

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.agencies.rules import AgencyLevel
from chungtay.areas import queries, services
from chungtay.areas.queries.years import communes_of
from chungtay.areas.rules.words import AreaKind
from chungtay.base.actor import Actor
from chungtay.budgets.models import Budget, Purse
from chungtay.budgets.services import Allotment, Paper, allot, approve_estimate, disburse
from chungtay.budgets.tests.factories import dien_bien, line_of
from chungtay.costing import queries as costing
from chungtay.costing import services as products
from chungtay.indicators.rules import Geography
from chungtay.indicators.tests.conftest import _own_copy
from chungtay.places import queries as places
from chungtay.places import services as place_services
from tests.cast import NOW, TODAY, seat

__all__ = ["_own_copy"]

YEAR = 2022
PRINTED = dict(zip(AreaKind, (30, 32, 33, 31, 4), strict=True))
JUDGED = date(YEAR, 12, 14)
DECISION = Paper("1241/QĐ-UBND", date(2026, 1, 14), "Đề án (ví dụ)")


@pytest.fixture
def office(db: None, catalogue: None) -> Actor:
    """The standing office of the province as it was: its 129 communes have classes, the four free ones but three."""
    place_services.load_places(now=NOW, provinces=["11"])
    province = places.place_at("11", JUDGED)
    assert province is not None
    seated = seat(
        "Công an tỉnh", "thuongtruc", "standing_office", place=province.pk, level=AgencyLevel.PROVINCE
    )
    kinds = chain.from_iterable(repeat(kind, number) for kind, number in PRINTED.items())
    communes = zip(communes_of(province.pk, JUDGED), kinds, strict=False)
    services.record_classes(
        by=seated, now=NOW, paper="1241/QĐ-UBND", decided_on=date(2022, 7, 14), basis="Tiêu chí cũ",
        rows=[services.ClassRow(place.pk, YEAR, kind) for place, kind in communes],
    )  # fmt: skip
    return seated


def test_the_printed_classes_give_the_printed_line_and_the_commune_too_many_is_told(office: Actor) -> None:
    view = queries.list_year(office, office.place or 0, YEAR, Geography.OLD, TODAY)
    assert (len(view.rows), view.unknown) == (129, 0)
    assert view.counts == PRINTED | {AreaKind.FREE: 3}
    page = Client()
    page.force_login(Account.objects.get(pk=office.account))
    at = reverse("areas:support") + f"?nam={YEAR}"
    own = page.get(at).content.decode()
    assert "1.580 triệu đồng" in own
    assert "Cộng các loại" not in own, "the list of the system adds up"
    asked = {kind.name.lower(): number for kind, number in PRINTED.items()}
    told = page.get(at, asked).content.decode()
    assert "1.585 triệu đồng" in told
    assert "Cộng các loại được 130 xã, nhưng tỉnh có 129 xã: thừa 1." in told

    assert page.post(at, asked).status_code == 302
    made = Budget.objects.get()
    draft = made.estimates.get()
    line = next(row for row in dien_bien().rows if row["no"] == "6")
    assert draft.total_dong == int(line["values"][f"Năm {YEAR}"]) * 1_000_000 == 1_585_000_000

    approve_estimate(by=office, now=NOW, budget=made.pk, estimate=draft.pk, paper=DECISION)
    first = line_of(made, "1")
    part = Allotment(first, YEAR, "local", office.agency, 600_000_000)
    allot(by=office, now=NOW, budget=made.pk, parts=[part], paper=DECISION)
    spent = Paper("UNC-01", date(2026, 2, 1))
    disburse(by=office, now=NOW, purse=Purse.objects.get().pk, amount=600_000_000, paper=spent)
    products.name_product(by=office, now=NOW, line=first, measure="AREAS.LOWERED")
    [cost] = costing.list_costs(office, YEAR, on=TODAY)
    assert cost.line.name == "1 Hỗ trợ 30 xã, phường loại I, 20 mỗi xã"
    assert (cost.spent, cost.figure.value, cost.each) == (600_000_000, None, None), "nothing was reported yet"
