"""A signed PDF says who signed it, whether it was changed since, and whether the signer's authority is known."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import NameObject, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from chungtay.letters.rules import read_root, read_seals, write_pdf
from chungtay.letters.tests.signing import Authority
from chungtay.letters.tests.test_layout import LETTER

NOW = datetime.now(UTC)  # signing stamps the day of the machine


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def signed(authority: Authority) -> bytes:
    return authority.sign(write_pdf(LETTER))


def test_a_signature_under_a_trusted_root_holds(authority: Authority, signed: bytes) -> None:
    [seal] = read_seals(signed, [authority.root], now=NOW)
    assert (seal.signer, seal.issuer) == ("Người Ký Ví Dụ", "Cơ quan chứng thực Ví Dụ")
    assert (seal.intact, seal.whole, seal.known, seal.altered) == (True, True, True, False)
    assert seal.signed_at is not None
    assert not seal.stamped


def test_an_unknown_root_is_said_and_the_paper_is_whole_all_the_same(signed: bytes) -> None:
    for roots in ([], [Authority("Nơi Khác").root]):
        [seal] = read_seals(signed, roots, now=NOW)
        assert (seal.intact, seal.known) == (True, False)


def test_a_changed_byte_is_found(authority: Authority, signed: bytes) -> None:
    assert signed.count(b"/Lang(vi-VN)") == 1
    spoilt = signed.replace(b"/Lang(vi-VN)", b"/Lang(en-VN)")
    [seal] = read_seals(spoilt, [authority.root], now=NOW)
    assert seal.altered
    assert not seal.intact


def test_what_is_added_after_signing_is_found(authority: Authority, signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Added")] = pdf_string("thêm sau khi ký")
    writer.update_container(page)
    more = BytesIO()
    writer.write(more)  # type: ignore[no-untyped-call]
    [seal] = read_seals(more.getvalue(), [authority.root], now=NOW)
    assert (seal.intact, seal.whole, seal.altered) == (True, False, True)


def test_a_certificate_past_its_day_is_said() -> None:
    old = Authority(until=datetime(2024, 1, 1, tzinfo=UTC))
    [seal] = read_seals(old.sign(write_pdf(LETTER)), [old.root], now=NOW)
    assert seal.expired
    assert not seal.known


def test_whether_a_certificate_was_revoked_is_known_only_where_the_file_says_so(
    authority: Authority, signed: bytes
) -> None:
    [silent] = read_seals(signed, [authority.root], now=NOW)
    assert (silent.looked_up, silent.revoked) == (False, False)
    [clean] = read_seals(authority.say_revoked(signed, officer=False), [authority.root], now=NOW)
    assert (clean.looked_up, clean.revoked, clean.known, clean.altered) == (True, False, True, False)
    [gone] = read_seals(authority.say_revoked(signed, officer=True), [authority.root], now=NOW)
    assert (gone.looked_up, gone.revoked, gone.known) == (True, True, False)


def test_a_paper_that_nobody_signed_has_no_seal_and_what_is_no_pdf_is_refused() -> None:
    assert read_seals(write_pdf(LETTER), [], now=NOW) == []
    for other in (b"", b"%PDF-1.7 hong", b"PK\x03\x04"):
        with pytest.raises(ValueError, match="no PDF"):
            read_seals(other, [], now=NOW)


def test_a_root_is_read_as_pem_or_der_and_told_apart_by_its_fingerprint(authority: Authority) -> None:
    root = read_root(authority.root)
    assert read_root(root.pem.encode()) == root
    assert len(root.fingerprint) == 64
    with pytest.raises(ValueError, match="certificate"):
        read_root(b"khong phai chung thu")
