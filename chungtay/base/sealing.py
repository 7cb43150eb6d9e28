"""Words sealed at rest: AES-256-GCM, bound to where they stand, so that moved to another row they do not open.

Which key is the caller's to say; whoever changes it gives the old ones to :func:`unseal` as well.
"""

import base64
import secrets
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


def seal(text: str, *, key: bytes, place: str) -> str:
    """``key`` has 32 bytes; ``place`` says where the text belongs ("factor:12"), :func:`unseal` wants the same."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), place.encode())
    return base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, keys: Iterable[bytes], place: str) -> str:
    """ValueError for a text of another place, another key, or one that was altered."""
    raw = base64.b64decode(sealed)
    for key in keys:
        try:
            return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()
        except InvalidTag:
            continue
    raise ValueError("sealed elsewhere")
