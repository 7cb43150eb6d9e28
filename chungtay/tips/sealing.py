"""How a tip is closed and opened: no Django, no database, nothing of our own invention.

* The words and photos of a tip are locked with AES-256-GCM under a key of that tip alone, bound to where they stand.
* That key is sealed (HPKE, RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) to each desk that receives the tip and to the
  recovery key; for the sender it is locked under a key made of the receipt.
* The recovery key exists only as shares on paper (SLIP-39, Shamir: k of n).
* A person's reading key is locked under their passphrase (Argon2id); the server keeps neither of the two.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
KEY, NONCE = 32, 12  # bytes
# Argon2id as OWASP's Password Storage Cheat Sheet (2025) lists it first: 46 MiB, one pass, one lane.
MEMORY, PASSES = 46 * 1024, 1


class Closed(Exception):
    """The key does not open this: another key, another place, or altered."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A key pair as 32 bytes each; ``private`` never reaches a table unlocked."""

    private: bytes
    public: bytes

    @classmethod
    def new(cls) -> "Pair":
        return cls.of(X25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def of(cls, private: bytes) -> "Pair":
        return cls(private, X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def new_key() -> bytes:
    return secrets.token_bytes(KEY)


def lock(content: bytes, key: bytes, *, place: str) -> bytes:
    """``place`` says where the content belongs ("message:12:1"); :func:`unlock` wants the same."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unlock(locked: bytes, key: bytes, *, place: str) -> bytes:
    try:
        return AESGCM(key).decrypt(locked[:NONCE], locked[NONCE:], place.encode())
    except (InvalidTag, ValueError):
        raise Closed(place) from None


def seal(key: bytes, public: bytes, *, place: str) -> bytes:
    """Only who has the private half opens it; 80 bytes."""
    return SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public), info=place.encode())


def unseal(sealed: bytes, private: bytes, *, place: str) -> bytes:
    try:
        return SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info=place.encode())
    except (InvalidTag, ValueError):
        raise Closed(place) from None


def stretch(words: str, salt: bytes, length: int = KEY) -> bytes:
    """A key out of something that people type; slow on purpose."""
    return hash_secret_raw(words.encode(), salt, PASSES, MEMORY, 1, length, Type.ID)


def share_out(secret: bytes, needed: int, people: int) -> list[str]:
    """A share of 33 words for each custodian; ``needed`` of them bring the secret back, fewer tell nothing of it."""
    shares: list[str] = generate_mnemonics(1, [(needed, people)], secret)[0]
    return shares


def bring_together(shares: Sequence[str]) -> bytes:
    """Raises Closed where the shares are misspelt, too few, or not of one secret."""
    try:
        secret: bytes = combine_mnemonics(" ".join(share.lower().split()) for share in shares)
    except (MnemonicError, ValueError):
        raise Closed("shares") from None
    return secret
