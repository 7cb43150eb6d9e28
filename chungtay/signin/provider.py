"""The provincial single sign-on: OpenID Connect, the code flow with PKCE (S256), state and nonce.

Asked of the provider is one thing only: who is this, by its own stable name (``sub``). No e-mail, no name, no power
is taken from it.
"""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any
from urllib.parse import quote_plus, urlencode

import jwt
import requests
from django.conf import settings

_TIMEOUT = 5  # seconds
_KEPT = 3600  # seconds that the provider's own description is believed
_KEPT_AFTER_FAILURE = 30  # a provider that does not answer is not asked again at once
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]


class NoAnswer(Exception):
    """The provider cannot be reached, or what it says does not hold. The text is for the log, not for the page."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What the machine says of it (environment.py)."""

    name: str
    issuer: str
    client: str
    secret: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is kept, sealed, in the browser while its person is away at the provider."""

    state: str
    nonce: str
    verifier: str
    following: str
    account: int  # whose session asked; 0 for nobody's

    def as_words(self) -> dict[str, Any]:
        return asdict(self)


def the_provider() -> Provider | None:
    return Provider(**settings.SINGLE_SIGN_ON) if settings.SINGLE_SIGN_ON else None


def ask(provider: Provider, *, back: str, following: str, account: int) -> tuple[str, Asked]:
    """The address to send the browser to, and what to keep until it is back at ``back``. NoAnswer from the provider."""
    asked = Asked(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        following=following,
        account=account,
    )
    digest = hashlib.sha256(asked.verifier.encode()).digest()
    words = {
        "response_type": "code",
        "scope": "openid",
        "client_id": provider.client,
        "redirect_uri": back,
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{_described(provider)['authorization_endpoint']}?{urlencode(words)}", asked


def subject_of(provider: Provider, asked: Asked, *, state: str, code: str, back: str) -> str:
    """Who the provider says it is. NoAnswer for anything that does not fit what was asked."""
    if not code or not hmac.compare_digest(state.encode(), asked.state.encode()):
        raise NoAnswer("state")
    words = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": asked.verifier,
    }
    try:
        answer = requests.post(
            _described(provider)["token_endpoint"], data=words, timeout=_TIMEOUT, allow_redirects=False,
            auth=(quote_plus(provider.client), quote_plus(provider.secret)),  # RFC 6749, 2.3.1
        )  # fmt: skip
        answer.raise_for_status()
        claims = _claims(provider, str(answer.json()["id_token"]))
    except (requests.RequestException, jwt.PyJWTError, ValueError, KeyError, TypeError) as wrong:
        raise NoAnswer(type(wrong).__name__) from wrong
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), asked.nonce.encode()):
        raise NoAnswer("nonce")
    return str(claims["sub"])


def sign_out_address(provider: Provider, *, back: str) -> str:
    """Where the session at the provider is ended too; empty where it has no such address."""
    try:
        address = _described(provider).get("end_session_endpoint", "")
    except NoAnswer:
        return ""
    words = {"client_id": provider.client, "post_logout_redirect_uri": back}
    return f"{address}?{urlencode(words)}" if address else ""


def _claims(provider: Provider, token: str) -> dict[str, Any]:
    """What a token says, when the provider itself signed it for us and it has not run out."""
    key = _key_of(token, _keys(_described(provider)["jwks_uri"]))
    claims: dict[str, Any] = jwt.decode(
        token, key, algorithms=_ALGORITHMS, audience=provider.client, issuer=provider.issuer, leeway=60,
        options={"require": ["iss", "sub", "aud", "exp", "iat"]},
    )  # fmt: skip
    if claims.get("azp", provider.client) != provider.client:
        raise jwt.InvalidAudienceError("azp")
    return claims


def _key_of(token: str, keys: jwt.PyJWKClient) -> jwt.PyJWK:
    """The key that the token names; one that names none must mean the only one (OpenID Connect Core 1.0, 10.1)."""
    named = jwt.get_unverified_header(token).get("kid")
    if named:
        return keys.get_signing_key(named)
    every = keys.get_signing_keys()
    if len(every) != 1:
        raise jwt.PyJWKClientError("no kid, several keys")
    return every[0]


@cache
def _keys(address: str) -> jwt.PyJWKClient:
    return jwt.PyJWKClient(address, timeout=_TIMEOUT)


_descriptions: dict[str, tuple[float, dict[str, Any] | None]] = {}


def _described(provider: Provider) -> dict[str, Any]:
    """The provider's own description (OpenID Connect Discovery 1.0), asked for once an hour."""
    until, known = _descriptions.get(provider.issuer, (0.0, None))
    if time.monotonic() >= until:
        known = _fetched(provider.issuer)
        kept = _KEPT if known else _KEPT_AFTER_FAILURE
        _descriptions[provider.issuer] = (time.monotonic() + kept, known)
    if known is None:
        raise NoAnswer("no description")
    return known


def _fetched(issuer: str) -> dict[str, Any] | None:
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        answer = requests.get(address, timeout=_TIMEOUT, allow_redirects=False)
        answer.raise_for_status()
        said: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError):
        return None
    needed = {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"}
    return said if needed <= said.keys() and said["issuer"] == issuer else None
