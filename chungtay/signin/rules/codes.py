"""One-time codes: of an authenticator app (RFC 6238) and on paper."""

import base64
import hmac
import secrets
import struct
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote, urlencode

PERIOD = 30  # seconds; what every authenticator app assumes, like the six digits and SHA-1
# Letters and digits that nobody mistakes for one another on paper.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECOVERY_CODES = 10


class FactorKind(StrEnum):
    """What a second step can be done with, kept on the account."""

    TOTP = "totp"
    PASSKEY = "passkey"


class Means(StrEnum):
    """With what a person has shown, in this session, who they are."""

    PASSWORD = "password"  # noqa: S105  the word, not one
    SINGLE_SIGN_ON = "single_sign_on"
    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY = "recovery"


def new_totp_secret() -> str:
    """160 random bits in base 32, as RFC 4226 asks for."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def otpauth_address(secret: str, username: str) -> str:
    """What the QR code says to the authenticator app."""
    words = urlencode({"secret": secret, "issuer": "Chung Tay"}, quote_via=quote)
    return f"otpauth://totp/{quote('Chung Tay')}:{quote(username)}?{words}"


def matching_step(secret: str, code: str, now: datetime, *, after: int = -1) -> int | None:
    """The time step that ``code`` belongs to: this one, or one beside it for a clock that is half a minute off.

    Only steps later than ``after`` (the step of the last code that was used) count: a code is used once.
    """
    this = int(now.timestamp()) // PERIOD
    fitting = [
        step
        for step in (this - 1, this, this + 1)
        if hmac.compare_digest(_code(secret, step).encode(), code.encode()) and step > after
    ]
    return fitting[0] if fitting else None


def _code(secret: str, step: int) -> str:
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    at = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[at : at + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def new_recovery_code() -> str:
    """Ten characters in two groups: 49 bits, for a limited number of tries."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def recovery_key(code: str) -> str:
    """A code as it is compared, however it was typed."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
