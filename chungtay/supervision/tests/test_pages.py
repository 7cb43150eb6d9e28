"""The pages as inspector, owner, standing office and commune use them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.plans.models import Plan
from chungtay.plans.tests.factories import hand_over, make_example_plan
from chungtay.supervision.models import Campaign, Commendation, Evidence, Inspection, Recommendation
from chungtay.supervision.tests.factories import ASKED, commended, in_action, recommended
from tests.cast import Cast


@pytest.fixture
def plan(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Plan:
    return make_example_plan(cast, hand_over(monkeypatch))


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def test_an_inspection_from_the_programme_to_its_conclusions(cast: Cast) -> None:
    inspector, today = client_of(cast.inspector), timezone.localdate()
    said = {
        "kind": "check", "title": "Kiểm tra sổ thuốc", "begins": today, "ends": today, "unannounced": "on",
        "subjects": [cast.department.agency],
    }  # fmt: skip
    address = reverse("supervision:plan_inspection")
    assert inspector.post(address, said | {"subjects": []}).status_code == 422
    page = inspector.post(address, said, follow=True)
    row = Inspection.objects.get()
    assert "đột xuất" in page.content.decode()
    at = reverse("supervision:inspection", args=[row.pk])
    asked = {"act": "recommend", "text": ASKED, "owner": cast.department.agency}
    assert inspector.post(at, asked | {"due_on": today - timedelta(1)}).status_code == 422
    assert inspector.post(at, asked | {"due_on": today}).status_code == 302
    assert (
        inspector.post(at, {"act": "conclude", "conclusion": "12/KL", "concluded_on": today}).status_code
        == 302
    )
    owner = client_of(cast.department)
    assert ASKED in owner.get(at).content.decode()
    assert owner.post(at, asked | {"due_on": today}).status_code == 404
    assert ASKED in owner.get(reverse("plans:my_work")).content.decode()
    for tab in ("kien-nghi", "kiem-tra&nam=2026", "chien-dich", "khen-thuong", "xyz"):
        assert inspector.get(reverse("supervision:supervision") + f"?xem={tab}").status_code == 200


def test_an_answer_with_a_file_is_judged_and_only_the_two_sides_fetch_the_file(cast: Cast) -> None:
    row = recommended(cast)
    address = reverse("supervision:recommendation", args=[row.pk])
    owner, inspector = client_of(cast.department), client_of(cast.inspector)
    assert owner.post(address, {"act": "answer", "text": ""}).status_code == 422
    file = SimpleUploadedFile("so.txt", b"so")
    assert owner.post(address, {"act": "answer", "text": "Xong", "attached": file}).status_code == 302
    kept = reverse("supervision:evidence", args=[Evidence.objects.get().pk])
    assert client_of(cast.officer).get(kept).status_code == 404
    assert client_of(cast.inspector).get(kept).getvalue() == b"so"
    assert inspector.post(address, {"act": "return", "text": ""}).status_code == 422
    assert inspector.post(address, {"act": "accept", "text": ""}).status_code == 302
    assert Recommendation.objects.get().state == "accepted"


def test_the_wall_of_a_campaign(cast: Cast, plan: Plan) -> None:
    office, today = client_of(cast.province), timezone.localdate()
    address = reverse("supervision:start_campaign")
    assert "Tháng hành động" in office.get(address).content.decode()
    said = {
        "plan": plan.pk, "season": "action_month", "name": "Tháng hành động", "begins": today, "ends": today,
        "report_due": today, "parts": [cast.officer.agency, cast.officer_next_door.agency],
    }  # fmt: skip
    assert office.post(address, said | {"parts": []}).status_code == 422
    assert office.post(address, said).status_code == 302
    at = reverse("supervision:campaign", args=[Campaign.objects.get().pk])
    commune = client_of(cast.officer)
    assert commune.post(at, {"text": " "}).status_code == 422
    photo = SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n")
    assert commune.post(at, {"text": "Đã mít tinh", "attached": photo}).status_code == 302
    wall = office.get(at).content.decode()
    assert "Đã mít tinh" in wall
    assert "1/2 nơi đã báo cáo" in wall
    assert "Đã mít tinh" not in client_of(cast.officer_next_door).get(at).content.decode()
    assert Campaign.objects.get().name in office.get(reverse("plans:plan", args=[plan.pk])).content.decode()


def test_a_commendation_is_proposed_and_decided(cast: Cast, plan: Plan) -> None:
    commended(cast, plan.pk)
    office, today = client_of(cast.province), timezone.localdate()
    said = {
        "agency": cast.officer.agency, "form": "giay_khen", "ground": "Tốt", "period_from": "2026-01-01",
        "period_to": today,
    }  # fmt: skip
    assert office.post(reverse("supervision:propose"), said | {"period_to": "2026-01-02"}).status_code == 422
    assert office.post(reverse("supervision:propose"), said).status_code == 302
    row = Commendation.objects.latest("pk")
    at = reverse("supervision:commendation", args=[row.pk])
    assert office.post(at, {"act": "award", "decision": "1/QĐ"}).status_code == 404
    leader = client_of(cast.leader)
    assert leader.post(at, {"act": "award", "decision": ""}).status_code == 422
    assert leader.post(at, {"act": "award", "decision": "1/QĐ"}).status_code == 302
    assert "đã khen thưởng" in office.get(at).content.decode()


def test_the_wall_counts_down_to_a_campaign_that_is_still_to_come(cast: Cast, plan: Plan) -> None:
    row = in_action(cast, plan.pk, begins=timezone.localdate() + timedelta(days=5))
    page = client_of(cast.officer).get(reverse("supervision:campaign", args=[row.pk])).content.decode()
    assert "Còn <strong>5 ngày</strong> nữa là mở." in page
    assert "Gửi báo cáo" not in page
