"""What an account has to sign in with, and where it is signed in."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power, SecondFactor, may_close_account, roles
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.signin.models import Factor, Link, RecoveryCode, Session
from chungtay.signin.rules import FactorKind

if TYPE_CHECKING:
    from chungtay.agencies.models import Account


def list_factors(account: int) -> QuerySet[Factor]:
    return Factor.objects.filter(account=account)


def get_factor(account: int, factor: int) -> Factor:
    try:
        return Factor.objects.get(account=account, pk=factor)
    except Factor.DoesNotExist:
        raise NotThere("factor") from None


def has_factor(account: int) -> bool:
    return Factor.objects.filter(account=account).exists()


def has_authenticator_app(account: int) -> bool:
    return Factor.objects.filter(account=account, kind=FactorKind.TOTP).exists()


def passkeys_of(account: int) -> list[str]:
    """The public parts of the account's passkeys, as the browser is reminded of them."""
    keys = Factor.objects.filter(account=account, kind=FactorKind.PASSKEY)
    return list(keys.values_list("public_key", flat=True))


def get_passkey(credential: str) -> Factor | None:
    """The passkey of this number, of an account that is in use."""
    known = Factor.objects.filter(credential=credential, account__is_active=True).exclude(credential="")
    return known.select_related("account").first()


def count_recovery_codes(account: int) -> int:
    """How many have not been used yet."""
    return RecoveryCode.objects.filter(account=account, used__isnull=True).count()


def list_sessions(account: int, *, now: datetime) -> QuerySet[Session]:
    """Where the account is signed in, the latest first."""
    return Session.objects.filter(account=account, expire_date__gt=now, since__isnull=False).order_by("-seen")


def get_link(account: int, issuer: str) -> Link | None:
    return Link.objects.filter(account=account, issuer=issuer).first()


def why_second_factor(account: int, *, on: date) -> str:
    """Why a post that the person holds asks for more than a password; empty where none does."""
    held = [roles()[holding.post.role] for holding in agencies.list_holdings(account, on=on)]
    asking = (role for role in held if role.second_factor == SecondFactor.REQUIRED)
    return next((role.second_factor_why for role in asking), "")


def place_of(account: int, *, on: date) -> int | None:
    """The place of the body in which the person has longest held a post; what happens at the door belongs there."""
    held = agencies.list_holdings(account, on=on)
    return held[0].post.agency.place_id if held else None


def get_account_to_help(actor: Actor, account: int, *, on: date) -> "Account":
    """Somebody else's account whose every post lies in bodies that the actor manages; NotThere for any other.

    One post elsewhere is enough to refuse: who resets a password could sign in to that post as well.
    """
    actor.must(Power.AGENCIES_MANAGE)
    helped = agencies.get_account(actor, account)
    manages_all = agencies.manages_all(actor, account, on=on)
    if not may_close_account(actor, account=account, manages_all=manages_all) or not helped.is_active:
        raise NotThere("account")
    return helped
