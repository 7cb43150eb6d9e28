"""Codes, devices, networks, and who may try again: without a database."""

import base64
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.signin.rules import (
    Counted,
    Means,
    Proof,
    Seen,
    counted_at,
    device_words,
    limits,
    matching_step,
    may_try_code,
    may_try_password,
    network_of,
    new_recovery_code,
    new_totp_secret,
    next_gate,
    otpauth_address,
    recovery_key,
)

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
MANY = Counted(10**6, NOW + timedelta(minutes=5))
moments = st.integers(0, 10**8).map(lambda seconds: NOW + timedelta(seconds=seconds))
counts = st.builds(Counted, st.integers(0, 10**6), st.just(NOW + timedelta(minutes=5)))


@given(st.binary(min_size=20, max_size=20), moments)
def test_a_code_of_any_app_of_the_standard_fits_at_its_moment_and_half_a_minute_beside(
    raw: bytes, now: datetime
) -> None:
    secret = base64.b32encode(raw).decode()
    app = pyotp.TOTP(secret)
    for beside in (-30, 0, 30):
        assert matching_step(secret, app.at(now + timedelta(seconds=beside)), now) is not None


def test_a_code_is_used_once() -> None:
    secret = new_totp_secret()
    code = pyotp.TOTP(secret).at(NOW)
    step = matching_step(secret, code, NOW)
    assert step is not None
    assert matching_step(secret, code, NOW, after=step) is None


def test_a_code_of_two_minutes_ago_does_not_fit() -> None:
    secret = new_totp_secret()
    assert matching_step(secret, pyotp.TOTP(secret).at(NOW - timedelta(minutes=2)), NOW) is None


def test_the_apps_read_our_address_as_we_mean_it() -> None:
    secret = new_totp_secret()
    parsed = pyotp.parse_uri(otpauth_address(secret, "xa.a"))
    assert (parsed.secret, parsed.name, parsed.issuer) == (secret, "xa.a", "Chung Tay")


def test_recovery_codes_differ_and_are_read_however_they_are_typed() -> None:
    codes = {new_recovery_code() for _ in range(1000)}
    assert len(codes) == 1000
    code = codes.pop()
    assert recovery_key(f" {code.lower().replace('-', ' ')}") == recovery_key(code)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        (
            "Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/130.0 Chrome/124.0 Safari/537.36",
            "Cốc Cốc · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari · iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 14; SM-A155F) Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("curl/8.0", ""),
    ],
)
def test_a_device_is_called_by_its_browser_and_system(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_a_visitor_cannot_choose_the_network_it_comes_from() -> None:
    """Without a proxy the header says nothing; behind one, only what that proxy itself added counts."""
    assert network_of("203.0.113.9", ["6.6.6.6"], 0) == "203.0.113.0/24"
    assert network_of("10.0.0.1", ["6.6.6.6", "7.7.7.7", "203.0.113.9"], 1) == "203.0.113.0/24"
    assert network_of("10.0.0.1", ["6.6.6.6", "203.0.113.9", "10.0.0.2"], 2) == "203.0.113.0/24"
    assert network_of("10.0.0.1", [], 1) == "10.0.0.0/24"


def test_a_network_never_holds_a_whole_address() -> None:
    assert network_of("2001:db8:1:2:3:4:5:6", [], 0) == "2001:db8:1::/48"
    assert network_of("::ffff:203.0.113.9", [], 0) == "203.0.113.0/24"
    assert network_of("not an address", [], 0) == ""


@given(counts, counts, counts, counts, counts, st.integers(0, limits().device - 1))
def test_whatever_strangers_do_a_known_device_tries_as_before(
    stranger: Counted, network: Counted, account: Counted, everybody: Counted, checks: Counted, own: int
) -> None:
    seen = Seen(Counted(own, NOW), stranger, network, account, everybody, checks)
    assert may_try_password(seen, NOW).go


@given(counts, counts)
def test_from_a_fresh_network_the_real_person_gets_in_after_a_short_wait(
    account: Counted, everybody: Counted
) -> None:
    """However many have failed on the account: after the wait the password is looked at."""
    waited = Seen(account=account, everybody=everybody, waiting_since=NOW - limits().wait)
    assert may_try_password(waited, NOW).go
    asked = may_try_password(Seen(account=account, everybody=everybody), NOW)
    assert asked.go or (asked.again_at is not None and asked.again_at - NOW <= limits().wait)


def test_too_many_failures_of_ones_own_device_wait_for_the_end_of_the_window() -> None:
    assert may_try_password(Seen(device=MANY), NOW).again_at == MANY.ends


def test_one_network_runs_out_of_tries_on_one_account_and_on_all() -> None:
    assert not may_try_password(Seen(stranger=Counted(limits().stranger, NOW)), NOW).go
    assert not may_try_password(Seen(network=Counted(limits().network, NOW)), NOW).go


def test_on_an_account_under_attack_only_some_passwords_of_strangers_are_looked_at() -> None:
    attacked = Seen(account=MANY, waiting_since=NOW - limits().wait)
    assert may_try_password(attacked, NOW).paced
    worn_out = Seen(
        account=MANY, waiting_since=NOW - limits().wait, checks=Counted(limits().checks, MANY.ends)
    )
    assert may_try_password(worn_out, NOW).again_at == MANY.ends


def test_codes_wait_too_and_those_of_a_known_device_by_themselves() -> None:
    assert not may_try_code(None, Counted(limits().code_stranger, NOW)).go
    assert may_try_code(Counted(0, NOW), MANY).go


def test_what_was_counted_is_forgotten_when_its_window_is_over() -> None:
    window = timedelta(minutes=15)
    assert counted_at(7, NOW - window, window, NOW).count == 0
    assert counted_at(7, NOW - window + timedelta(seconds=1), window, NOW).count == 7


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.sets(st.sampled_from(Means)))
def test_a_required_second_factor_lets_nobody_pass_who_has_not_shown_one(
    first_password: bool, has_factor: bool, required: bool, excused: bool, means: set[Means]
) -> None:
    gate = next_gate(
        must_change_password=first_password, factor_required=required, has_factor=has_factor,
        proof=Proof(frozenset(means), NOW), excused=excused,
    )  # fmt: skip
    if gate == "":
        shown = bool(means & {Means.TOTP, Means.PASSKEY, Means.RECOVERY})
        assert not first_password
        assert shown or not required or (excused and not has_factor)


def test_a_proof_survives_the_session_and_grows_stale() -> None:
    proof = Proof(frozenset({Means.PASSWORD, Means.TOTP}), NOW)
    assert Proof.from_words(proof.as_words()) == proof
    assert proof.is_fresh(NOW + timedelta(minutes=14))
    assert not proof.is_fresh(NOW + timedelta(minutes=15))
    assert not Proof.from_words(None).with_second_factor
