"""The pages as commune, province and inspector use them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.areas.models import Assessment, Classification, CriteriaSet, PolicyChoice, YearList
from chungtay.areas.queries import open_transformation
from chungtay.areas.tests.factories import BUSY, YEAR, approved, proposed, recorded, reported
from chungtay.base.actor import Actor
from chungtay.budgets.models import Budget
from chungtay.law.tests.test_areas import shipped
from chungtay.places.models import Outline, Succession
from chungtay.places.rules import Kind
from tests.cast import SINCE, Cast, Town, plant

SQUARE = "[[[[103.0,21.0],[103.1,21.0],[103.1,21.1],[103.0,21.1],[103.0,21.0]]]]"


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def page_of(place: int) -> str:
    return reverse("areas:commune", args=[place]) + f"?nam={YEAR}"


def test_a_commune_fills_what_lacks_sends_it_is_sent_back_and_is_approved(cast: Cast, town: Town) -> None:
    reported(cast.officer, **BUSY)
    commune, office, at = client_of(cast.officer), client_of(cast.province), page_of(town.commune_a)
    assert commune.get(reverse("areas:areas"))["Location"] == reverse("areas:commune", args=[town.commune_a])
    shown = commune.get(at).content.decode()
    assert "còn thiếu <strong>1 số</strong>" in shown
    assert "kỳ 2025-M12: 21" in shown
    assert commune.post(at, {"act": "propose", "note": ""}).status_code == 422
    said = {"act": "state", "name": "key_route", "value": "0", "ground": ""}
    assert commune.post(at, said).status_code == 422
    assert commune.post(at, said | {"ground": "Danh mục tuyến (ví dụ)"}).status_code == 302
    shown = commune.get(at).content.decode()
    assert "Loại II: đạt 3 tiêu chí (a, b, c), cần 3." in shown
    assert "từ 3 thành 2 người" in shown
    assert commune.post(at, {"act": "propose", "note": "Đã rà soát (ví dụ)"}).status_code == 302
    assert commune.post(at, {"act": "return", "reason": "x"}).status_code == 404
    assert office.post(at, {"act": "return", "reason": ""}).status_code == 422
    assert office.post(at, {"act": "return", "reason": "Xem lại số điểm"}).status_code == 302
    assert "Xem lại số điểm" in commune.get(at).content.decode()
    assert commune.post(at, {"act": "propose", "note": ""}).status_code == 302
    waiting = reverse("areas:approvals") + f"?nam={YEAR}"
    decided = {"act": "approve", "decision": "12/QĐ-UBND", "decided_on": "2025-12-18"}
    assert office.post(waiting, decided).status_code == 422
    assert office.post(waiting, decided | {"assessment": Assessment.objects.get().pk}).status_code == 302
    assert "12/QĐ-UBND" in commune.get(at).content.decode()
    assert Classification.objects.get().kind == "II"
    assert client_of(cast.officer_next_door).get(at).status_code == 404


def test_the_list_is_a_map_and_a_table_and_leads_from_year_to_year(cast: Cast, town: Town) -> None:
    Outline.objects.create(place_id=town.commune_a, valid_from=SINCE, source="test", shape=SQUARE)
    recorded(cast, town.commune_a, y2024="I")
    approved(cast, proposed(cast.officer, **BUSY))
    shown = client_of(cast.inspector).get(reverse("areas:areas")).content.decode()
    assert "1 trong 2 xã, phường là địa bàn trọng điểm" in shown
    assert "Xã A: loại II</title>" in shown
    assert "chuyển loại nhẹ hơn" in shown
    assert "1 xã, phường chưa có đường ranh giới" in shown
    assert "nam=2024" in shown
    assert "Phê duyệt</a>" not in shown
    for actor in (cast.department, cast.doctor):
        assert client_of(actor).get(reverse("areas:areas")).status_code == 404
    assert client_of(cast.stranger).get(page_of(town.commune_a)).status_code == 404


def test_a_merged_commune_shows_the_years_of_those_it_came_from_with_a_mark(cast: Cast, town: Town) -> None:
    old = plant("X190", Kind.COMMUNE, "xã", "Cũ", (town.province,))
    Succession.objects.create(
        old_id=old,
        new_id=town.commune_a,
        on=date(2025, 7, 1),
        share="full",
        ground="Nghị quyết (ví dụ)",
        evidence="test",
    )
    recorded(cast, old, y2023="I", y2024="III")
    office = client_of(cast.province)
    shown = office.get(page_of(town.commune_a)).content.decode()
    assert shown.count("≈ Xã Cũ") == 2
    list_of_2024 = office.get(reverse("areas:areas") + "?nam=2024&dia=new").content.decode()
    assert 'title="Xã Cũ: III"' in list_of_2024
    assert client_of(cast.officer).get(page_of(old)).status_code == 200


def test_the_list_goes_up_and_the_province_is_judged(cast: Cast, town: Town) -> None:
    approved(cast, proposed(cast.officer, **BUSY), proposed(cast.officer_next_door))
    leader, at = client_of(cast.leader), reverse("areas:approvals") + f"?nam={YEAR}"
    assert "Chưa ghi tỉnh có nằm trên tuyến" in leader.get(at).content.decode()
    assert leader.post(at, {"act": "route", "key_route": "0"}).status_code == 302
    assert "đạt 2 trong 6 tiêu chí" in leader.get(at).content.decode()
    sent = {"paper": "8/BC-CAT", "on": "2025-12-19"}
    assert leader.post(at, sent | {"act": "confirm"}).status_code == 422
    assert leader.post(at, sent | {"act": "send"}).status_code == 302
    assert leader.post(at, sent | {"act": "confirm"}).status_code == 302
    assert YearList.objects.get().confirmed_paper == "8/BC-CAT"


def test_a_change_of_criteria_is_tried_before_it_is_made(cast: Cast, town: Town) -> None:
    approved(
        cast,
        proposed(cast.officer, on_file=21, users_outside=4),
        proposed(cast.officer_next_door, offences=1),
    )
    office, at = client_of(cast.province), reverse("areas:change") + f"?nam={YEAR}"
    tried = office.get(at + "&thu=1&zero_is_under_threshold=true").content.decode()
    assert "1 xã, phường sẽ chuyển loại, trong 2 nơi" in tried
    assert "Tiêu chí a: từ không đạt lên loại III." in tried
    content = shipped().replace("I = 0.5", "I = 0.4", 1)
    assert office.post(at, {"act": "criteria", "title": "Bộ của tỉnh", "content": "x"}).status_code == 422
    assert office.post(at, {"act": "criteria", "title": "Bộ của tỉnh", "content": content}).status_code == 302
    own = CriteriaSet.objects.get()
    assert "0 xã, phường sẽ chuyển loại" in office.get(f"{at}&thu=1&own={own.pk}").content.decode()
    assert (
        office.post(at, {"act": "force", "own": own.pk, "paper": "", "on": "2025-12-01"}).status_code == 422
    )
    assert (
        office.post(at, {"act": "force", "own": own.pk, "paper": "1/QĐ", "on": "2025-12-01"}).status_code
        == 302
    )
    assert office.post(at, {"act": "end", "own": own.pk, "paper": "", "on": "2025-12-01"}).status_code == 302
    chosen = {"act": "policy", "name": "residents_on", "value": "02-31", "valid_from": "2025-12-01"}
    assert office.post(at, chosen).status_code == 422
    good = chosen | {"value": "12-01", "decided_by": "Chủ tịch UBND tỉnh", "paper": "2/QĐ"}
    assert office.post(at, good).status_code == 302
    assert "Chủ tịch UBND tỉnh" in office.get(at).content.decode()
    assert PolicyChoice.objects.get().value == "12-01"


def test_a_commune_writes_its_plan_and_sees_how_far_it_is(cast: Cast, town: Town) -> None:
    recorded(cast, town.commune_a, y2024="II")
    reported(cast.officer, **BUSY)
    commune = client_of(cast.officer)
    at = reverse("areas:transform", args=[town.commune_a])
    said = {"target": "III", "by_year": "2027", "ground": "Kế hoạch xã (ví dụ)", "most_points": "0"}
    assert commune.get(at).status_code == 200
    assert commune.post(at, said | {"ground": ""}).status_code == 422
    assert commune.post(at, said).status_code == 302
    plan = open_transformation(town.commune_a)
    assert plan is not None
    assert plan.targets == {"points": "0"}
    own = page_of(town.commune_a)
    assert "chưa đạt" in commune.get(own).content.decode()
    assert client_of(cast.province).post(own, {"act": "end"}).status_code == 404
    assert commune.post(own, {"act": "end"}).status_code == 302
    assert open_transformation(town.commune_a) is None
    assert client_of(cast.province).get(at).status_code == 404


def test_money_by_type_tells_what_does_not_add_up(cast: Cast) -> None:
    office, at = client_of(cast.province), reverse("areas:support") + "?nam=2024"
    counts = {"one": 30, "two": 32, "three": 33, "affected": 31, "free": 4}
    asked = "&".join(f"{name}={number}" for name, number in counts.items())
    shown = office.get(f"{at}&{asked}").content.decode()
    assert "1.585" in shown
    assert "Cộng các loại được 130 xã, nhưng tỉnh có 2 xã: thừa 128." in shown
    assert "chưa đối chiếu" in shown
    assert office.post(at, {"one": 0}).status_code == 422
    assert office.post(at, counts).status_code == 302
    assert Budget.objects.get().estimates.get().total_dong == 1_585_000_000


@pytest.mark.parametrize("year", ["2010", "1", "abcd", "2024"])
def test_any_year_has_a_page(cast: Cast, town: Town, year: str) -> None:
    office = client_of(cast.province)
    assert office.get(reverse("areas:areas") + f"?nam={year}&dia=old").status_code == 200
    assert office.get(reverse("areas:commune", args=[town.commune_a]) + f"?nam={year}").status_code == 200
    assert office.get(reverse("areas:approvals") + f"?nam={year}").status_code == 200
    assert office.get(reverse("areas:change") + f"?nam={year}").status_code == 200
    assert office.get(reverse("areas:support") + f"?nam={year}").status_code == 200


def test_the_province_records_what_a_paper_of_before_said(cast: Cast, town: Town) -> None:
    at = reverse("areas:commune", args=[town.commune_a]) + "?nam=2023"
    said = {"act": "record", "kind": "II", "paper": "", "decided_on": "2023-12-18"}
    office = client_of(cast.province)
    assert office.post(at, said).status_code == 422
    assert client_of(cast.officer).post(at, said | {"paper": "7/QĐ"}).status_code == 404
    assert office.post(at, said | {"paper": "7/QĐ"}).status_code == 302
    assert "7/QĐ" in client_of(cast.officer).get(at).content.decode()
