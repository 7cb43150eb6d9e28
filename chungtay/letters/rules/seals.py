"""Reads the digital signatures of a PDF: who signed, when, whether it was changed since, whether the signer is known.

Nothing is fetched: a chain is known where it ends in one of the roots that the caller trusts, and whether a
certificate was revoked is known where the file carries the authority's own word on it (lists, answers: its DSS).
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    async_validate_pdf_signature,
)
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True)
class Root:
    """A certificate to trust."""

    subject: str
    fingerprint: str  # SHA-256, in hex
    pem: str


@dataclass(frozen=True, slots=True)
class Seal:
    """One signature. ``signed_at`` is what the signer's machine says, unless ``stamped``: an authority's time stamp.

    ``intact``: what it covers is as it was signed, and the signature is the certificate's. ``whole``: nothing stands in
    the file beside what it covers but later signatures and form filling (``altered`` says the opposite of both).
    ``known``: the certificate leads to a root that is trusted. ``expired``: it was not valid on the day it signed.
    ``revoked``: it had been withdrawn by then. ``looked_up``: the file says whether it had; else nobody knows here.
    """

    signer: str
    issuer: str
    signed_at: datetime | None
    stamped: bool
    intact: bool
    whole: bool
    known: bool
    expired: bool
    revoked: bool = False
    looked_up: bool = False

    @property
    def altered(self) -> bool:
        return not (self.intact and self.whole)


def read_root(content: bytes) -> Root:
    """A certificate as PEM or DER. Raises ValueError where it is none."""
    try:
        armored = b"-----BEGIN" in content
        found = (x509.load_pem_x509_certificate if armored else x509.load_der_x509_certificate)(content)
        subject = found.subject.rfc4514_string()
    except (ValueError, TypeError) as error:
        raise ValueError("no certificate") from error
    return Root(subject, found.fingerprint(SHA256()).hex(), found.public_bytes(Encoding.PEM).decode())


def read_seals(pdf: bytes, roots: Sequence[bytes], *, now: datetime) -> list[Seal]:
    """Every signature of the file, in the order of signing; ``roots`` are PEM. Raises ValueError where it is no PDF."""
    try:
        file = PdfFileReader(BytesIO(pdf))
        found, told = file.embedded_regular_signatures, _told_of(file)
    except (PdfError, ValueError, OSError, RecursionError, KeyError, IndexError, TypeError) as error:
        raise ValueError("no PDF") from error
    trusted = [one for root in roots for one in load_certs_from_pemder_data(root)]
    return [_seal(one, trusted, told, now) for one in found]


def _told_of(file: PdfFileReader) -> DocumentSecurityStore | None:
    """What the file carries on certificates, for long-term validation."""
    try:
        return DocumentSecurityStore.read_dss(file)
    except NoDSSFoundError:
        return None


def _seal(
    one: EmbeddedPdfSignature, trusted: list[Any], told: DocumentSecurityStore | None, now: datetime
) -> Seal:
    certificate = one.signer_cert
    signed_at = one.self_reported_timestamp
    valid = certificate.not_valid_before <= (signed_at or now) <= certificate.not_valid_after
    status = _status(one, trusted, told, signed_at or now)
    strict = _status(one, trusted, told, signed_at or now, needs_word=True) if told else None
    revoked = any(one is not None and one.revoked for one in (status, strict))
    stamped = status is not None and status.timestamp_validity is not None and status.timestamp_validity.valid
    return Seal(
        signer=_named(certificate.subject),
        issuer=_named(certificate.issuer),
        signed_at=signed_at,
        stamped=stamped,
        intact=status is not None and status.intact and status.valid,
        whole=status is not None and _is_whole(status),
        known=status is not None and status.trusted and not revoked,
        expired=not valid,
        revoked=revoked,
        looked_up=revoked or (strict is not None and strict.trusted),
    )


def _status(
    one: EmbeddedPdfSignature, trusted: list[Any], told: DocumentSecurityStore | None, moment: datetime, *,
    needs_word: bool = False,
) -> PdfSignatureStatus | None:  # fmt: skip
    """None where the signature cannot even be read. ``needs_word``: what the file does not clear is not trusted."""
    asked: dict[str, Any] = {
        "trust_roots": trusted, "allow_fetching": False, "moment": moment, "best_signature_time": moment,
        "revocation_mode": "require" if needs_word else "soft-fail",
        "retroactive_revinfo": True,  # a list of later says as well who had not been revoked by then
    }  # fmt: skip
    try:
        context = told.as_validation_context(asked) if told else ValidationContext(**asked)
        with ThreadPoolExecutor(1) as aside:  # the caller's thread may have an event loop of its own
            return aside.submit(asyncio.run, async_validate_pdf_signature(one, context)).result()
    except (SignatureValidationError, SigningError, PdfError, ValueError):
        return None


def _is_whole(status: PdfSignatureStatus) -> bool:
    allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    covers = status.coverage in (
        SignatureCoverageLevel.ENTIRE_FILE,
        SignatureCoverageLevel.ENTIRE_REVISION,
    )
    return covers and status.modification_level in allowed


def _named(name: Any) -> str:
    """The common name, with the body where the certificate names one."""
    said = name.native
    parts = [said.get("common_name", ""), said.get("organization_name", "")]
    return ", ".join(dict.fromkeys(str(part) for part in parts if part)) or str(name.human_friendly)
