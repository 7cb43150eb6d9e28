"""Keys, certificates and signatures of the tests' own. Nobody in them exists."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO

from asn1crypto.crl import CertificateList  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

SIGNED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class Authority:
    """A root and one officer under it."""

    def __init__(self, name: str = "Cơ quan chứng thực Ví Dụ", *, until: datetime | None = None) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._officer_key = ec.generate_private_key(ec.SECP256R1())
        ends = until or SIGNED + timedelta(days=900)
        self._root = _certificate(
            name, name, self._key, self._key, SIGNED + timedelta(days=3000), authority=True
        )
        self._officer = _certificate(
            "Người Ký Ví Dụ", name, self._officer_key, self._key, ends, authority=False
        )

    @property
    def root(self) -> bytes:
        return self._root.public_bytes(Encoding.PEM)

    def say_revoked(self, signed: bytes, *, officer: bool) -> bytes:
        """The signed PDF with the authority's list of revoked certificates in it; the ``officer`` is on it or not."""
        made = x509.CertificateRevocationListBuilder(
            self._root.subject, last_update=SIGNED, next_update=SIGNED + timedelta(days=3000)
        )
        if officer:
            gone = x509.RevokedCertificateBuilder(self._officer.serial_number, SIGNED - timedelta(days=1))
            made = made.add_revoked_certificate(gone.build())
        told = made.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False
        ).sign(self._key, hashes.SHA256())
        file = BytesIO(signed)
        [signature] = PdfFileReader(file).embedded_regular_signatures
        DocumentSecurityStore.add_dss(
            file, signature.pkcs7_content, certs=_read(self._root),
            crls=[CertificateList.load(told.public_bytes(Encoding.DER))],
        )  # fmt: skip
        return file.getvalue()

    def sign(self, pdf: bytes) -> bytes:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(_read(self._root))
        key = self._officer_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        signer = signers.SimpleSigner(
            signing_cert=_read(self._officer)[0], signing_key=load_private_key_from_pemder_data(key, None),
            cert_registry=store,
        )  # fmt: skip
        meta = signers.PdfSignatureMetadata(field_name="ChuKy1")
        file = IncrementalPdfFileWriter(BytesIO(pdf))
        with ThreadPoolExecutor(1) as aside:  # a browser's event loop may stand in this thread
            return bytes(aside.submit(signers.sign_pdf, file, meta, signer=signer).result().getbuffer())


def _read(certificate: x509.Certificate) -> list:  # type: ignore[type-arg]
    return list(load_certs_from_pemder_data(certificate.public_bytes(Encoding.PEM)))


def _certificate(
    name: str, issuer: str, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, until: datetime,
    *, authority: bool,
) -> x509.Certificate:  # fmt: skip
    named = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, said)]) for said in (name, issuer))
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=not authority, key_cert_sign=authority, crl_sign=authority,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(next(named))
        .issuer_name(next(named))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SIGNED - timedelta(days=1000))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .sign(by, hashes.SHA256())
    )
