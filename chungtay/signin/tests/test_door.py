"""Coming in and going out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Holding, Post
from chungtay.agencies.services.passwords import hash_of_first
from chungtay.journal.models import Entry
from chungtay.notices.models import Notice
from chungtay.signin.models import Factor, RecoveryCode, Session, Tally
from chungtay.signin.passwords import Argon2
from chungtay.signin.rules import limits
from chungtay.signin.tests.factories import (
    account,
    administrator,
    browser,
    try_password,
    with_app,
    with_recovery_codes,
)
from tests.cast import PASSWORD, Cast

SECOND = "/vao/xac-nhan/"


def test_an_officer_signs_in_in_any_case_of_letters_and_out_again(cast: Cast) -> None:
    client = browser()
    assert try_password(client, " XA.A ").status_code == 302
    assert client.get(reverse("agencies:my_account")).status_code == 200
    assert client.post(reverse("sign_out"))["Location"] == reverse("sign_in")
    assert client.get(reverse("agencies:my_account")).status_code == 302


def test_sign_in_never_leads_to_another_site(cast: Cast) -> None:
    assert try_password(browser(), "xa.a", next="https://elsewhere.example/")["Location"] == "/"


def test_a_wrong_password_and_a_name_that_nobody_has_get_the_same_answer(cast: Cast) -> None:
    wrong, nobody = try_password(browser(), "xa.a", "sai"), try_password(browser(), "khong.ai", "sai")
    assert wrong.status_code == nobody.status_code == 422
    said = [
        answer.content.decode().replace(name, "") for answer, name in ((wrong, "xa.a"), (nobody, "khong.ai"))
    ]
    assert without_tokens(said[0]) == without_tokens(said[1])
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in said[0]


def without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line.lower()]


def test_a_name_that_nobody_has_costs_a_hash_as_well(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """Else the time of the answer would tell which names exist; so would a first password, which is hashed quickly."""
    hashed: list[int] = []
    real = Argon2.encode
    verify = Argon2.verify

    def encode(self: Any, password: str, salt: str) -> str:
        hashed.append(self.memory_cost)
        return real(self, password, salt)

    def checked(self: Any, password: str, encoded: str) -> bool:
        hashed.append(self.decode(encoded)["memory_cost"])
        return verify(self, password, encoded)

    monkeypatch.setattr(Argon2, "encode", encode)
    monkeypatch.setattr(Argon2, "verify", checked)
    settings.PASSWORD_HASHERS = [name for name in settings.PASSWORD_HASHERS if "MD5" not in name]
    officer, novice = account("xa.a"), account("xa.b")
    officer.set_password(PASSWORD)
    officer.save()
    novice.password = hash_of_first("x")
    novice.save()
    costs = []
    for name in ("xa.a", "xa.b", "khong.ai"):
        hashed.clear()
        try_password(browser(), name, "sai")
        costs.append(max(hashed))
    assert costs == [Argon2.memory_cost] * 3


def test_a_closed_account_gets_the_answer_of_a_wrong_password(cast: Cast) -> None:
    closed = account("xa.a")
    closed.is_active = False
    closed.save()
    assert try_password(browser(), "xa.a").status_code == 422


def test_signing_in_is_written_down_with_its_means_and_without_a_password(cast: Cast) -> None:
    try_password(browser(), "xa.a")
    entry = Entry.objects.get(verb="signin.signed_in")
    assert (entry.change, entry.title) == ({"means": [None, ["password"]]}, "Chrome · Windows")
    assert PASSWORD not in str(entry.__dict__)


# -- the second step ---------------------------------------------------------------------------------------


def test_who_has_a_second_factor_is_nobody_until_it_is_shown(cast: Cast) -> None:
    app, client = with_app("xa.a"), browser()
    assert try_password(client, "xa.a", next="/co-quan/")["Location"] == SECOND
    assert client.get(reverse("agencies:agencies"))["Location"].startswith(reverse("sign_in"))
    assert client.post(SECOND, {"code": "000000"}).status_code == 422
    code = app.now()
    assert client.post(SECOND, {"code": f"{code[:3]} {code[3:]}"})["Location"] == "/co-quan/"
    assert client.get(reverse("agencies:agencies")).status_code == 200


def test_a_code_that_somebody_looked_at_over_the_shoulder_does_not_open_again(cast: Cast) -> None:
    app = with_app("xa.a")
    code = app.now()
    for client, status in ((browser(), 302), (browser("203.0.113.9"), 422)):
        try_password(client, "xa.a")
        assert client.post(SECOND, {"code": code}).status_code == status


def test_a_code_on_paper_opens_once_and_says_how_many_are_left(cast: Cast) -> None:
    with_app("xa.a")
    code = with_recovery_codes("xa.a")[3]
    client = browser()
    try_password(client, "xa.a")
    arrived = client.post(SECOND, {"code": code.lower()}, follow=True)
    assert "còn 9 mã" in arrived.content.decode()
    again = browser()
    try_password(again, "xa.a")
    assert again.post(SECOND, {"code": code}).status_code == 422


def test_the_second_step_is_not_there_without_the_first(cast: Cast) -> None:
    with_app("xa.a")
    assert browser().post(SECOND, {"code": "123456"})["Location"] == reverse("sign_in")


def test_codes_cannot_be_guessed_by_who_knows_the_password(cast: Cast) -> None:
    app, thief = with_app("xa.a"), browser("203.0.113.9")
    try_password(thief, "xa.a")
    for _ in range(limits().code_stranger):
        thief.post(SECOND, {"code": "000000"})
    refused = thief.post(SECOND, {"code": app.now()})
    assert "Hãy thử lại sau" in refused.content.decode()
    told = Notice.objects.get(account=account("xa.a"))
    assert "đổi mật khẩu" in told.text
    assert Entry.objects.filter(verb="signin.codes_guessed").count() == 1


def test_the_owners_own_device_still_gets_through_while_a_thief_guesses_codes(cast: Cast) -> None:
    app, owner = with_app("xa.a"), browser()
    try_password(owner, "xa.a")
    owner.post(SECOND, {"code": app.now()})
    owner.post(reverse("sign_out"))
    Factor.objects.update(counter=-1)  # as if half a minute had passed
    thief = browser("203.0.113.9")
    try_password(thief, "xa.a")
    for _ in range(limits().code_stranger + 1):
        thief.post(SECOND, {"code": "000000"})
    try_password(owner, "xa.a")
    assert owner.post(SECOND, {"code": app.now()}).status_code == 302


# -- what must be done before anything else ----------------------------------------------------------------


def test_an_administrator_without_a_second_factor_is_led_to_add_one_and_reads_why(cast: Cast) -> None:
    administrator(cast)
    client = browser()
    try_password(client, "quantri")
    assert client.get(reverse("agencies:agencies"))["Location"] == reverse("signin:security")
    page = client.get(reverse("signin:security")).content.decode()
    assert "đặt lại mật khẩu của người khác" in page
    assert reverse("signin:add_app") in page


def test_the_other_posts_of_the_person_work_meanwhile(cast: Cast) -> None:
    owner = administrator(cast)
    other = Post.objects.get(name="Chức danh soyte")
    Holding.objects.create(account=owner, post=other, held_from="2026-01-01")
    client = browser()
    try_password(client, "quantri")
    assert client.get(reverse("agencies:agencies")).status_code == 302
    client.post(reverse("switch_post"), {"post": other.pk})
    assert client.get(reverse("agencies:agencies")).status_code == 200


def test_a_session_that_has_shown_only_a_password_is_asked_for_the_factor_that_was_added_elsewhere(
    cast: Cast,
) -> None:
    administrator(cast)
    client = browser()
    try_password(client, "quantri")
    app = with_app("quantri")
    asking = client.get(reverse("agencies:agencies"))["Location"]
    assert asking.startswith(reverse("signin:prove_again"))
    back = client.post(asking, {"code": app.now(), "next": reverse("agencies:agencies")})
    assert client.get(back["Location"]).status_code == 200


def test_only_the_shared_accounts_of_the_example_may_put_it_off(cast: Cast, settings: Any) -> None:
    owner = administrator(cast)
    client = browser()
    try_password(client, "quantri")
    assert client.post(reverse("signin:excuse")).status_code == 404
    settings.EXAMPLE = True
    assert "Để sau" in client.get(reverse("signin:security")).content.decode()
    client.post(reverse("signin:excuse"))
    assert client.get(reverse("agencies:agencies")).status_code == 200
    owner.is_example = False
    owner.save()
    another = browser()
    try_password(another, "quantri")
    assert another.post(reverse("signin:excuse")).status_code == 404


def test_who_holds_no_post_can_still_replace_a_first_password(cast: Cast) -> None:
    person = account("xa.a")
    person.must_change_password = True
    person.save()
    Holding.objects.filter(account=person).delete()
    client = browser()
    try_password(client, "xa.a")
    assert client.get("/")["Location"] == reverse("signin:change_password")
    assert client.get(reverse("signin:change_password")).status_code == 200


# -- passwords ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "weak", ["ngắn quá", "Matkhau@123456", "Việt Nam 2026!", "0912345678", "passwordpassword", "1234567890"]
)
def test_a_password_that_anybody_would_guess_is_refused(cast: Cast, weak: str) -> None:
    client = browser()
    try_password(client, "xa.a")
    answer = client.post(reverse("signin:change_password"), {"old": PASSWORD, "new": weak})
    assert answer.status_code == 422


def test_any_long_sentence_will_do_and_ends_the_other_sessions(cast: Cast) -> None:
    here, there = browser(), browser("203.0.113.9")
    try_password(here, "xa.a")
    try_password(there, "xa.a")
    new = "sáng nào cũng tưới ba chậu lan"
    assert client_changes(here, new).status_code == 302
    assert here.get(reverse("agencies:my_account")).status_code == 200
    assert there.get(reverse("agencies:my_account")).status_code == 302
    assert try_password(browser(), "xa.a", new).status_code == 302


def client_changes(client: Client, new: str) -> Any:
    return client.post(reverse("signin:change_password"), {"old": PASSWORD, "new": new})


def test_the_new_password_differs_from_the_one_that_was_given(cast: Cast) -> None:
    client = browser()
    try_password(client, "xa.a")
    assert client_changes(client, PASSWORD).status_code == 422


def test_nothing_of_the_door_stands_readable_in_the_tables(cast: Cast) -> None:
    """Neither the app's secret, nor a code on paper, nor the names and networks of who tried."""
    app = with_app("xa.a")
    codes = with_recovery_codes("xa.a")
    try_password(browser(), "xa.a", "sai")
    rows = [*Factor.objects.values_list(), *RecoveryCode.objects.values_list(), *Tally.objects.values_list()]
    kept = str(rows)
    assert app.secret not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    assert "xa.a" not in kept
    assert "198.51.100" not in kept


def test_a_secret_moved_to_another_account_opens_nothing(cast: Cast) -> None:
    with_app("xa.a")
    Factor.objects.update(account=account("xa.b"))
    client = browser()
    try_password(client, "xa.b")
    with pytest.raises(ValueError, match="sealed elsewhere"):
        client.post(SECOND, {"code": "123456"})


def test_the_session_of_a_closed_account_is_over(cast: Cast) -> None:
    client = browser()
    try_password(client, "xa.a")
    closed = account("xa.a")
    closed.is_active = False
    closed.save()
    assert client.get(reverse("agencies:my_account")).status_code == 302
    assert Session.objects.filter(account=closed).count() == 1
