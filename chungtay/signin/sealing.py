"""Secrets at rest: sealed with AES-256-GCM under a key made of the server's secret, bound to where they stand.

The secret is the file ``secret`` of the data folder; a copy of the database alone opens nothing, and a sealed text
moved to another row does not open either. After a change of the secret, SECRET_KEY_FALLBACKS still opens.
"""

import base64
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.encoding import force_bytes

_NONCE = 12


def seal(text: str, *, place: str) -> str:
    """``place`` says where the text belongs ("factor:12"); :func:`unseal` wants the same."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, text.encode(), place.encode())
    return base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, place: str) -> str:
    """ValueError for a text of another place, another server, or one that was altered."""
    raw = base64.b64decode(sealed)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return AESGCM(_key(secret)).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()
        except InvalidTag:
            continue
    raise ValueError("sealed elsewhere")


def keyed_hash(*words: str) -> str:
    """What can be compared and not be read: HMAC-SHA256 in hex."""
    return hmac.new(_key(settings.SECRET_KEY), "\0".join(words).encode(), "sha256").hexdigest()


def _key(secret: str | bytes) -> bytes:
    return hmac.digest(force_bytes(secret), b"chungtay.signin", "sha256")
