"""Files are kept once, whole, under their checksum, and sent back as nothing but attachments."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.problems import NotThere, Refused
from chungtay.files import access, queries, services
from chungtay.files.models import StoredFile
from chungtay.files.rules import NAME_LIMIT, media_type_of, safe_name
from chungtay.journal import queries as journal
from tests.cast import NOW, Cast


def test_bytes_lie_under_their_checksum(cast: Cast) -> None:
    stored = services.keep(by=cast.province, now=NOW, name="Kế hoạch.pdf", chunks=[b"%PDF-", b"1.7"])
    path = queries.open_file(stored.pk)
    assert path.read_bytes() == b"%PDF-1.7"
    assert path.name == stored.sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
    assert path.parts[-3:-1] == (stored.sha256[:2], stored.sha256[2:4])
    assert (stored.size, stored.media_type) == (8, "application/pdf")
    assert [entry.verb for entry in journal.history_of(f"file:{stored.pk}")] == ["file.kept"]


def test_the_same_bytes_twice_are_one_file(cast: Cast) -> None:
    first = services.keep(by=cast.province, now=NOW, name="a.txt", chunks=[b"one"])
    second = services.keep(by=cast.department, now=NOW, name="b.txt", chunks=[b"o", b"ne"])
    assert first.pk == second.pk
    assert second.name == "a.txt"


def test_an_empty_file_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.keep(by=cast.province, now=NOW, name="a.txt", chunks=[])
    assert refusal.value.problems[0].code == "empty"


def test_a_file_past_the_limit_leaves_nothing_behind(cast: Cast, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(Refused) as refusal:
        services.keep(by=cast.province, now=NOW, name="a.txt", chunks=[b"123456", b"7890ab"])
    assert refusal.value.problems[0].code == "too_large"
    assert StoredFile.objects.count() == 0
    assert list((Path(settings.FILES_ROOT) / "incoming").iterdir()) == []


def test_a_broken_upload_leaves_nothing_behind(cast: Cast, settings: LazySettings) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise OSError

    with pytest.raises(OSError):
        services.keep(by=cast.province, now=NOW, name="a.txt", chunks=breaking())
    assert StoredFile.objects.count() == 0
    assert list((Path(settings.FILES_ROOT) / "incoming").iterdir()) == []


def test_a_file_whose_bytes_are_gone_is_not_there(cast: Cast) -> None:
    stored = services.keep(by=cast.province, now=NOW, name="a.txt", chunks=[b"to be lost"])
    queries.open_file(stored.pk).unlink()
    with pytest.raises(NotThere):
        queries.open_file(stored.pk)
    with pytest.raises(NotThere):
        queries.get_file(0)


def test_a_page_that_was_uploaded_comes_back_as_an_attachment_of_no_type(cast: Cast) -> None:
    stored = services.keep(by=cast.province, now=NOW, name="a.html", chunks=[b"<html><script>1</script>"])
    answer = access.send_file(stored, "Kế hoạch.html")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    answer.close()


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (
            b"PK\x03\x04....word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"PK\x03\x04....", "application/zip"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "text/html"),
        ("Kế hoạch".encode(), "text/plain"),
        ("Kế hoạch".encode("utf-16"), "text/plain"),
        (b"\0\1\2", "application/octet-stream"),
    ],
)
def test_the_content_tells_the_type(head: bytes, told: str) -> None:
    assert media_type_of(head) == told


@given(st.text())
def test_any_name_becomes_a_safe_one(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe) <= NAME_LIMIT
    assert not set(safe) & set('/\\\0<>:"|?*\n\u202e')
    assert safe_name(safe) == safe
