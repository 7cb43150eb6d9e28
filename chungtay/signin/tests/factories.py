"""People at the door, for the tests of this room."""

from datetime import timedelta
from typing import Any

import pyotp
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies.models import Account
from chungtay.agencies.rules import AgencyLevel
from chungtay.signin import services
from chungtay.signin.models import Factor
from chungtay.signin.rules import FactorKind, new_totp_secret
from chungtay.signin.sealing import seal
from tests.cast import NOW, PASSWORD, Cast, seat

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
    return services.renew_recovery_codes(by=services.as_person(account(username)), now=NOW)


def later(**by: float) -> Any:
    return timezone.now() + timedelta(**by)
