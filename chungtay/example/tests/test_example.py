"""The example province: real units, invented people, everything marked."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from chungtay.agencies import access
from chungtay.agencies import queries as agencies
from chungtay.agencies.models import Account, Agency
from chungtay.agencies.rules import AgencyKind, AgencyLevel, roles
from chungtay.base.actor import Actor
from chungtay.budgets import queries as budgets
from chungtay.budgets.rules import EstimateState
from chungtay.chain import queries as chain
from chungtay.chain.rules import Coverage
from chungtay.documents import queries as documents
from chungtay.example import queries, services
from chungtay.example.bodies import DISTRICTS_ENDED, data, invented_names
from chungtay.example.paper import MARK, as_docx, parse
from chungtay.handovers import queries as handovers
from chungtay.handovers.rules import SAME
from chungtay.journal import queries as journal
from chungtay.plans import queries as plans
from chungtay.supervision import queries as supervision
from tests.cast import Town, seat

PAPERS = (services.OLD_PLAN, services.SIGNED_PLAN, services.COMMUNE_PLAN, services.NEW_PAPER)


@pytest.mark.parametrize("name", PAPERS)
def test_an_example_paper_is_set_as_an_official_one_and_says_that_it_is_an_example(name: str) -> None:
    source = services.paper_source(name)
    paper = Document(BytesIO(as_docx(source)))
    letterhead = paper.tables[0].rows[0].cells
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in letterhead[1].text
    assert parse(source).front["number"] in letterhead[0].text
    assert MARK in [paragraph.text for paragraph in paper.paragraphs]


def test_every_seat_of_the_design_is_offered_with_a_known_role() -> None:
    offered = {seat["role"] for seat in data("accounts")["seat"]}
    assert offered == set(roles())


def test_invented_people_are_the_same_every_time_and_all_marked() -> None:
    first, second = invented_names(), invented_names()
    names = [next(first) for _ in range(50)]
    assert names == [next(second) for _ in range(50)]
    assert all(name.endswith("(ví dụ)") for name in names)


def test_a_filling_that_was_stopped_is_not_taken_for_the_whole(town: Town) -> None:
    seat("Công an tỉnh Mẫu", data("accounts")["seat"][0]["username"], "standing_office",
         place=town.province, level=AgencyLevel.PROVINCE)  # fmt: skip
    with pytest.raises(services.Halfway, match="mới điền được một phần"):
        services.fill(say=lambda _line: pytest.fail("nothing may be filled"))


@pytest.mark.django_db
def test_the_example_is_filled_once_and_lives() -> None:
    said: list[str] = []
    services.fill(say=said.append)
    today = timezone.localdate()
    counts = (Account.objects.count(), Agency.objects.count())

    offered = queries.list_offered()
    assert [holding.account.username for holding in offered] == [
        seat["username"] for seat in data("accounts")["seat"]
    ]
    assert not Account.objects.exclude(is_example=True).exists()
    assert not Agency.objects.exclude(is_example=True).exists()
    communes = Agency.objects.filter(kind=AgencyKind.PEOPLES_COMMITTEE, level="commune")
    assert communes.filter(valid_to__isnull=True).count() == 45
    assert communes.filter(valid_to=DISTRICTS_ENDED).count() == 129

    office = access.actor_of(agencies.list_holdings(offered[0].account_id, on=today)[0])
    running = [row.plan.code for row in plans.list_plans(office, today=today)]
    assert running == ["18/KH-UBND", "36/KH-UBND", "15/KH-UBND"]
    assert documents.visible_to(office).count() == 4
    _the_chain_has_holes_and_the_month_its_reports(office, today)
    _the_reorganisation_of_2025_is_told(office, today)
    _money_is_drafted_promised_and_spent(office, today)
    assert journal.verify() == []

    services.fill(say=said.append)
    assert (Account.objects.count(), Agency.objects.count()) == counts
    assert said[-1] == "Tỉnh ví dụ đã có; không thay đổi gì."


def _the_chain_has_holes_and_the_month_its_reports(office: Actor, today: date) -> None:
    [upper] = [row for row in chain.list_upper(office, on=today) if row.lower]
    assert upper.counts[Coverage.HOLE] > 0
    assert upper.counts[Coverage.CHANGED] > 0
    [month] = supervision.list_campaigns(office, on=today)
    assert 0 < vars(month)["reported"] < vars(month)["asked"]
    assert supervision.list_commendations(office, on=today).count() == 1


def _the_reorganisation_of_2025_is_told(office: Actor, today: date) -> None:
    """129 communes became 45 with every total as it was; one handover waits for the visitor to try."""
    units, labour = handovers.list_handovers(office)
    told = units.told
    assert (told["before"]["communes"], told["after"]["communes"]) == (129, 45)
    assert (told["before"]["districts"], told["after"]["districts"]) == (10, 0)
    assert {name: told["before"][name] for name in SAME} == {name: told["after"][name] for name in SAME}
    assert told["ownerless"] == 0
    receivers = {body for row in labour.told["moved"] for body in row["to"]}
    assert {"Công an tỉnh Điện Biên", "Sở Nội vụ tỉnh Điện Biên", "Sở Y tế tỉnh Điện Biên"} <= receivers
    (waiting,) = handovers.list_suggestions(office, today=today)
    assert waiting.name == "Sở Thông tin và Truyền thông tỉnh Điện Biên"


def _money_is_drafted_promised_and_spent(office: Actor, today: date) -> None:
    seen = budgets.visible_budgets(office, today)
    assert seen.filter(estimates__state=EstimateState.APPROVED).distinct().count() == 2
    [draft] = seen.exclude(estimates__state=EstimateState.APPROVED)
    assert budgets.current_estimate(draft).total_dong == 500_000_000
    purses = budgets.visible_purses(office, today)
    [promised] = purses.filter(committed__gt=0)
    assert (promised.committed, promised.spent) == (350_000_000, 0)
    assert purses.filter(spent__gt=0).count() > 45
