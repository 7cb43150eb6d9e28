"""Secrets at rest: sealed under a key made of the server's secret, bound to where they stand.

The secret is the file ``secret`` of the data folder; a copy of the database alone opens nothing. After a change of the
secret, SECRET_KEY_FALLBACKS still opens.
"""

import hmac

from django.conf import settings
from django.utils.encoding import force_bytes

from chungtay.base import sealing


def seal(text: str, *, place: str) -> str:
    """``place`` says where the text belongs ("factor:12"); :func:`unseal` wants the same."""
    return sealing.seal(text, key=_key(settings.SECRET_KEY), place=place)


def unseal(sealed: str, *, place: str) -> str:
    """ValueError for a text of another place, another server, or one that was altered."""
    keys = [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return sealing.unseal(sealed, keys=keys, place=place)


def keyed_hash(*words: str) -> str:
    """What can be compared and not be read: HMAC-SHA256 in hex."""
    return hmac.new(_key(settings.SECRET_KEY), "\0".join(words).encode(), "sha256").hexdigest()


def _key(secret: str | bytes) -> bytes:
    return hmac.digest(force_bytes(secret), b"chungtay.signin", "sha256")
