"""The provincial single sign-on, against other people's provider (oidc-provider-mock) on a port of its own."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies.models import Account
from chungtay.notices.models import Notice
from chungtay.signin import services
from chungtay.signin.models import Link
from chungtay.signin.tests.factories import account, browser, running_provider, try_password, with_app
from tests.cast import PASSWORD, Cast

ALONE = "/vao/mot-cua/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running_provider() as address:
        yield address


@pytest.fixture
def single_sign_on(issuer: str, settings: Any) -> dict[str, str]:
    settings.SINGLE_SIGN_ON = {"name": "Một cửa", "issuer": issuer, "client": "chungtay", "secret": "bí mật"}
    return dict(settings.SINGLE_SIGN_ON)


def go_as(client: Client, subject: str, **more: str) -> Any:
    """Away to the provider, where somebody signs in as ``subject``, and back with its answer."""
    away = client.get(ALONE, more)
    assert away.status_code == 302
    back = requests.post(away["Location"], data={"sub": subject}, allow_redirects=False, timeout=5)
    return come_back(client, back.headers["Location"])


def come_back(client: Client, address: str) -> Any:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def tied(username: str, subject: str, cast: Cast, issuer: str) -> None:
    person = account(username)
    services.allow_link(by=cast.province, now=timezone.now(), account=person.pk, issuer=issuer)
    by = services.as_person(person, on=timezone.localdate())
    services.tie_link(by=by, now=timezone.now(), issuer=issuer, subject=subject)


def test_permission_then_tying_then_signing_in_without_a_password(
    cast: Cast, single_sign_on: dict[str, str]
) -> None:
    person = account("soyte")
    client = browser()
    try_password(client, "soyte")
    assert client.get(ALONE).status_code == 404  # nobody has allowed it
    services.allow_link(
        by=cast.province, now=timezone.now(), account=person.pk, issuer=single_sign_on["issuer"]
    )
    assert "Bấm nối" in client.get(reverse("signin:security")).content.decode()
    assert go_as(client, "officer-4711")["Location"] == reverse("signin:security")
    assert Link.objects.get().subject == "officer-4711"
    fresh = browser("203.0.113.9")
    assert go_as(fresh, "officer-4711", next="/co-quan/")["Location"] == "/co-quan/"
    assert fresh.get(reverse("agencies:my_account")).context["actor"].account == person.pk


def test_a_tie_is_made_only_by_who_has_just_shown_who_they_are(
    cast: Cast, single_sign_on: dict[str, str]
) -> None:
    """Else a session left open would give somebody else a lasting way in."""
    services.allow_link(
        by=cast.province, now=timezone.now(), account=account("soyte").pk, issuer=single_sign_on["issuer"]
    )
    client = browser()
    try_password(client, "soyte")
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        asked = client.get(ALONE)["Location"]
        assert asked.startswith(reverse("signin:prove_again"))
        # Whatever a visitor writes there.
        assert client.get(ALONE, headers={"referer": "http://[x"}).status_code == 302
        assert client.post(asked, {"password": PASSWORD, "next": ALONE})["Location"] == ALONE
        assert client.get(ALONE)["Location"].startswith(single_sign_on["issuer"])
    tied("soyte", "officer-4711", cast, single_sign_on["issuer"])
    assert Notice.objects.filter(account=account("soyte"), text__contains="một cửa").exists()


def test_an_identity_brought_from_another_browser_is_not_tied_to_an_open_session(
    cast: Cast, single_sign_on: dict[str, str]
) -> None:
    """Somebody asks at home as nobody, or as themselves, and carries what was sealed for them to an open desk."""
    for username in ("soyte", "xa.a"):
        services.allow_link(
            by=cast.province, now=timezone.now(), account=account(username).pk, issuer=single_sign_on["issuer"]
        )  # fmt: skip
    desk, nobody, colleague = browser(), browser("203.0.113.9"), browser("203.0.113.9")
    try_password(desk, "soyte")
    try_password(colleague, "xa.a")
    for thief in (nobody, colleague):
        away = thief.get(ALONE)["Location"]
        back = requests.post(away, data={"sub": "thief"}, allow_redirects=False, timeout=5)
        desk.cookies["single_sign_on"] = thief.cookies["single_sign_on"].value
        come_back(desk, back.headers["Location"])
    assert not Link.objects.exclude(subject="").exists()


def test_a_proof_that_runs_out_at_the_provider_is_asked_for_again_and_the_answer_still_holds(
    cast: Cast, single_sign_on: dict[str, str]
) -> None:
    services.allow_link(
        by=cast.province, now=timezone.now(), account=account("soyte").pk, issuer=single_sign_on["issuer"]
    )
    client, start = browser(), timezone.now()
    try_password(client, "soyte")
    with time_machine.travel(start + timedelta(minutes=14)) as clock:
        away = client.get(ALONE)["Location"]
        back = requests.post(away, data={"sub": "o-1"}, allow_redirects=False, timeout=5).headers["Location"]
        clock.move_to(start + timedelta(minutes=16))
        asked = come_back(client, back)["Location"]
        assert asked.startswith(reverse("signin:prove_again"))
        assert Link.objects.get().subject == ""
        following = parse_qs(urlsplit(asked).query)["next"][0]
        answer = client.post(asked, {"password": PASSWORD, "next": following})
        client.get(answer["Location"])
        assert Link.objects.get().subject == "o-1"


def test_somebody_whom_the_provider_knows_and_nobody_here_allowed_gets_nothing(
    cast: Cast, single_sign_on: dict[str, str]
) -> None:
    """Not even with the name of an account: nothing is matched, nothing is made."""
    before = Account.objects.count()
    for subject in ("soyte", "soyte@example.org", "stranger"):
        client = browser()
        assert go_as(client, subject).status_code == 403
        assert client.get(reverse("agencies:my_account")).status_code == 302
    assert Account.objects.count() == before


def test_a_second_factor_is_asked_for_as_after_a_password(cast: Cast, single_sign_on: dict[str, str]) -> None:
    tied("soyte", "o-1", cast, single_sign_on["issuer"])
    app = with_app("soyte")
    client = browser()
    assert go_as(client, "o-1")["Location"] == reverse("signin:second_step")
    assert client.post(reverse("signin:second_step"), {"code": app.now()}).status_code == 302


def test_two_accounts_are_never_tied_to_one_person(cast: Cast, single_sign_on: dict[str, str]) -> None:
    tied("soyte", "o-1", cast, single_sign_on["issuer"])
    other = account("xa.a")
    services.allow_link(
        by=cast.province, now=timezone.now(), account=other.pk, issuer=single_sign_on["issuer"]
    )
    client = browser()
    try_password(client, "xa.a")
    go_as(client, "o-1")
    assert Link.objects.get(account=other).subject == ""


def test_a_closed_account_stays_closed(cast: Cast, single_sign_on: dict[str, str]) -> None:
    tied("soyte", "o-1", cast, single_sign_on["issuer"])
    Account.objects.filter(username="soyte").update(is_active=False)
    assert go_as(browser(), "o-1").status_code == 403


def test_what_was_untied_opens_nothing(cast: Cast, single_sign_on: dict[str, str]) -> None:
    tied("soyte", "o-1", cast, single_sign_on["issuer"])
    services.drop_link(
        by=cast.province, now=timezone.now(), account=account("soyte").pk, issuer=single_sign_on["issuer"]
    )
    assert go_as(browser(), "o-1").status_code == 403


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(
    cast: Cast, single_sign_on: dict[str, str]
) -> None:
    tied("soyte", "o-1", cast, single_sign_on["issuer"])
    thief, victim = browser(), browser("203.0.113.9")
    away = thief.get(ALONE)
    answer = requests.post(away["Location"], data={"sub": "o-1"}, allow_redirects=False, timeout=5)
    victim.get(ALONE)
    for client in (victim, browser("192.0.2.1")):
        assert come_back(client, answer.headers["Location"])["Location"] == reverse("sign_in")


def test_asked_is_with_state_nonce_and_a_proof_key(cast: Cast, single_sign_on: dict[str, str]) -> None:
    words = parse_qs(urlsplit(browser().get(ALONE)["Location"]).query)
    assert words["code_challenge_method"] == ["S256"]
    assert words["scope"] == ["openid"]
    assert all(len(words[name][0]) >= 32 for name in ("state", "nonce", "code_challenge"))


@pytest.mark.parametrize(
    "changed", [{"nonce": "x"}, {"aud": "another"}, {"iss": "https://x.example"}, {"exp": 1}, {"azp": "x"}]
)
def test_a_token_that_does_not_fit_is_refused(
    cast: Cast, single_sign_on: dict[str, str], changed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nonce, audience, issuer, expiry and authorised party: each alone is enough to refuse."""
    tied("soyte", "o-1", cast, single_sign_on["issuer"])
    real = jwt.api_jwt.PyJWT._validate_claims

    def altered(self: Any, payload: dict[str, Any], *rest: Any, **more: Any) -> None:
        payload.update(changed)
        real(self, payload, *rest, **more)

    monkeypatch.setattr(jwt.api_jwt.PyJWT, "_validate_claims", altered)
    assert go_as(browser(), "o-1")["Location"] == reverse("sign_in")


def test_a_token_that_the_provider_did_not_sign_is_refused(
    cast: Cast, single_sign_on: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tied("soyte", "o-1", cast, single_sign_on["issuer"])
    forged = jwt.encode({"sub": "o-1"}, "x" * 32, headers={"kid": "x"})

    class Answer:
        def raise_for_status(self) -> None:
            pass

        def json(self) -> dict[str, str]:
            return {"id_token": forged}

    client = browser()
    away = client.get(ALONE)
    back = requests.post(away["Location"], data={"sub": "o-1"}, allow_redirects=False, timeout=5)
    monkeypatch.setattr(requests, "post", lambda *_, **__: Answer())
    assert come_back(client, back.headers["Location"])["Location"] == reverse("sign_in")


def test_a_provider_that_does_not_answer_leaves_the_password(cast: Cast, settings: Any) -> None:
    settings.SINGLE_SIGN_ON = {
        "name": "Một cửa",
        "issuer": "http://localhost:9",
        "client": "x",
        "secret": "x",
    }
    answer = browser().get(ALONE, follow=True)
    assert "dùng mật khẩu" in answer.content.decode()


def test_signing_out_offers_to_sign_out_there_too(cast: Cast, single_sign_on: dict[str, str]) -> None:
    tied("soyte", "o-1", cast, single_sign_on["issuer"])
    client = browser()
    go_as(client, "o-1")
    page = client.post(reverse("sign_out"), follow=True).content.decode()
    assert f"{single_sign_on['issuer']}/oauth2/end_session" in page
