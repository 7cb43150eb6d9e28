"""The pages, as each person of the cast gets them."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from chungtay.base.actor import Actor
from chungtay.budgets import services
from chungtay.budgets.models import Budget, Purse
from chungtay.budgets.tests.factories import RECEIPT, approved, give, line_of
from tests.cast import NOW, PASSWORD, Cast


@pytest.fixture(autouse=True)
def _on_the_day_of_the_stories() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(actor: Actor) -> Client:
    client = Client()
    assert client.login(username=actor.name.split()[0], password=PASSWORD)
    return client


def words_of(actor: Actor, name: str, *args: int, **query: str) -> str:
    response = client_of(actor).get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_proposed_estimate_says_that_it_binds_nobody_yet(cast: Cast, budget: Budget) -> None:
    page = words_of(cast.province, "budgets:budget", budget.pk)
    assert "chưa phân bổ và chưa chi được theo bảng này" in page
    assert "Sáu trăm triệu đồng" in page
    assert "Các tổng trong bảng đều khớp." in page
    assert reverse("budgets:allot", args=[budget.pk]) not in page


def test_what_waits_for_approval_stands_above_all_money_for_who_oversees_it(
    cast: Cast, budget: Budget
) -> None:
    way = f'href="{reverse("budgets:budget", args=[budget.pk])}"'
    assert way in words_of(cast.province, "budgets:look")
    assert way not in words_of(cast.department, "budgets:look")
    approved(cast, budget)
    assert "Dự toán chờ duyệt" not in words_of(cast.province, "budgets:look")


def test_an_estimate_is_approved_allotted_and_spent_on_pages(cast: Cast, budget: Budget) -> None:
    office, department = client_of(cast.province), client_of(cast.department)
    paper = {"paper": "15/QĐ-UBND", "on": "2026-02-01", "ground": ""}
    office.post(reverse("budgets:approve", args=[budget.pk]), paper)
    part = {
        "line": line_of(budget, "1,1"), "year": 2026, "source": "local", "agency": cast.department.agency, "place": "",
    }  # fmt: skip
    allot = reverse("budgets:allot", args=[budget.pk])
    over = office.post(allot, {**paper, **part, "amount": "200 triệu"})
    assert over.status_code == 422
    assert "Vượt trần đã duyệt: dòng này còn được phân bổ 100.500.000 đồng" in over.content.decode()
    assert office.post(allot, {**paper, **part, "amount": "50 triệu"}).status_code == 302
    purse = Purse.objects.get()
    receipt = {
        "paper": "UNC 27",
        "on": "2026-03-01",
        "ground": "In tờ rơi",
        "amount": "15.000.000",
        "promised": "",
    }
    done = department.post(
        reverse("budgets:disburse", args=[purse.pk]), receipt, follow=True
    ).content.decode()
    assert "UNC 27" in done
    assert "15 triệu đồng" in done
    purse.refresh_from_db()
    assert (purse.allotted, purse.spent) == (50_000_000, 15_000_000)


def test_an_amount_that_is_no_amount_is_said_beside_its_field(cast: Cast, budget: Budget) -> None:
    purse = give(cast, approved(cast, budget), "1,1", 10**7)
    wrong = {"paper": "UNC 1", "on": "2026-03-01", "amount": "mười", "promised": ""}
    answer = client_of(cast.department).post(reverse("budgets:disburse", args=[purse.pk]), wrong)
    assert answer.status_code == 422
    assert "Hãy viết số tiền chẵn đồng" in answer.content.decode()


def test_money_is_moved_between_lines_on_a_page(cast: Cast, budget: Budget) -> None:
    approved(cast, budget)
    giver, taker = (f"{line_of(budget, no)}-2026" for no in ("1,1", "1,2"))
    said = {"paper": "20/QĐ-UBND", "on": "2026-03-01", "giver": giver, "amount": "1 triệu"}
    address, office = reverse("budgets:adjust", args=[budget.pk]), client_of(cast.province)
    assert "phải giữ nguyên tổng" in office.post(address, said).content.decode()
    assert office.post(address, {**said, "taker": taker}).status_code == 302


def test_the_money_page_cuts_along_every_side(cast: Cast, budget: Budget) -> None:
    purse = give(cast, approved(cast, budget), "1,1", 50_000_000)
    services.disburse(by=cast.department, now=NOW, purse=purse.pk, amount=20_000_000, paper=RECEIPT)
    assert "Dự toán (ví dụ)" in words_of(cast.leader, "budgets:look")
    assert "Sở Y tế tỉnh Mẫu" in words_of(cast.leader, "budgets:look", by="agency", budget=str(budget.pk))
    assert "Ngân sách địa phương" in words_of(cast.leader, "budgets:look", by="source", year="2026")
    for side in ("line", "year", "place", "month"):
        assert "20 triệu đồng" in words_of(cast.leader, "budgets:look", by=side)
    assert "Hạn gần nhất: Dự toán hằng năm, 31/03/2026" in words_of(cast.leader, "budgets:look")


def test_who_has_no_money_is_told_so_kindly(cast: Cast, budget: Budget) -> None:
    approved(cast, budget)
    assert "Chưa có kinh phí nào" in words_of(cast.officer, "budgets:look")


def test_an_agency_sees_its_purse_and_not_the_table_of_all(cast: Cast, budget: Budget) -> None:
    give(cast, approved(cast, budget), "1,1", 50_000_000)
    give(cast, budget, "1,2", 10_000_000, agency=cast.officer.agency)
    page = words_of(cast.officer, "budgets:budget", budget.pk)
    assert "Phát thanh" in page
    assert "Tờ rơi" not in page
    assert "Sở Y tế" not in page
