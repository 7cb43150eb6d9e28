"""Tokens of an account, and the one that a machine shows."""

from datetime import date
from hmac import compare_digest

from django.db.models import F, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.agencies.access import actor_of
from chungtay.api.models import Token
from chungtay.api.rules import hashed, parts_of
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere


def list_tokens(actor: Actor) -> QuerySet[Token]:
    """Every token of the person, whichever post it acts from; those in use first, then the latest made."""
    mine = Token.objects.filter(account=actor.account).select_related("post__agency")
    return mine.order_by(F("revoked").asc(nulls_first=True), "-made", "-handle")


def count_living(actor: Actor, *, on: date) -> int:
    return Token.objects.filter(account=actor.account, revoked__isnull=True, ends_on__gte=on).count()


def get_token(actor: Actor, token: int) -> Token:
    try:
        return Token.objects.get(pk=token, account=actor.account)
    except Token.DoesNotExist:
        raise NotThere("token") from None


def find_token(shown: str, *, on: date) -> Token | None:
    """The living token that was shown; None for any other, without a word why."""
    parts = parts_of(shown)
    found = parts and Token.objects.select_related("account").filter(handle=parts[0]).first()
    if not parts or not found or not compare_digest(found.hash, hashed(parts[1])):
        return None
    return found if found.revoked is None and found.ends_on >= on else None


def actor_by(token: Token, *, on: date) -> Actor | None:
    """Who the token acts as: its post, as long as its person holds it and the account is in order.

    A person whose password was set by an administrator must first choose one: until then nothing acts for them.
    """
    if not token.account.is_active or token.account.must_change_password:
        return None
    held = agencies.list_holdings(token.account_id, on=on)
    return next((actor_of(holding) for holding in held if holding.post_id == token.post_id), None)
