"""The pages as the standing office and a unit use them."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.chain import services
from chungtay.chain.models import Link, PlanPair
from chungtay.chain.tests.factories import DENOUNCE, MODEL, answer_to
from chungtay.plans.services import add_task
from tests.cast import NOW, Cast


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


@pytest.fixture
def office(cast: Cast) -> Client:
    return client_of(cast.province)


def test_the_coverage_page_names_the_hole_in_every_way_of_looking(pair: PlanPair, office: Client) -> None:
    address = reverse("chain:coverage", args=[pair.upper_id])
    for query in ("", "?state=hole", f"?pair={pair.pk}", "?kind=task&words=to+giac"):
        assert DENOUNCE in office.get(address + query).content.decode(), query
    by_unit = office.get(address + "?by=unit").content.decode()
    assert pair.unit.name in by_unit
    assert DENOUNCE not in office.get(address + "?state=taken").content.decode()
    assert office.get(address + "?page=x&pair=1e9&state=nothing").status_code == 200


def test_sure_suggestions_are_confirmed_together_and_holes_proposed_together(
    pair: PlanPair, office: Client, cast: Cast
) -> None:
    address = reverse("chain:coverage", args=[pair.upper_id]) + f"?pair={pair.pk}"
    link = Link.objects.get(answer__promise__text=MODEL)
    assert office.post(address, {"act": "confirm", "chosen": [link.pk]}).status_code == 302
    assert answer_to(pair, MODEL).state == "changed"
    assert "hạn muộn hơn: 30/09/2026" in office.get(address).content.decode()
    holes = [answer_to(pair, DENOUNCE).pk, answer_to(pair, MODEL).pk]
    office.post(address, {"act": "propose", "chosen": holes})
    page = client_of(cast.officer).get(reverse("chain:chain")).content.decode()
    assert DENOUNCE in page
    assert MODEL in page


def test_a_unit_reads_the_words_and_answers_on_one_page(pair: PlanPair, cast: Cast) -> None:
    hole = answer_to(pair, DENOUNCE)
    address = reverse("chain:answer", args=[hole.pk])
    unit = client_of(cast.officer)
    assert unit.get(address).status_code == 404
    services.propose(by=cast.province, now=NOW, answers=[hole.pk])
    assert "Nhận bổ sung" in unit.get(address).content.decode()
    assert unit.post(address, {"act": "decline", "reply": ""}).status_code == 422
    assert unit.post(address, {"act": "take", "text": "x", "ground": "y"}).status_code == 404
    assert unit.post(address, {"act": "agree", "reply": "Sẽ bổ sung"}).status_code == 302
    assert client_of(cast.officer_next_door).get(address).status_code == 404


def test_the_standing_office_decides_on_one_page(pair: PlanPair, office: Client) -> None:
    row = answer_to(pair, MODEL)
    address = reverse("chain:answer", args=[row.pk])
    link = Link.objects.get(answer=row)
    page = office.get(address).content.decode()
    assert "Giống vì:" in page
    assert office.post(address, {"act": "reject", "link": link.pk}).status_code == 302
    assert office.post(address, {"act": "confirm", "link": "0"}).status_code == 404
    assert office.post(address, {"act": "excuse", "ground": ""}).status_code == 422
    assert office.post(address, {"act": "excuse", "ground": "Phường chưa có tổ dân phố"}).status_code == 302
    assert answer_to(pair, MODEL).state == "excused"


def test_a_plan_is_held_against_another_by_hand(pair: PlanPair, office: Client, cast: Cast) -> None:
    address = reverse("chain:coverage", args=[pair.lower_id])
    said = {"act": "compare", "lower": pair.upper_id, "unit": cast.officer_next_door.agency}
    assert office.post(address, said | {"lower": ""}).status_code == 422
    assert office.post(address, said).status_code == 302
    assert PlanPair.objects.get(upper=pair.lower_id).unit_id == cast.officer_next_door.agency


def test_what_was_added_by_hand_counts_after_comparing_again(
    pair: PlanPair, office: Client, cast: Cast
) -> None:
    add_task(
        by=cast.province,
        now=NOW,
        plan=pair.lower_id,
        text=DENOUNCE,
        leads=[cast.officer.agency],
        ground="Bổ sung",
    )
    address = reverse("chain:coverage", args=[pair.upper_id]) + f"?pair={pair.pk}"
    assert "So lại" in office.get(address).content.decode()
    assert office.post(address, {"act": "again"}).status_code == 302
    assert answer_to(pair, DENOUNCE).state == "suggested"
    assert office.post(address, {"act": "nothing"}).status_code == 404
    office.post(address, {"act": "propose", "chosen": ["²", "x"]})  # nothing chosen is said, not broken
    assert "Chỉ đề nghị bổ sung điều" in office.get(address).content.decode()
