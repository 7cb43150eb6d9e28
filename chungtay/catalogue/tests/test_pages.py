"""The pages of the catalogue, and what a province adds to it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.catalogue import queries, services
from chungtay.catalogue.models import Breakdown
from chungtay.catalogue.rules import Aggregation, PeriodKind, ValueKind
from chungtay.catalogue.rules.own import OwnElement, OwnForm
from tests.cast import NOW, TODAY, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

OWN = OwnElement(
    name="Số buổi xem phim lưu động",
    definition="Buổi chiếu có nội dung phòng, chống ma túy trong kỳ.",
    unit="buổi",
    aggregation=Aggregation.SUM,
    kind=ValueKind.COUNT,
    group="propaganda",
    reporter="UBND cấp xã",
    valid_from=date(2026, 1, 1),
)


def page(actor: Actor, address: str) -> str:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client.get(address).content.decode()


def test_an_element_says_what_to_count_who_reports_it_how_it_adds_up_and_by_which_paper(cast: Cast) -> None:
    shown = page(cast.officer, reverse("catalogue:element", args=["SUPPLY.SEIZED"]))
    for words in (
        "theo kết luận giám định",
        "Điều 248 đến 252",
        "Không bao giờ cộng",
        "heroine, thể rắn",
        "viên",
    ):
        assert words in shown
    assert "cần kiểm lại" in page(cast.officer, reverse("catalogue:element", args=["DEMAND.FILE.TOTAL"]))


def test_the_list_finds_by_words_and_shows_forms_and_indicators(cast: Cast) -> None:
    address = reverse("catalogue:catalogue")
    found = page(cast.officer, f"{address}?q=tai+nghien")
    assert "DEMAND.RELAPSE" in found
    assert "CROPS.AREA" not in found
    assert "XA.THANG" in page(cast.officer, f"{address}?phan=bieu-mau")
    assert "[SUPPLY.CASES]" in page(cast.officer, f"{address}?phan=chi-so")
    assert "Không có chỉ tiêu nào như vậy" in page(cast.officer, f"{address}?q=khongco")


def test_a_form_says_who_sends_it_when_and_what_is_checked(cast: Cast) -> None:
    shown = page(cast.officer, reverse("catalogue:data_set", args=["TINH.DIEUTRI"]))
    for words in ("Sở Y tế", "4 ngày làm việc", "số cộng dồn không bao giờ giảm"):
        assert words in shown


def test_a_province_adds_an_element_and_a_form_and_ends_them(cast: Cast) -> None:
    sex = Breakdown.objects.get(code="sex")
    asked = replace(OWN, breakdowns=(sex.pk,))
    element = services.add_element(by=cast.province, now=NOW, asked=asked)
    assert [cell.code for cell in queries.cells_of_element(element)] == ["RIENG.1:nam", "RIENG.1:nu"]
    asked_form = OwnForm(
        "Biểu riêng",
        "",
        PeriodKind.MONTH,
        3,
        (("peoples_committee", "commune"),),
        (element.pk,),
        OWN.valid_from,
    )
    form = services.add_form(by=cast.province, now=NOW, asked=asked_form)

    def owed(above: list[int]) -> set[str]:
        reports = queries.reports_of(
            kind="peoples_committee", level="commune", name="UBND", above=above, on=TODAY
        )
        return {row.data_set.code for row in reports}

    assert form.code in owed([cast.province.place or 0])
    assert form.code not in owed([])
    services.load_catalogue(now=NOW)
    assert queries.element("RIENG.1").valid_to is None
    services.end_form(by=cast.province, now=NOW, code=form.code, on=TODAY)
    services.end_element(by=cast.province, now=NOW, code="RIENG.1", on=TODAY)
    assert form.code not in owed([cast.province.place or 0])
    assert queries.cell("RIENG.1:nu").valid_to == TODAY


def test_what_makes_no_sense_is_refused(cast: Cast) -> None:
    every = tuple(Breakdown.objects.values_list("pk", flat=True))
    asked = [
        (replace(OWN, name="số người TÁI nghiện"), "name_taken"),
        (replace(OWN, breakdowns=every[:3]), "too_many_breakdowns"),
    ]
    for one, code in asked:
        with pytest.raises(Refused) as refused:
            services.add_element(by=cast.province, now=NOW, asked=one)
        assert refused.value.problems[0].code == code
    empty = OwnForm("Biểu riêng", "", PeriodKind.MONTH, 0, (), (), OWN.valid_from)
    with pytest.raises(Refused) as refused:
        services.add_form(by=cast.province, now=NOW, asked=empty)
    assert {problem.code for problem in refused.value.problems} == {"no_elements", "no_reporters", "due_days"}


def test_nobody_touches_what_is_shipped_or_another_provinces(cast: Cast) -> None:
    element = services.add_element(by=cast.province, now=NOW, asked=OWN)
    with pytest.raises(NotThere):
        services.end_element(by=cast.province, now=NOW, code="DEMAND.RELAPSE", on=TODAY)
    with pytest.raises(NotThere):
        services.end_element(by=cast.stranger, now=NOW, code=element.code, on=TODAY)
    with pytest.raises(NotThere):
        services.add_element(by=cast.officer, now=NOW, asked=OWN)
    with pytest.raises(Refused):
        services.end_element(
            by=cast.province, now=NOW, code=element.code, on=OWN.valid_from - timedelta(days=1)
        )


def test_an_administrator_adds_and_ends_in_the_browser(cast: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.province.account))
    given = {
        "name": OWN.name, "definition": OWN.definition, "unit": "buổi", "kind": "count", "aggregation": "sum",
        "group": "propaganda", "reporter": "Xã", "valid_from": "2026-01-01",
    }  # fmt: skip
    answer = client.post(reverse("catalogue:add"), given, follow=True)
    assert "RIENG.1" in answer.content.decode()
    assert client.post(reverse("catalogue:add"), given).status_code == 422
    element = queries.element("RIENG.1")
    form = {
        "name": "Biểu riêng", "period_kind": "quarter", "due_days": "2", "reporters": "police/province",
        "elements": element.pk, "valid_from": "2026-01-01",
    }  # fmt: skip
    answer = client.post(reverse("catalogue:add") + "?phan=bieu-mau", form, follow=True)
    assert "RIENG.BIEU.1" in answer.content.decode()
    for code in ("RIENG.BIEU.1", "RIENG.1"):
        answer = client.post(reverse("catalogue:end", args=[code]), {"on": "2026-12-01"}, follow=True)
        assert "đến trước 01/12/2026" in answer.content.decode()
