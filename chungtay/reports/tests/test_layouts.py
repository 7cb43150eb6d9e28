"""A body sets its reports in a Word file of its own: tried on today's figures, filled from what the report says."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from chungtay.base.problems import Refused
from chungtay.reports import queries, services
from chungtay.reports.models import Report
from chungtay.reports.tests.conftest import BANNERS, SIGNED
from tests.cast import NOW, PASSWORD, Cast

LINES = (
    "{{cơ quan}}: {{tiêu đề}} ({{kỳ}})",
    f"Pa nô: «{BANNERS}»; súng: {{{{SUPPLY.GUNS}}}}; ký: {{{{người ký}}}}.",
    "{{mục: 1. Công tác tuyên truyền, phòng ngừa}}",
    "{{mỗi: Nhiệm vụ quá hạn}}",
    "- {{Nhiệm vụ}} ({{Thời hạn}})",
    "{{hết}}",
)


def docx(*lines: str) -> bytes:
    paper, file = Document(), BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(file)
    return file.getvalue()


def test_a_layout_is_tried_kept_and_filled_from_the_report(
    cast: Cast, report: Report, client: Client
) -> None:
    client.login(username="thuongtruc", password=PASSWORD)
    setup, here = reverse("reports:setup") + "?bai=programme", reverse("reports:report", args=[report.pk])
    wrong = SimpleUploadedFile("mau.docx", docx(*LINES[:3], "Có {{SỐ LẠ}} vụ."))
    answer = client.post(setup, {"act": "layout", "file": wrong})
    assert (answer.status_code, "Đoạn 4: Không có “{{SỐ LẠ}}”" in answer.content.decode()) == (422, True)
    assert queries.get_own_outline(cast.province.agency, "programme") is None
    right = SimpleUploadedFile("mau.docx", docx(*LINES[:3]))
    assert client.post(setup, {"act": "layout", "file": right}).status_code == 302
    services.agree(by=cast.province, now=NOW, report=report.pk, **SIGNED)
    assert "Tải theo mẫu của cơ quan" in client.get(here).content.decode()
    paper = Document(BytesIO(client.get(here + "?tep=mau").content))
    said = [line.text for line in paper.paragraphs]
    assert said[0] == f"Công an tỉnh Mẫu: {report.title} (tháng 2/2026)"
    assert said[1] == "Pa nô: 12; súng: ……; ký: Người Ký Ví Dụ."
    assert any("Treo 12 pa nô, băng rôn, áp phích" in line for line in said[2:])
    kept = client.get(setup + "&tep=mau")
    assert kept.getvalue()[:2] == b"PK"
    client.post(setup, {"act": "no_layout"})
    assert queries.get_own_outline(cast.province.agency, "programme") is None
    assert "Tải theo mẫu của cơ quan" not in client.get(here).content.decode()


def test_a_layout_outlives_a_change_of_the_words_and_of_another_body_it_is_none(
    cast: Cast, report: Report
) -> None:
    given = {"by": cast.province, "now": NOW, "outline": "programme"}
    services.keep_layout(name="mau.docx", content=docx("{{nội dung}}"), **given)  # type: ignore[arg-type]
    text = f"# I. KẾT QUẢ\nĐã treo {{{BANNERS}}} pa nô.\n"
    services.keep_outline(text=text, **given)  # type: ignore[arg-type]
    own = queries.get_own_outline(cast.province.agency, "programme")
    assert own is not None
    assert (own.text, own.layout is None) == (text, False)
    assert queries.get_own_outline(cast.officer.agency, "programme") is None
    with pytest.raises(Refused, match="not_docx"):
        services.keep_layout(name="mau.docx", content=b"%PDF", **given)  # type: ignore[arg-type]
