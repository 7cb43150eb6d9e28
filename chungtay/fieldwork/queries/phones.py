"""Keys of phones: one's own, and the one that a phone shows."""

from datetime import date
from typing import TYPE_CHECKING

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.fieldwork.models import PhoneKey
from chungtay.fieldwork.rules.keys import fits

if TYPE_CHECKING:
    from chungtay.agencies.models import Holding


def list_phone_keys(actor: Actor) -> list[PhoneKey]:
    """The actor's own, those taken back too, the newest first."""
    return list(PhoneKey.objects.filter(account=actor.account).select_related("post"))


def key_shown(name: str, secret: str, *, on: date) -> PhoneKey | None:
    """The living key of that name, if the secret fits.

    A person whose password was set by an administrator must first choose one: until then nothing acts for them.
    """
    found = PhoneKey.objects.filter(
        name=name, revoked_at=None, expires_on__gt=on, account__is_active=True, account__must_change_password=False
    ).first()  # fmt: skip
    return found if found is not None and fits(secret, found.secret) else None


def holding_of(key: PhoneKey, *, on: date) -> "Holding | None":
    """The post that the key was made in, as long as the person holds it."""
    held = agencies.list_holdings(key.account_id, on=on)
    return next((one for one in held if one.post_id == key.post_id), None)
