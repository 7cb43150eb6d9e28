"""The key of a phone: a name and a secret that can be typed, and the picture that sets up ODK Collect."""

import base64
import json
import secrets
import zlib
from hashlib import sha256
from hmac import compare_digest

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else


def new_name() -> str:
    return "may-" + "".join(secrets.choice(_LETTERS) for _ in range(6))


def new_secret() -> str:
    """24 letters in groups of four: about 118 bits, and typed without mistakes."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(24))
    return "-".join(letters[at : at + 4] for at in range(0, 24, 4))


def hashed(secret: str) -> str:
    return sha256(secret.strip().casefold().encode()).hexdigest()


def fits(secret: str, kept: str) -> bool:
    return compare_digest(hashed(secret), kept)


def collect_settings(*, address: str, name: str, secret: str) -> str:
    """What ODK Collect reads from a QR code: JSON, zlib, base64. Forms follow the server by themselves."""
    settings = {
        "general": {
            "protocol": "odk_default", "server_url": address, "username": name, "password": secret,
            "form_update_mode": "match_exactly", "autosend": "wifi_and_cellular", "image_size": "small",
        },
        "admin": {"change_server": False},
        "project": {"name": "Chung Tay", "icon": "C", "color": "#0b6e6e"},
    }  # fmt: skip
    return base64.b64encode(zlib.compress(json.dumps(settings).encode(), 9)).decode()


def basic(header: str) -> tuple[str, str] | None:
    """The name and secret of an Authorization header; None for any other or a broken one."""
    scheme, _space, rest = header.partition(" ")
    if scheme.casefold() != "basic":
        return None
    try:
        name, colon, secret = base64.b64decode(rest.strip(), validate=True).decode().partition(":")
    except ValueError:
        return None
    return (name, secret) if colon else None
