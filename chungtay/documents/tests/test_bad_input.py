"""Bad input gets a clear answer and leaves nothing half made: through the real upload and the real worker."""

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from chungtay.base import confined
from chungtay.documents import queries, services
from chungtay.documents.models import Finding, OfficialDocument, Reading
from chungtay.documents.services import apart
from chungtay.documents.tests.factories import reading_of
from chungtay.files.tests.factories import count_files
from chungtay.notices.tests.factories import after_the_lease, die_at, job_states, told, work_off
from tests.cast import NOW, PASSWORD, Cast

PLAN = """ỦY BAN NHÂN DÂN TỈNH MẪU
Số: 12/KH-UBND
Mẫu, ngày 15 tháng 01 năm 2026
KẾ HOẠCH
Phòng, chống ma túy năm 2026

II. NHIỆM VỤ
1. Công an tỉnh chủ trì, phối hợp với Sở Y tế rà soát người nghiện ma túy trước ngày 01/7/2026.
2. Sở Tài chính bố trí kinh phí thực hiện Kế hoạch.
"""


@pytest.fixture
def office(cast: Cast) -> Client:
    client = Client()
    assert client.login(username="thuongtruc", password=PASSWORD)
    return client


def send(office: Client, name: str, content: bytes) -> OfficialDocument:
    office.post(reverse("documents:take_in"), {"uploads": [SimpleUploadedFile(name, content)]})
    return OfficialDocument.objects.get()


def page_of(office: Client, document: OfficialDocument) -> str:
    return office.get(reverse("documents:paper", args=[document.pk])).content.decode()


def pdf(draw: Callable[[Canvas], object], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def docx(document_xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        package.writestr("word/document.xml", document_xml)
    return out.getvalue()


def locked() -> bytes:
    return pdf(
        lambda canvas: canvas.drawString(72, 700, "Mat"), encrypt=StandardEncryption("bi-mat", canPrint=0)
    )


def scanned() -> bytes:
    return pdf(lambda canvas: canvas.rect(72, 500, 300, 200, fill=1))


def bomb() -> bytes:
    return docx(b"<w:document>" + b"0" * 400_000_000)


def entities() -> bytes:
    return docx(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>')


ENGLISH = "\n".join(
    ["PLAN", "The provincial police shall lead the review of all drug treatment records."] * 20
).encode()

BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "not a document": ("anh.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), "là ảnh"),
    "a program": ("chay.pdf", lambda: b"\x7fELF" + bytes(range(256)) * 8, "không phải là văn bản"),
    "password-protected": ("mat.pdf", locked, "có mật khẩu"),
    "a scan without text": ("quet.pdf", scanned, "chỉ có ảnh chụp"),
    "a zip bomb": ("bom.docx", bomb, "bung ra quá lớn"),
    "outside entities": ("ngoai.docx", entities, "nguy hiểm"),
    "wrong encoding": ("bang-ma.txt", lambda: "禁毒工作计划".encode("gb18030") * 40, "bảng mã"),
    "in English": ("plan.txt", lambda: ENGLISH, "tiếng Việt"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_says_why_and_what_to_do(office: Client, case: str) -> None:
    name, content, says = BAD[case]
    document = send(office, name, content())
    assert work_off() == 1
    page = page_of(office, document)
    assert "Máy chưa đọc được văn bản này." in page
    assert says in page
    assert "Hãy" in page
    assert "Đọc lại" in page
    assert Finding.objects.count() == 0
    assert Reading.objects.get().stored_at is None
    assert says in told()[0]


def test_a_good_plan_is_read_by_the_worker_and_waits_for_review(office: Client) -> None:
    document = send(office, "ke-hoach.txt", PLAN.encode())
    assert "đang chờ đến lượt" in page_of(office, document)
    assert work_off() == 1
    page = page_of(office, document)
    assert "12/KH-UBND" in page
    assert Finding.objects.filter(kind="task").count() == 2


def test_an_empty_file_is_refused_at_the_door(office: Client) -> None:
    address = reverse("documents:take_in")
    page = office.post(
        address, {"uploads": [SimpleUploadedFile("rong.docx", b"")]}, follow=True
    ).content.decode()
    assert "Tệp “rong.docx” rỗng" in page
    assert OfficialDocument.objects.count() == 0


def test_a_file_past_the_limit_is_refused_and_not_stored(office: Client, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    files = {"uploads": [SimpleUploadedFile("lon.pdf", b"%PDF-" + bytes(1024 * 1024 + 10))]}
    answer = office.post(reverse("documents:take_in"), files)
    assert answer.status_code == 413
    assert "lớn hơn 1 MB nên không được nhận" in answer.content.decode()
    assert (OfficialDocument.objects.count(), count_files()) == (0, 0)


def test_a_300_mb_upload_is_refused_by_its_length_without_being_read(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.login(username="thuongtruc", password=PASSWORD)
    answer = strict.generic(
        "POST",
        reverse("documents:take_in"),
        b"--x\r\n",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * 1024 * 1024),
    )
    assert answer.status_code == 413
    assert "lớn hơn 50 MB nên không được nhận" in answer.content.decode()
    assert count_files() == 0


def test_a_server_stopped_in_the_middle_reads_again_and_finds_everything_once(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = send(office, "ke-hoach.txt", PLAN.encode())

    def killed(_seconds: float) -> None:
        raise SystemExit  # nothing after this line runs, as when the power goes

    with monkeypatch.context() as patched:
        patched.setattr(time, "sleep", killed)
        with pytest.raises(SystemExit):
            work_off()
    assert job_states() == ["running"]
    assert Finding.objects.count() == 0
    assert work_off() == 0  # the lease still holds
    assert work_off(clock=after_the_lease) == 1
    assert job_states() == ["done"]
    assert Finding.objects.filter(document=document, kind="task").count() == 2


def test_a_worker_killed_after_storing_does_not_store_twice(office: Client) -> None:
    send(office, "ke-hoach.txt", PLAN.encode())
    assert die_at(timezone.now())
    services.store_reading(now=NOW, reading=Reading.objects.get().pk, result=reading_of())
    assert work_off(clock=after_the_lease) == 1
    assert job_states() == ["done"]
    assert Finding.objects.count() == 7


def test_a_reading_whose_worker_dies_three_times_is_given_up_with_a_sentence(office: Client) -> None:
    document = send(office, "ke-hoach.txt", PLAN.encode())
    for attempt in range(3):
        assert die_at(after_the_lease(attempt * 2))
    assert work_off(clock=lambda: after_the_lease(9)) == 0
    assert "đã làm ba lần" in page_of(office, document)
    office.post(reverse("documents:read_again", args=[document.pk]))
    assert work_off() == 1
    assert Finding.objects.filter(kind="task").count() == 2


SLOW = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_a_cancel_in_the_middle_leaves_nothing_and_the_paper_can_be_read_again(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = send(office, "ke-hoach.txt", PLAN.encode())

    def a_person_cancels(_seconds: float) -> None:
        office.post(reverse("documents:cancel", args=[document.pk]))

    with monkeypatch.context() as patched:
        patched.setattr(apart, "READER", SLOW)
        patched.setattr(time, "sleep", a_person_cancels)
        assert work_off() == 1
    page = page_of(office, document)
    assert "đã được dừng theo yêu cầu" in page
    assert Finding.objects.count() == 0
    office.post(reverse("documents:read_again", args=[document.pk]))
    work_off()
    assert Finding.objects.filter(kind="task").count() == 2


def test_a_reading_that_is_cancelled_before_it_starts_never_starts(office: Client) -> None:
    document = send(office, "ke-hoach.txt", PLAN.encode())
    office.post(reverse("documents:cancel", args=[document.pk]))
    assert work_off() == 0
    assert "đã được dừng" in page_of(office, document)


def test_a_file_that_eats_memory_hurts_only_its_own_reading(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = send(office, "ke-hoach.txt", PLAN.encode())
    monkeypatch.setattr(apart, "READER", [sys.executable, "-c", "bytearray(8 << 30)"])
    work_off()
    assert "quá nặng" in page_of(office, document)


def test_a_reading_is_not_asked_for_twice(cast: Cast, office: Client) -> None:
    document = send(office, "ke-hoach.txt", PLAN.encode())
    page = office.post(reverse("documents:read_again", args=[document.pk]), follow=True).content.decode()
    assert "đang được đọc" in page
    assert queries.state_of(queries.get_paper(cast.province, document.pk)) == "reading"
    assert job_states() == ["waiting"]


def test_a_reader_that_breaks_says_where_in_the_log_and_nothing_of_the_paper(
    office: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    document = send(office, "ke-hoach.txt", PLAN.encode())
    monkeypatch.setattr(apart, "READER", [sys.executable, "-c", "raise ValueError('lời của văn bản')"])
    work_off()
    assert "vì một lỗi của phần mềm" in page_of(office, document)
    assert "ValueError" in caplog.text
    assert "lời của văn bản" not in caplog.text


@pytest.mark.skipif(not confined.version(), reason="this kernel has no Landlock; the doctor says so")
def test_a_reader_that_a_paper_took_over_finds_no_key_and_no_other_paper(
    office: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("khóa")
    document = send(office, "ke-hoach.txt", PLAN.encode())
    monkeypatch.setattr(
        apart, "READER", [sys.executable, "-c", f"print(open({str(tmp_path / 'secret')!r}).read())"]
    )
    work_off()
    assert "vì một lỗi của phần mềm" in page_of(office, document)
    assert "PermissionError" in caplog.text
