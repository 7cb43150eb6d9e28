"""A paper opened in an emergency: read for some hours, told to its owner, each look recorded, reviewed by another."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies import services
from chungtay.agencies.models import Account
from chungtay.agencies.rules import AgencyLevel, Term
from chungtay.base.actor import Actor
from chungtay.breakglass import services as breakglass
from chungtay.breakglass.models import Opening
from chungtay.breakglass.rules import policy
from chungtay.documents.models import OfficialDocument
from chungtay.documents.tests.factories import take_in_read
from chungtay.journal.models import Entry
from chungtay.notices.models import Notice
from tests.cast import FOUNDER, NOW, PASSWORD, Cast, Town, seat

REASON = "Cần đối chiếu ngay danh mục trực đêm nay với quyết định của tỉnh"


def signed_in(username: str) -> Client:
    client = Client()
    client.login(username=username, password=PASSWORD)
    return client


@pytest.fixture
def paper(cast: Cast) -> OfficialDocument:
    return take_in_read(cast.province, timezone.now())


def open_it(client: Client, code: str = "12/KH-UBND", reason: str = REASON) -> str:
    asked = {"kind": "document", "code": code, "reason": reason}
    return client.post("/mo-khan-cap/mo/", asked, follow=True).content.decode()


def test_an_officer_reads_for_some_hours_a_paper_that_is_not_opened_to_her(paper: OfficialDocument) -> None:
    officer, address = signed_in("xa.a"), f"/van-ban/{paper.pk}/"
    assert officer.get(address).status_code == 404
    assert "Đang mở đến" in open_it(officer)
    assert officer.get(address).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=policy().hours, minutes=1)):
        assert signed_in("xa.a").get(address).status_code == 404


def test_it_is_opened_to_the_person_and_not_to_her_body(paper: OfficialDocument) -> None:
    open_it(signed_in("xa.a"))
    assert signed_in("xa.a.pho").get(f"/van-ban/{paper.pk}/").status_code == 404


def test_she_reads_and_changes_nothing(paper: OfficialDocument) -> None:
    officer = signed_in("xa.a")
    open_it(officer)
    for address in ("soat/", "doc/", "dung/"):
        assert officer.post(f"/van-ban/{paper.pk}/{address}").status_code in (404, 405)


def test_its_owner_and_who_reviews_are_told_at_once_and_each_look_is_recorded_with_its_reason(
    cast: Cast, paper: OfficialDocument
) -> None:
    officer = signed_in("xa.a")
    open_it(officer)
    told = Notice.objects.filter(text__contains="mở khẩn cấp")
    assert set(told.values_list("agency", flat=True)) - {None} == {cast.province.agency}
    assert cast.inspector.account in told.values_list("account", flat=True)
    officer.get(f"/van-ban/{paper.pk}/")
    look = Entry.objects.get(verb="looked", subject=f"document:{paper.pk}")
    assert (look.account, look.purpose) == (cast.officer.account, REASON)


@pytest.mark.parametrize("code", ["99/KH-UBND", "12/KH-UBND"])
def test_an_officer_of_another_province_learns_nothing_of_what_is_there(
    code: str, paper: OfficialDocument, town: Town
) -> None:
    """Whether the code exists or not, the answer is the same."""
    seat(
        "Ủy ban nhân dân xã Khác", "nguoila.canbo", "commune", place=town.elsewhere, level=AgencyLevel.COMMUNE
    )
    page = open_it(signed_in("nguoila.canbo"), code)
    assert "Không có gì mang ký hiệu này" in page
    assert not Opening.objects.exists()


def test_what_one_sees_anyway_is_not_opened(paper: OfficialDocument) -> None:
    officer = signed_in("xa.a")
    open_it(officer)
    assert "Không có gì mang ký hiệu này" in open_it(officer)
    assert Opening.objects.count() == 1


def test_without_a_reason_nothing_opens(paper: OfficialDocument) -> None:
    assert "Hãy ghi rõ vì sao" in open_it(signed_in("xa.a"), reason="gấp")
    assert not Opening.objects.exists()


def test_a_second_person_reviews_and_an_unjustified_opening_closes(paper: OfficialDocument) -> None:
    officer = signed_in("xa.a")
    open_it(officer)
    opening = Opening.objects.get()
    review = f"/mo-khan-cap/{opening.pk}/ra-soat/"
    assert officer.post(review, {"verdict": "justified"}).status_code == 404
    inspector = signed_in("thanhtra")
    assert "chờ anh chị rà soát" in inspector.get("/mo-khan-cap/").content.decode()
    assert "vì sao việc mở này" in inspector.post(review, {"verdict": "unjustified"}).content.decode()
    inspector.post(review, {"verdict": "unjustified", "note": "Việc này chờ được đến sáng"})
    assert officer.get(f"/van-ban/{paper.pk}/").status_code == 404
    opening.refresh_from_db()
    assert opening.verdict == "unjustified"
    assert inspector.post(review, {"verdict": "justified"}).status_code == 404
    assert Notice.objects.filter(account=opening.account, text__contains="đã được rà soát").exists()


def test_she_closes_it_herself_when_she_has_seen_enough(paper: OfficialDocument) -> None:
    officer = signed_in("xa.a")
    open_it(officer)
    opening = Opening.objects.get()
    assert signed_in("xa.b").post(f"/mo-khan-cap/{opening.pk}/dong/").status_code == 404
    officer.post(f"/mo-khan-cap/{opening.pk}/dong/")
    assert officer.get(f"/van-ban/{paper.pk}/").status_code == 404


def test_the_officer_next_door_does_not_see_that_it_was_opened(paper: OfficialDocument) -> None:
    open_it(signed_in("xa.a"))
    opening = Opening.objects.get()
    assert signed_in("xa.b").get(f"/mo-khan-cap/{opening.pk}/").status_code == 404
    assert "Chưa có lần mở khẩn cấp nào" in signed_in("xa.b").get("/mo-khan-cap/").content.decode()


def test_what_was_opened_for_one_body_does_not_come_along_to_another(
    cast: Cast, paper: OfficialDocument
) -> None:
    """An officer who moves to another province the same day leaves it behind."""
    open_it(signed_in("xa.a"))
    today, moved = timezone.localdate(), Account.objects.get(pk=cast.officer.account)
    for held in agencies.list_holdings(moved.pk, on=today):
        services.end_holding(by=FOUNDER, now=NOW, holding=held.pk, on=today, ground="Chuyển công tác (ví dụ)")
    services.give_post(by=FOUNDER, now=NOW, post=colleague_of(cast.stranger), account=moved, term=Term(today))
    assert signed_in("xa.a").get(f"/van-ban/{paper.pk}/").status_code == 404


def colleague_of(actor: Actor) -> int:
    """A small post in the body of the actor, which may open in an emergency."""
    body = agencies.get_agency(FOUNDER, actor.agency)
    return services.open_post(by=FOUNDER, now=NOW, agency=body, name="Cán bộ (ví dụ)", role="department").pk


def test_who_reviews_from_today_is_told_in_the_night_too(cast: Cast) -> None:
    """At one in the morning in Việt Nam it is still yesterday in UTC."""
    night = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
    take_in_read(cast.province, night)
    body = agencies.get_agency(FOUNDER, cast.inspector.agency)
    newcomer, _first = services.open_account(
        by=FOUNDER, now=NOW, agency=body, username="thanhtra.moi", name="Ví dụ", post_name="Thanh tra viên (ví dụ)",
        role="inspector", held_from=date(2026, 3, 3),
    )  # fmt: skip
    breakglass.open_thing(by=cast.officer, now=night, kind="document", code="12/KH-UBND", reason=REASON)
    assert Notice.objects.filter(account=newcomer, text__contains="mở khẩn cấp").exists()
