"""Signing in, and the pages of agencies and accounts."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from chungtay.agencies import queries
from chungtay.agencies.models import Account
from chungtay.journal.models import Entry
from tests.cast import NOW, PASSWORD, TODAY, Cast, make_group


def signed_in_as(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def test_a_stranger_to_the_system_is_led_to_the_sign_in_page(cast: Cast) -> None:
    answer = Client().get(reverse("agencies:agencies"))
    assert answer.status_code == 302
    assert answer["Location"] == "/vao/?next=/co-quan/"


def test_an_officer_signs_in_in_any_case_of_letters(cast: Cast) -> None:
    client = Client()
    answer = client.post(reverse("sign_in"), {"username": "XA.A", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get(reverse("agencies:my_account")).status_code == 200


def test_a_wrong_password_says_what_may_be_wrong(cast: Cast) -> None:
    answer = Client().post(reverse("sign_in"), {"username": "xa.a", "password": "sai"})
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()


def test_sign_in_never_leads_to_another_site(cast: Cast) -> None:
    answer = Client().post(
        reverse("sign_in"), {"username": "xa.a", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == "/"


def test_the_standing_office_opens_an_agency_and_an_account_whose_holder_chooses_a_password(
    cast: Cast,
) -> None:
    office = signed_in_as("thuongtruc")
    answer = office.post(
        reverse("agencies:open_agency"),
        {
            "name": "Đồn Biên phòng A",
            "kind": "border_guard",
            "level": "commune",
            "place": "",
            "valid_from": "2026-01-01",
        },
    )
    assert answer.status_code == 302
    made = queries.resolve(["Đồn Biên phòng A"], on=NOW.date(), near=cast.province.place)["Đồn Biên phòng A"]
    answer = office.post(
        reverse("agencies:open_account", args=[made]),
        {"name": "Người Mới (ví dụ)", "username": "nguoimoi", "post_name": "Cán bộ", "role": "department"},
    )
    first = re.search(r'id="first-password">([^<]+)<', answer.content.decode())
    assert first is not None
    newcomer = Client()
    newcomer.post(reverse("sign_in"), {"username": "nguoimoi", "password": first[1]})
    assert newcomer.get(reverse("agencies:agencies"))["Location"] == reverse("signin:change_password")
    changed = newcomer.post(
        reverse("signin:change_password"), {"old": first[1], "new": "một câu rất dài và dễ nhớ"}
    )
    assert changed.status_code == 302
    assert newcomer.get(reverse("agencies:agencies")).status_code == 200


def test_an_agency_twice_is_refused_beside_the_field(cast: Cast) -> None:
    answer = signed_in_as("thuongtruc").post(
        reverse("agencies:open_agency"),
        {
            "name": "Sở Y tế tỉnh Mẫu",
            "kind": "department",
            "level": "province",
            "place": "",
            "valid_from": "2026-01-01",
        },
    )
    assert answer.status_code == 422
    assert "Đã có cơ quan" in answer.content.decode()


def test_who_may_not_manage_agencies_gets_404(cast: Cast) -> None:
    officer = signed_in_as("xa.a")
    assert officer.get(reverse("agencies:open_agency")).status_code == 404
    assert officer.get(reverse("agencies:agency", args=[cast.department.agency])).status_code == 200
    refused = officer.post(reverse("agencies:add_alias", args=[cast.department.agency]), {"text": "SYT"})
    assert refused.status_code == 404


def test_no_password_stands_in_the_journal(cast: Cast) -> None:
    account = Account.objects.get(username="xa.a")
    assert not any(account.password in str(entry.change) for entry in Entry.objects.all())


def test_new_passwords_are_kept_with_argon2(settings: Any) -> None:
    settings.PASSWORD_HASHERS = [name for name in settings.PASSWORD_HASHERS if "MD5" not in name]
    account = Account(username="moi", name="Người Mới (ví dụ)")
    account.set_password("một câu rất dài")
    assert account.password.startswith("argon2")


def test_a_list_of_agencies_costs_the_same_however_long(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = signed_in_as("thuongtruc")
    with django_assert_max_num_queries(14):
        client.get(reverse("agencies:agencies"))


def test_a_group_takes_in_only_bodies_that_the_page_offers(cast: Cast) -> None:
    group = make_group("Các ngành (ví dụ)", [], place=cast.province.place)
    ticked = [cast.department.agency, cast.stranger.agency, "99999999", "²"]
    answer = signed_in_as("thuongtruc").post(
        reverse("agencies:set_members", args=[group]), {"member": ticked}
    )
    assert answer.status_code == 302
    members = queries.members_of(group, on=TODAY).values_list("pk", flat=True)
    assert list(members) == [cast.department.agency]
