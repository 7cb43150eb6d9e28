"""Passkeys (WebAuthn level 2) by Yubico's fido2: what the browser is asked, and whether its answer holds.

The challenge of each asking lives five minutes in a sealed cookie (see access.py), so that asking writes nothing.
"""

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

Asked = dict[str, Any]  # what must be kept between asking and answer


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential: str  # base64url
    public_key: str  # attested credential data, base64url
    counter: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A passkey whose signature held. ``verified``: the device made sure of the person (PIN, finger, face)."""

    credential: str
    counter: int
    verified: bool


def possible_on(host: str) -> bool:
    """Browsers keep passkeys for names, not for bare addresses like 127.0.0.1."""
    name = _name_of(host)
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return True
    return False


def ask_for_new(
    host: str, *, account: int, username: str, name: str, public_keys: Sequence[str]
) -> tuple[Any, Asked]:
    """What the browser is asked to make (JSON), and what to keep until it answers."""
    options, asked = _server(host).register_begin(
        PublicKeyCredentialUserEntity(id=str(account).encode(), name=username, display_name=name),
        [_stored(key) for key in public_keys],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options), asked


def accept_new(host: str, asked: Asked, answer: Mapping[str, Any]) -> NewPasskey | None:
    try:
        made = _server(host).register_complete(asked, answer)
    except (ValueError, TypeError, KeyError):
        return None
    data = made.credential_data
    if data is None:
        return None
    return NewPasskey(websafe_encode(data.credential_id), websafe_encode(bytes(data)), made.counter)


def ask_for_any(host: str) -> tuple[Any, Asked]:
    """For signing in without a name: any passkey of this site, and the device must make sure of the person."""
    options, asked = _server(host).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return dict(options), asked


def ask_for_one_of(host: str, public_keys: Sequence[str]) -> tuple[Any, Asked]:
    """For the second step: one of the account's own."""
    options, asked = _server(host).authenticate_begin(
        [_stored(key) for key in public_keys], user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options), asked


def credential_of(answer: Mapping[str, Any]) -> str:
    """The number of the passkey that an answer speaks for; empty for an answer that makes no sense."""
    try:
        return websafe_encode(AuthenticationResponse.from_dict(answer).raw_id)
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""


def accept(host: str, asked: Asked, answer: Mapping[str, Any], public_key: str) -> Shown | None:
    """Whether the answer was made just now, for this site, by the passkey of this key."""
    try:
        stored = _stored(public_key)
        _server(host).authenticate_complete(asked, [stored], answer)
        data = AuthenticationResponse.from_dict(answer).response.authenticator_data
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return Shown(websafe_encode(stored.credential_id), data.counter, data.is_user_verified())


def _stored(public_key: str) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(public_key))


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=_name_of(host), name="Chung Tay"))


def _name_of(host: str) -> str:
    """The host without its port."""
    return host if host.endswith("]") else host.rsplit(":", 1)[0]
