"""Signed as Standard Webhooks 1.0.0 asks: HMAC-SHA256 over id, timestamp and body, the secret "whsec_" + base64."""

import base64
import hashlib
import hmac
import secrets

_PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    return _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def headers_for(secret: str, name: str, at: int, body: bytes) -> dict[str, str]:
    """What goes with a body: ``name`` of the event, ``at`` in seconds since 1970, so that an old one sent again by
    somebody else is told from a new one.
    """
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    seal = hmac.new(key, f"{name}.{at}.".encode() + body, hashlib.sha256).digest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Chung-Tay",
        "webhook-id": name,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(seal).decode()}",
    }
