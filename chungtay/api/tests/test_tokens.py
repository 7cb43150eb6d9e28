"""A token's whole life: made, shown once, used, narrowed, ended."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chungtay.agencies import services as agencies
from chungtay.agencies.models import Account
from chungtay.agencies.queries import list_holdings
from chungtay.api import queries, services
from chungtay.api.models import Token
from chungtay.api.rules import TokenScope, last_day, limits, narrowed, parts_of, scopes, scopes_for
from chungtay.api.tests.factories import Machine, machine, token_for
from chungtay.api.v1 import description
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.journal import queries as journal
from chungtay.signin.access import PROOF
from tests.cast import FOUNDER, NOW, TODAY, Cast

pytestmark = pytest.mark.django_db


def make(by: Actor, *, scopes: list[str] | None = None, ends_on: date = date(2026, 6, 1)) -> str:
    asked = [TokenScope.DIRECTORY_READ.value] if scopes is None else scopes
    return services.make_token(by=by, now=NOW, name="Máy của phòng (ví dụ)", scopes=asked, ends_on=ends_on)


def codes(refusal: Refused) -> list[str]:
    return [problem.code for problem in refusal.problems]


def test_only_a_hash_of_the_secret_is_kept(cast: Cast) -> None:
    shown = make(cast.officer)
    _handle, secret = parts_of(shown) or ("", "")
    row = Token.objects.get()
    assert secret not in repr(vars(row))
    assert queries.find_token(shown, on=TODAY) == row


def test_a_token_with_one_sign_changed_is_nobodys(cast: Cast) -> None:
    shown = make(cast.officer)
    other = shown[:-1] + ("0" if shown[-1] != "0" else "1")
    assert queries.find_token(other, on=TODAY) is None


def test_it_lives_through_its_last_day_and_no_longer(cast: Cast) -> None:
    shown = make(cast.officer, ends_on=date(2026, 3, 5))
    assert queries.find_token(shown, on=date(2026, 3, 5)) is not None
    assert queries.find_token(shown, on=date(2026, 3, 6)) is None


def test_revoked_it_opens_nothing_and_revoking_again_changes_nothing(cast: Cast) -> None:
    shown = make(cast.officer)
    token = Token.objects.get().pk
    services.revoke_token(by=cast.officer, now=NOW, token=token)
    services.revoke_token(by=cast.officer, now=NOW + timedelta(days=1), token=token)
    assert queries.find_token(shown, on=TODAY) is None
    assert Token.objects.get().revoked == NOW


def test_nobody_revokes_or_sees_the_token_of_another_of_the_same_body(cast: Cast) -> None:
    make(cast.officer)
    with pytest.raises(NotThere):
        services.revoke_token(by=cast.deputy, now=NOW, token=Token.objects.get().pk)
    assert list(queries.list_tokens(cast.deputy)) == []


def test_the_journal_tells_of_it_without_the_secret(cast: Cast) -> None:
    shown = make(cast.officer)
    services.revoke_token(by=cast.officer, now=NOW, token=Token.objects.get().pk)
    told = list(journal.history_of(f"account:{cast.officer.account}"))
    assert {entry.verb for entry in told} >= {"api.token_made", "api.token_revoked"}
    assert shown.rpartition("_")[2] not in repr([vars(entry) for entry in told])


@pytest.mark.parametrize(
    ("scopes", "ends_on", "code"),
    [
        ([], date(2026, 6, 1), "no_scope"),
        (["work.manage"], date(2026, 6, 1), "scope_not_yours"),
        (["fhir.read"], date(2026, 6, 1), "scope_not_yours"),
        (["directory.read"], TODAY, "end"),
        (["directory.read"], last_day(TODAY) + timedelta(days=1), "end"),
    ],
)
def test_what_the_post_cannot_give_or_has_no_end_is_refused(
    cast: Cast, scopes: list[str], ends_on: date, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        make(cast.officer, scopes=scopes, ends_on=ends_on)
    assert codes(refusal.value) == [code]
    assert not Token.objects.exists()


def test_an_account_has_so_many_tokens_and_no_more(cast: Cast) -> None:
    for _number in range(limits().tokens):
        make(cast.officer)
    with pytest.raises(Refused) as refusal:
        make(cast.officer)
    assert codes(refusal.value) == ["too_many"]


def test_an_operation_has_the_powers_of_its_scope_that_the_post_has_too(cast: Cast) -> None:
    for scope in TokenScope:
        for actor in (cast.province, cast.officer, cast.leader):
            assert narrowed(actor, scope).powers <= actor.powers & scopes()[scope].powers
    assert narrowed(cast.province, TokenScope.DIRECTORY_READ).powers == frozenset()


def test_a_post_that_only_keeps_files_has_no_use_for_the_scope_of_who_treats() -> None:
    assert TokenScope.FHIR_READ not in scopes_for({"people.read", "cases.read"})
    assert TokenScope.FHIR_READ in scopes_for({"people.read", "cases.read", "care.treat"})


def test_a_password_that_an_administrator_set_stops_the_machine_until_it_is_changed(cast: Cast) -> None:
    asking = machine(cast.officer)
    Account.objects.filter(pk=cast.officer.account).update(must_change_password=True)
    assert asking.ask("/me").status_code == 401


def test_nobody_without_a_living_post_or_account_asks_anything(cast: Cast) -> None:
    leaving, closed = machine(cast.deputy), machine(cast.officer_next_door)
    assert (leaving.ask("/me").status_code, closed.ask("/me").status_code) == (200, 200)
    [held] = list_holdings(cast.deputy.account, on=NOW.date())
    agencies.end_holding(
        by=FOUNDER, now=NOW, holding=held.pk, on=NOW.date(), ground="Chuyển công tác (ví dụ)"
    )
    agencies.close_account(by=FOUNDER, now=NOW, account=cast.officer_next_door.account, ground="Nghỉ (ví dụ)")
    for path, method in [
        (path, method) for path, methods in description()["paths"].items() for method in methods
    ]:
        assert getattr(leaving, method)(_numbered(path)).status_code == 401, path
        assert getattr(closed, method)(_numbered(path)).status_code == 401, path


def _numbered(path: str) -> str:
    """The path with a 1 for each of its pieces."""
    pieces = path.split("/")
    return "/".join("1" if piece.startswith("{") else piece for piece in pieces)


def page(actor: Actor) -> Client:
    """The browser of the person, who has shown just now who they are."""
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    session = client.session
    session[PROOF] = {"means": ["password"], "at": timezone.now().timestamp()}
    session.save()
    return client


def test_on_the_page_a_token_is_made_shown_once_used_and_revoked(cast: Cast) -> None:
    client = page(cast.officer)
    today = timezone.localdate()
    said = {
        "act": "make",
        "name": "Máy (ví dụ)",
        "scopes": ["directory.read"],
        "ends_on": today + timedelta(days=9),
    }
    answer = client.post("/tai-khoan/khoa-giao-tiep/", said)
    shown = answer.context["token"]
    assert shown in answer.content.decode()
    assert Machine(shown).ask("/me").json()["post"] == cast.officer.post
    listed = client.get("/tai-khoan/khoa-giao-tiep/").content.decode()
    assert shown.rpartition("_")[2] not in listed
    assert f"{today:%d/%m/%Y}" in listed, "the day of the last use"
    client.post("/tai-khoan/khoa-giao-tiep/", {"act": "revoke", "token": Token.objects.get().pk})
    assert Machine(shown).ask("/me").status_code == 401


def test_the_page_offers_what_a_key_may_do_under_what_it_is_about(cast: Cast) -> None:
    shown = page(cast.province).get("/tai-khoan/khoa-giao-tiep/")
    by_part = shown.context["form"].scopes_by_part()
    offered = [box.data["value"] for boxes in by_part.values() for box in boxes]
    assert sorted(offered) == sorted(scopes_for(cast.province.powers))
    assert {"money.read", "money.manage"} <= {box.data["value"] for box in by_part["Kinh phí"]}
    html = shown.content.decode()
    assert all(html.count(f'name="scopes" value="{scope}"') == 1 for scope in offered)
    assert all(f"<legend>{part}</legend>" in html for part in by_part)


def test_who_has_not_shown_lately_who_they_are_is_asked_first(cast: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.officer.account))
    assert "/xac-nhan-lai/" in client.get("/tai-khoan/khoa-giao-tiep/")["Location"]


def test_a_form_without_a_choice_says_what_is_missing(cast: Cast) -> None:
    answer = page(cast.officer).post(
        "/tai-khoan/khoa-giao-tiep/", {"act": "make", "name": "Máy", "ends_on": "2020-01-01"}
    )
    assert answer.status_code == 422
    assert not Token.objects.exists()


def test_a_token_of_a_deputy_opens_what_the_deputy_opens(cast: Cast) -> None:
    assert Machine(token_for(cast.stand_in)).ask("/me").json()["post"] == cast.province.post
