"""People at the door, for the tests of this room."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyotp
import requests
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.agencies.rules import AgencyLevel
from chungtay.signin import services
from chungtay.signin.models import Factor
from chungtay.signin.rules import FactorKind, new_totp_secret
from chungtay.signin.sealing import seal
from tests.cast import NOW, PASSWORD, TODAY, Cast, seat

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


def browser(address: str = "198.51.100.7") -> Client:
    """A new browser somewhere in the world."""
    return Client(REMOTE_ADDR=address, HTTP_USER_AGENT=CHROME)


def try_password(client: Client, username: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("sign_in"), {"username": username, "password": password, **more})


def administrator(cast: Cast) -> Account:
    """An administrator of the cast's province ("quantri")."""
    seat(
        "Công an tỉnh Mẫu", "quantri", "administrator", place=cast.province.place, level=AgencyLevel.PROVINCE
    )
    return account("quantri")


def account(username: str) -> Account:
    return Account.objects.get(username=username)


def with_app(username: str) -> pyotp.TOTP:
    """The account has an authenticator app, which is returned."""
    secret, owner = new_totp_secret(), account(username)
    Factor.objects.create(
        account=owner,
        kind=FactorKind.TOTP,
        name="app",
        secret=seal(secret, place=f"totp:{owner.pk}"),
        added=NOW,
    )
    return pyotp.TOTP(secret)


def with_recovery_codes(username: str) -> list[str]:
    return services.renew_recovery_codes(by=services.as_person(account(username), on=TODAY), now=NOW)


@contextmanager
def running_provider() -> Iterator[str]:
    """Other people's OpenID provider, in a process of its own; its issuer. Whoever asks for a name there, is it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    issuer = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                requests.get(f"{issuer}/.well-known/openid-configuration", timeout=1)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield issuer
    finally:
        running.terminate()
        running.wait(timeout=10)
