"""The secret with which a subscription signs: sealed at rest under a key of the server's."""

import hmac

from django.conf import settings
from django.utils.encoding import force_bytes

from chungtay.base import sealing
from chungtay.events.models import Subscription


def keep_secret(row: Subscription, secret: str) -> None:
    row.secret = sealing.seal(secret, key=_key(settings.SECRET_KEY), place=f"subscription:{row.pk}")
    row.save(update_fields=["secret"])


def secret_of(row: Subscription) -> str:
    """ValueError where this server's secret does not open it."""
    keys = [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return sealing.unseal(row.secret, keys=keys, place=f"subscription:{row.pk}")


def _key(secret: str | bytes) -> bytes:
    return hmac.digest(force_bytes(secret), b"chungtay.events", "sha256")
