"""How a tip is closed and opened: no Django, no database, nothing of our own invention.

* The words and photos of a tip are locked with AES-256-GCM under a key of that tip alone, bound to where they stand.
* That key is sealed (HPKE, RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) to each desk that receives the tip and to the
  recovery key; for the sender it is locked under a key made of the receipt.
* The recovery key exists only as shares on paper (SLIP-39, Shamir: k of n).
* A person's reading key is locked under their passphrase (Argon2id); the server keeps neither of the two.

``static/tips/seal.js`` does the same in a browser, to the same bytes.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha256

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from chungtay.tips.rules.envelopes import Envelope, Keys, Parcel

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
KEY, NONCE = 32, 12  # bytes
# Argon2id as OWASP's Password Storage Cheat Sheet (2025) lists it first: 46 MiB, one pass, one lane.
MEMORY, PASSES = 46 * 1024, 1
# PBKDF2 because every browser has it. A receipt is 63 bits of chance, so that some rounds are enough: to try half of
# them takes 2^62 x 20,000 rounds, a thousand times what 600,000 rounds would ask for sixteen digits.
ROUNDS = 20_000


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


@dataclass(frozen=True, slots=True)
class Halves:
    """What a receipt becomes: ``finder`` finds the tip (by its hash), ``opener`` opens it."""

    finder: bytes
    opener: bytes

    @property
    def lookup(self) -> bytes:
        return sha256(self.finder).digest()


def new_key() -> bytes:
    return secrets.token_bytes(KEY)


def lock(content: bytes, key: bytes, *, place: str) -> bytes:
    """``place`` says where the content belongs ("message:MARK:1"); :func:`unlock` wants the same."""
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


def place_of_words(mark: str, n: int) -> str:
    return f"message:{mark}:{n}"


def place_of_photo(mark: str, n: int, photo: int) -> str:
    return f"photo:{mark}:{n}:{photo}"


def place_of_key(mark: str) -> str:
    return f"tip:{mark}"


def lock_words(text: str, pictures: Sequence[bytes], key: bytes, *, mark: str, n: int) -> Parcel:
    """One message of a tip, the ``n``-th."""
    return Parcel(
        lock(text.strip().encode(), key, place=place_of_words(mark, n)),
        tuple(
            lock(picture, key, place=place_of_photo(mark, n, number))
            for number, picture in enumerate(pictures, start=1)
        ),
    )


def seal_tip(
    text: str, pictures: Sequence[bytes], *, receipt: Halves, desks: Keys, recovery: Keys
) -> Envelope:
    """A whole tip, closed for these desks, the custodians (public keys by their numbers) and the sender."""
    key, mark = new_key(), secrets.token_hex(16)
    return Envelope(
        mark=mark,
        lookup=receipt.lookup,
        sender=lock(key, receipt.opener, place=place_of_key(mark)),
        desks=_sealed_to(desks, key, mark),
        recovery=_sealed_to(recovery, key, mark),
        words=lock_words(text, pictures, key, mark=mark, n=1),
    )


def _sealed_to(keys: Keys, key: bytes, mark: str) -> Mapping[int, bytes]:
    return {number: seal(key, public, place=place_of_key(mark)) for number, public in keys.items()}


def halves_of(receipt: str, salt: bytes) -> Halves:
    """The two halves of a code that people type; slow on purpose, alike for every code."""
    stretched = pbkdf2_hmac("sha256", receipt.encode(), salt, ROUNDS, KEY)
    return Halves(sha256(stretched + b"find").digest(), sha256(stretched + b"open").digest())


def stretch(words: str, salt: bytes) -> bytes:
    """A key out of a passphrase; slow on purpose."""
    return hash_secret_raw(words.encode(), salt, PASSES, MEMORY, 1, KEY, Type.ID)


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
