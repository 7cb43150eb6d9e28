"""What people are told, and that nobody reads another's inbox."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.base.problems import NotThere
from chungtay.notices import queries, services
from chungtay.notices.models import Notice
from tests.cast import NOW, PASSWORD, Cast


def tell(cast: Cast) -> None:
    services.tell(
        now=NOW,
        text="Có nhiệm vụ mới",
        link="/viec/1/",
        reason="Vì cơ quan anh/chị được giao chủ trì",
        agencies=[cast.department.agency, cast.department.agency],
        accounts=[cast.officer.account],
    )


def test_an_agency_and_a_person_are_told_once_each(cast: Cast) -> None:
    tell(cast)
    assert Notice.objects.count() == 2
    assert queries.count_unread(cast.department) == 1
    assert queries.count_unread(cast.officer) == 1
    assert queries.count_unread(cast.deputy) == 0
    assert queries.count_unread(cast.stranger) == 0


def test_what_is_read_is_marked_with_who_and_when(cast: Cast) -> None:
    tell(cast)
    later = NOW + timedelta(minutes=1)
    notice = Notice.objects.get(agency=cast.department.agency)
    with pytest.raises(NotThere):
        services.mark_read(by=cast.stranger, now=later, notice=notice.pk)
    services.mark_read(by=cast.department, now=later, notice=notice.pk)
    notice.refresh_from_db()
    assert (notice.read_at, notice.read_by) == (later, cast.department.account)
    assert queries.count_unread(cast.department) == 0
    services.mark_read(by=cast.officer, now=later)
    assert queries.count_unread(cast.officer) == 0


def test_the_inbox_says_why_one_is_told_and_leads_on(cast: Cast) -> None:
    tell(cast)
    client = Client()
    client.login(username="soyte", password=PASSWORD)
    page = client.get(reverse("notices:inbox")).content.decode()
    assert "Có nhiệm vụ mới" in page
    assert "Vì cơ quan anh/chị được giao chủ trì" in page
    notice = Notice.objects.get(agency=cast.department.agency)
    assert client.post(reverse("notices:open_notice", args=[notice.pk]))["Location"] == "/viec/1/"
    client.post(reverse("notices:mark_all_read"))
    assert queries.count_unread(cast.department) == 0


def test_an_empty_inbox_says_what_will_come(cast: Cast) -> None:
    client = Client()
    client.login(username="xa.b", password=PASSWORD)
    assert "Chưa có thông báo nào" in client.get(reverse("notices:inbox")).content.decode()


def test_a_link_out_of_the_house_is_not_followed(cast: Cast) -> None:
    services.tell(
        now=NOW, text="x", reason="y", link="https://elsewhere.example/", accounts=[cast.officer.account]
    )
    client = Client()
    client.login(username="xa.a", password=PASSWORD)
    answer = client.post(reverse("notices:open_notice", args=[Notice.objects.get().pk]))
    assert answer["Location"] == reverse("notices:inbox")


def told_of_work(cast: Cast, at: datetime) -> None:
    services.tell(
        now=at, text="Đã đọc xong", reason="Vì anh/chị đã gửi", accounts=[cast.officer.account],
        office=cast.officer.agency,
    )  # fmt: skip


def test_what_a_person_is_told_of_a_bodys_work_is_read_from_a_post_there(cast: Cast) -> None:
    told_of_work(cast, NOW)
    elsewhere = replace(cast.officer, agency=cast.department.agency, post=cast.department.post)
    assert queries.count_unread(cast.officer) == 1
    assert queries.count_unread(elsewhere) == 0


def test_a_successor_reads_what_was_told_until_the_day_of_the_handing_on(cast: Cast) -> None:
    told_of_work(cast, NOW)
    told_of_work(cast, NOW + timedelta(days=2))
    services.tell(now=NOW, text="Riêng", reason="Vì là anh/chị", accounts=[cast.officer.account])
    successor = replace(cast.deputy, follows=((cast.officer.account, NOW + timedelta(days=1)),))
    assert [notice.at for notice in queries.list_notices(successor)] == [NOW]
    assert queries.count_unread(replace(successor, agency=cast.officer_next_door.agency)) == 0
