"""One's own factors and sessions, and the help of an administrator."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies.models import Holding, Post
from chungtay.base.problems import Refused
from chungtay.journal.models import Entry
from chungtay.notices.models import Notice
from chungtay.signin import queries, services
from chungtay.signin.models import Factor, RecoveryCode, Session
from chungtay.signin.passkeys import NewPasskey, Shown, possible_on
from chungtay.signin.rules import limits
from chungtay.signin.tests.factories import (
    account,
    administrator,
    browser,
    try_password,
    with_app,
    with_recovery_codes,
)
from tests.cast import NOW, PASSWORD, Cast

SECURITY = "/tai-khoan/bao-mat/"


def signed_in(username: str, address: str = "198.51.100.7") -> Client:
    client = browser(address)
    assert try_password(client, username).status_code == 302
    return client


def by(username: str) -> Any:
    return services.as_person(account(username), on=timezone.localdate())


# -- factors -----------------------------------------------------------------------------------------------


def test_an_app_is_added_only_when_it_shows_a_right_code_and_codes_on_paper_come_with_it(cast: Cast) -> None:
    client = signed_in("xa.a")
    page = client.get(reverse("signin:add_app"))
    secret = page.context["secret"].replace(" ", "")
    assert client.post(reverse("signin:add_app"), {"code": "000000"}).status_code == 422
    assert not queries.has_factor(account("xa.a").pk)
    shown = client.post(reverse("signin:add_app"), {"code": pyotp.TOTP(secret).now()})
    assert len(shown.context["codes"]) == 10
    assert queries.count_recovery_codes(account("xa.a").pk) == 10
    assert Notice.objects.filter(account=account("xa.a")).count() == 1
    assert client.get(SECURITY).status_code == 200


def test_the_secret_of_an_app_that_is_being_added_is_not_readable_in_the_session(cast: Cast) -> None:
    client = signed_in("xa.a")
    secret = client.get(reverse("signin:add_app")).context["secret"].replace(" ", "")
    assert secret not in str(client.session.items())


def test_an_account_has_one_app_and_any_number_of_passkeys(cast: Cast) -> None:
    with_app("xa.a")
    secret = pyotp.random_base32()
    with pytest.raises(Refused, match="app_twice"):
        services.add_authenticator_app(
            by=by("xa.a"), now=timezone.now(), secret=secret, code=pyotp.TOTP(secret).now(), name="x"
        )
    for number in range(3):
        services.add_passkey(by=by("xa.a"), now=NOW, made=NewPasskey(f"key{number}", "public", 0), name="x")
    with pytest.raises(Refused, match="passkey_twice"):
        services.add_passkey(by=by("xa.b"), now=NOW, made=NewPasskey("key1", "public", 0), name="x")


def test_new_codes_on_paper_replace_the_old(cast: Cast) -> None:
    with_app("xa.a")
    old = with_recovery_codes("xa.a")[0]
    with_recovery_codes("xa.a")
    assert services.use_code(by=by("xa.a"), now=NOW, code=old) is None


def test_with_the_last_factor_the_codes_on_paper_go_too(cast: Cast) -> None:
    with_app("xa.a")
    with_recovery_codes("xa.a")
    services.remove_factor(by=by("xa.a"), now=NOW, factor=Factor.objects.get().pk)
    assert not RecoveryCode.objects.exists()
    # Whoever did it, the owner is told.
    assert Notice.objects.filter(text__contains="bỏ bớt một cách để vào").exists()


def test_factors_are_renamed_and_removed_by_their_owner_alone(cast: Cast) -> None:
    with_app("xa.b")
    factor = Factor.objects.get().pk
    client = signed_in("xa.a")
    for act in ("rename_factor", "remove_factor"):
        assert client.post(reverse(f"signin:{act}", args=[factor]), {"name": "x"}).status_code == 404
    services.rename_factor(by=by("xa.b"), now=NOW, factor=factor, name=" Điện thoại  mới ")
    assert Factor.objects.get().name == "Điện thoại mới"


def test_a_sensitive_act_asks_again_after_a_quarter_of_an_hour(cast: Cast) -> None:
    client = signed_in("xa.a")
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        asking = client.get(reverse("signin:add_app"))["Location"]
        assert asking.startswith(reverse("signin:prove_again"))
        assert client.post(asking, {"password": "sai", "next": "/"}).status_code == 422
        back = client.post(asking, {"password": PASSWORD, "next": reverse("signin:add_app")})
        assert client.get(back["Location"]).status_code == 200


def test_who_has_a_second_factor_is_asked_for_that_and_not_for_the_password(cast: Cast) -> None:
    client = signed_in("xa.a")
    app = with_app("xa.a")
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        asking = client.get(reverse("signin:add_app"))["Location"]
        assert client.post(asking, {"password": PASSWORD}).status_code == 422
        assert client.post(asking, {"code": app.at(timezone.now()), "next": "/"}).status_code == 302


def test_who_found_an_open_session_cannot_guess_its_password(cast: Cast) -> None:
    client = signed_in("xa.a")
    for _ in range(limits().device):
        client.post(reverse("signin:change_password"), {"old": "sai", "new": "một câu rất dài nữa"})
    answer = client.post(reverse("signin:change_password"), {"old": PASSWORD, "new": "một câu rất dài nữa"})
    assert "Hãy thử lại sau" in answer.content.decode()
    assert try_password(browser("192.0.2.1"), "xa.a").status_code == 302


def test_a_passkeys_answer_counts_once_and_its_count_only_goes_up(cast: Cast) -> None:
    services.add_passkey(by=by("xa.a"), now=NOW, made=NewPasskey("key", "public", 7), name="x")
    factor = Factor.objects.get()
    assert not services.use_passkey(factor=factor, shown=Shown("key", 7, True), challenge="a", now=NOW)
    assert services.use_passkey(factor=factor, shown=Shown("key", 8, True), challenge="b", now=NOW)
    factor.refresh_from_db()
    assert not services.use_passkey(factor=factor, shown=Shown("key", 9, True), challenge="b", now=NOW)


def test_passkeys_are_offered_where_browsers_keep_them() -> None:
    assert possible_on("chungtay.dienbien.gov.vn")
    assert possible_on("localhost:8000")
    assert not possible_on("127.0.0.1:8000")
    assert not possible_on("[::1]:8000")


def test_nonsense_for_a_passkey_is_refused_politely(cast: Cast) -> None:
    for credential in ("", "{}", "[]", '{"rawId": 1}', '{"id": "AA", "rawId": "AA", "type": "public-key"}'):
        client = browser()
        client.get(reverse("signin:passkey_sign_in"))
        answer = client.post(reverse("signin:passkey_sign_in"), {"credential": credential})
        assert answer["Location"] == reverse("sign_in")


# -- sessions ----------------------------------------------------------------------------------------------


def test_a_person_sees_where_they_are_signed_in_and_ends_one(cast: Cast) -> None:
    here, there = signed_in("xa.a"), signed_in("xa.a", "203.0.113.77")
    page = here.get(SECURITY).content.decode()
    assert page.count("Chrome · Windows") == 2
    assert "203.0.113.0/24" in page
    assert "203.0.113.77" not in page
    other = Session.objects.get(network="203.0.113.0/24")
    assert other.session_key not in page
    here.post(reverse("signin:end_session"), {"session": str(other.handle)})
    assert there.get(SECURITY).status_code == 302
    assert here.get(SECURITY).status_code == 200


def test_all_others_end_at_once(cast: Cast) -> None:
    here, others = signed_in("xa.a"), [signed_in("xa.a") for _ in range(3)]
    here.post(reverse("signin:end_session"))
    assert [other.get(SECURITY).status_code for other in others] == [302] * 3
    assert here.get(SECURITY).status_code == 200
    assert Entry.objects.get(verb="signin.sessions_ended").change == {"count": [3, 0]}


def test_nobody_ends_the_session_of_another(cast: Cast) -> None:
    signed_in("xa.b")
    session = Session.objects.get()
    client = signed_in("xa.a")
    assert client.post(reverse("signin:end_session"), {"session": str(session.handle)}).status_code == 404
    assert client.post(reverse("signin:end_session"), {"session": "nonsense"}).status_code == 404


def test_when_somebody_was_seen_is_kept_to_the_hour(cast: Cast) -> None:
    with time_machine.travel("2026-03-02T02:10:00Z", tick=False) as clock:
        client = signed_in("xa.a")
        seen = []
        for minutes in (0, 20, 35):
            clock.shift(timedelta(minutes=minutes))
            client.get(SECURITY)
            seen.append(Session.objects.get().seen)
    assert [f"{at:%H:%M}" for at in seen if at] == ["02:00", "02:00", "03:00"]


def test_a_session_ends_twelve_hours_after_signing_in_however_often_it_is_used(cast: Cast) -> None:
    left = []
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in("xa.a")
        for hours in (5, 10):
            clock.move_to(NOW + timedelta(hours=hours))
            assert client.get(SECURITY).status_code == 200
            left.append(client.cookies["sessionid"]["max-age"])
        clock.move_to(NOW + timedelta(hours=12))
        assert client.get(SECURITY).status_code == 302
    assert left == [7 * 3600, 2 * 3600]  # the browser is told the same


def test_a_session_that_has_run_out_is_swept_when_the_next_person_comes(cast: Cast) -> None:
    signed_in("xa.a")
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        signed_in("xa.b")
        assert [session.account_id for session in Session.objects.all()] == [account("xa.b").pk]


def test_the_rights_of_a_post_end_with_it_in_the_middle_of_a_session(cast: Cast) -> None:
    client = signed_in("xa.a")
    Holding.objects.filter(account=account("xa.a")).update(held_to=timezone.localdate())
    assert client.get(reverse("agencies:agencies"))["Location"] == reverse("agencies:no_post")


# -- the help of an administrator --------------------------------------------------------------------------


def office() -> Client:
    return signed_in("thuongtruc", "192.0.2.1")


def test_a_forgotten_password_is_replaced_by_a_first_one_and_the_person_is_told(cast: Cast) -> None:
    person, theirs = account("soyte"), signed_in("soyte")
    answer = office().post(reverse("signin:reset_password", args=[person.pk]))
    first = answer.context["first_password"]
    assert theirs.get(SECURITY).status_code == 302
    again = browser()
    assert try_password(again, "soyte").status_code == 422
    assert try_password(again, "soyte", first).status_code == 302
    assert again.get("/")["Location"] == reverse("signin:change_password")
    assert "thuongtruc" in Notice.objects.get(account=person).text
    entry = Entry.objects.get(verb="account.password_reset")
    assert (entry.subject, entry.account) == (f"account:{person.pk}", account("thuongtruc").pk)
    assert first not in str(list(Entry.objects.values()))


def test_giving_a_password_does_not_open_the_account_of_who_has_a_second_factor(cast: Cast) -> None:
    with_app("soyte")
    first = services.reset_password(by=cast.province, now=timezone.now(), account=account("soyte").pk)
    thief = browser()
    assert try_password(thief, "soyte", first)["Location"] == reverse("signin:second_step")


def test_a_lost_factor_is_taken_away_by_an_act_of_its_own(cast: Cast) -> None:
    with_app("soyte")
    with_recovery_codes("soyte")
    client = office()
    assert client.post(reverse("signin:reset_factors", args=[account("soyte").pk])).status_code == 302
    assert not Factor.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert try_password(browser(), "soyte").status_code == 302
    assert Notice.objects.filter(account=account("soyte")).count() == 1
    assert Entry.objects.get(verb="signin.factors_reset").change == {"kinds": [["totp"], []]}


@pytest.mark.parametrize("act", ["help_account", "reset_password", "reset_factors", "set_link"])
def test_help_stays_in_the_jurisdiction_and_is_not_for_oneself(cast: Cast, act: str) -> None:
    client = office()
    method = client.get if act == "help_account" else client.post
    for username in ("nguoila", "thuongtruc"):
        assert method(reverse(f"signin:{act}", args=[account(username).pk])).status_code == 404
    assert Entry.objects.filter(verb__in=["account.password_reset", "signin.factors_reset"]).count() == 0


def test_who_also_holds_a_post_elsewhere_is_helped_by_nobody_here(cast: Cast) -> None:
    """Whoever gives the password could sign in to the post elsewhere."""
    abroad = Post.objects.get(name="Chức danh nguoila")
    Holding.objects.create(account=account("soyte"), post=abroad, held_from="2026-01-01")
    assert office().get(reverse("signin:help_account", args=[account("soyte").pk])).status_code == 404


def test_an_administrator_with_a_second_factor_helps_and_without_one_does_not(cast: Cast) -> None:
    administrator(cast)
    client = signed_in("quantri")
    help_page = reverse("signin:help_account", args=[account("soyte").pk])
    assert client.get(help_page)["Location"] == reverse("signin:security")
    secret = client.get(reverse("signin:add_app")).context["secret"].replace(" ", "")
    client.post(reverse("signin:add_app"), {"code": pyotp.TOTP(secret).now()})
    assert client.get(help_page).status_code == 200


@pytest.mark.parametrize("act", ["reset_password", "reset_factors", "set_link"])
def test_an_administrator_is_helped_only_by_somebody_with_a_second_factor(cast: Cast, act: str) -> None:
    """Else the password of the standing office alone would open the administrator's account."""
    helped = administrator(cast)
    with_app("quantri")
    address = reverse(f"signin:{act}", args=[helped.pk])
    assert office().post(address)["Location"] == reverse("signin:security")
    assert queries.has_factor(helped.pk)
    assert not Entry.objects.filter(verb__in=["account.password_reset", "signin.factors_reset"]).exists()
    codes, client = with_app("thuongtruc"), browser()
    try_password(client, "thuongtruc")
    client.post(reverse("signin:second_step"), {"code": codes.now()})
    assert client.post(address).get("Location") != reverse("signin:security")


def test_what_happens_at_the_door_is_read_by_the_inspectors_of_that_province_only(cast: Cast) -> None:
    """Who came in, with which device, and whose password was tried."""
    for username in ("nguoila", "xa.a"):
        signed_in(username)
        for turn in range(limits().account):
            try_password(browser(f"203.0.{turn}.9"), username, "sai")
    inspector = signed_in("thanhtra")
    for verb in ("signin.signed_in", "signin.guessed"):
        page = inspector.get("/nhat-ky/", {"verb": verb}).content.decode()
        assert "xa.a" in page
        assert "nguoila" not in page
