"""A body words its reports itself, in the browser or in Word; what is wrong is named by its line."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from chungtay.base.problems import Refused
from chungtay.letters.tests.signing import Authority
from chungtay.reports import queries, services
from chungtay.reports.models import Report
from chungtay.reports.papers import outline_as_docx, outline_from_docx, pdf_of
from chungtay.reports.rules import kinds, parse_outline, shipped_outline
from chungtay.reports.tests.conftest import BANNERS, SIGNED
from tests.cast import NOW, PASSWORD, TODAY, Cast

OWN = f"# I. KẾT QUẢ\nTrong tháng đã treo {{{BANNERS}}} pa nô[ và {{SUPPLY.GUNS}} khẩu súng].\n"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Có {LẠ} vụ.", "Không hiểu “{LẠ}”"),
        ("Có {A} vụ[, {B} người.", "không đi từng cặp"),
        ("Có {A} vụ[, [{B} người]].", "không đi từng cặp"),
        ("Có {A|gấp đôi} vụ.", "Không hiểu “gấp đôi”"),
        ("{nhiệm vụ: ngày mai}", "viết được: tóm tắt"),
        ("{bảng: so vu}", "không phải là mã"),
        ("{biểu đồ}", "Không hiểu “biểu đồ”"),
    ],
)
def test_each_fault_is_named_by_its_line(line: str, wrong: str) -> None:
    [fault] = parse_outline(f"# I. A\n\n{line}\nCâu đúng.").faults
    assert fault.line == 3
    assert wrong in fault.words


@pytest.mark.parametrize("name", sorted({kind.outline for kind in kinds().values()}))
def test_an_outline_goes_to_word_and_comes_back_as_it_was(name: str) -> None:
    text = shipped_outline(name)
    back = outline_from_docx(outline_as_docx(text))
    assert parse_outline(back) == parse_outline(text)
    assert parse_outline(text).faults == ()


def test_a_word_file_with_a_drawn_table_is_refused_and_so_is_what_is_none() -> None:
    from io import BytesIO

    paper, file = Document(), BytesIO()
    paper.add_table(1, 1)
    paper.save(file)
    for content, why in ((file.getvalue(), "outline_tables"), (b"%PDF", "not_docx")):
        with pytest.raises(Refused, match=why):
            outline_from_docx(content)


def test_reports_are_drafted_in_the_body_s_own_words(cast: Cast, report: Report) -> None:
    services.keep_outline(by=cast.province, now=NOW, outline="programme", text=OWN)
    services.draft_again(by=cast.province, now=NOW, report=report.pk)
    said = [one.drafted for one in queries.list_passages(report)]
    assert said == ["I. KẾT QUẢ", "Trong tháng đã treo 12 pa nô."]
    assert queries.outline_text(cast.officer.agency, "programme") == shipped_outline("programme")
    services.keep_outline(by=cast.province, now=NOW, outline="programme", text=shipped_outline("programme"))
    assert queries.get_own_outline(cast.province.agency, "programme") is None


def test_a_sentence_that_stays_keeps_what_a_person_made_of_it(cast: Cast, report: Report) -> None:
    about = next(one for one in queries.list_passages(report) if "pa nô" in one.drafted)
    services.edit_passage(
        by=cast.province, now=NOW, report=report.pk, passage=about.pk, seen=report.revision,
        text="Các xã đã treo 12 pa nô và phát 1.430 tờ rơi.",
    )  # fmt: skip
    text = shipped_outline("programme").replace(
        "# II. KẾT QUẢ CÔNG TÁC", "# II. TÌNH HÌNH\n\n# III. KẾT QUẢ CÔNG TÁC"
    )
    services.keep_outline(by=cast.province, now=NOW, outline="programme", text=text)
    services.draft_again(by=cast.province, now=NOW, report=report.pk)
    about.refresh_from_db()
    assert (about.said, "12 pa nô" in about.drafted) == (
        "Các xã đã treo 12 pa nô và phát 1.430 tờ rơi.",
        True,
    )


def test_a_wrong_outline_is_kept_by_nobody(cast: Cast, report: Report) -> None:
    with pytest.raises(Refused, match="outline_wrong") as refused:
        services.keep_outline(
            by=cast.province, now=NOW, outline="programme", text="# I. A\nCó {KHONG.CO} vụ.\n"
        )
    assert "Dòng 2" in refused.value.problems[0].sentence
    assert queries.get_own_outline(cast.province.agency, "programme") is None


def test_the_page_shows_what_an_outline_would_say_before_it_is_kept(
    cast: Cast, report: Report, client: Client
) -> None:
    client.login(username="thuongtruc", password=PASSWORD)
    here = reverse("reports:setup") + "?bai=programme"
    page = client.post(here, {"act": "try", "text": OWN}).content.decode()
    assert "Trong tháng đã treo 12 pa nô." in page
    assert queries.get_own_outline(cast.province.agency, "programme") is None
    wrong = client.post(here, {"act": "keep", "text": "# I. A\nCó {KHONG.CO} vụ.\n"})
    assert wrong.status_code == 422
    assert "Có {KHONG.CO} vụ." in wrong.content.decode()
    brought = SimpleUploadedFile("dan-bai.docx", outline_as_docx(OWN))
    assert (
        "Trong tháng đã treo 12 pa nô."
        in client.post(here, {"act": "bring", "file": brought}).content.decode()
    )
    assert client.post(here, {"act": "keep", "text": OWN}).status_code == 302
    assert queries.get_own_outline(cast.province.agency, "programme") is not None
    assert client.get(here + "&tep=docx").content[:2] == b"PK"
    assert client.post(here, {"act": "restore"}).status_code == 302
    assert queries.get_own_outline(cast.province.agency, "programme") is None


def test_the_signed_paper_comes_back_and_says_who_signed_it(
    cast: Cast, report: Report, client: Client
) -> None:
    authority = Authority()
    services.agree(by=cast.province, now=NOW, report=report.pk, **SIGNED)
    issued = services.issue(by=cast.province, now=NOW, report=report.pk, number=9, dated=TODAY)
    pdf = pdf_of(issued)
    given = {"by": cast.province, "now": NOW, "report": report.pk, "name": "bao-cao-da-ky.pdf"}
    for content, why in ((pdf, "not_signed"), (b"hong", "not_pdf")):
        with pytest.raises(Refused, match=why):
            services.take_signed(content=content, **given)  # type: ignore[arg-type]
    services.take_signed(content=authority.sign(pdf), **given)  # type: ignore[arg-type]
    client.login(username="thuongtruc", password=PASSWORD)
    here = reverse("reports:report", args=[report.pk])
    page = client.get(here).content.decode()
    assert "Chưa bị sửa kể từ khi ký." in page
    assert "Người Ký Ví Dụ" in page
    assert "chưa rõ nơi cấp có đáng tin không" in page
    root = SimpleUploadedFile("goc.pem", authority.root)
    client.post(reverse("reports:setup"), {"act": "trust", "name": "Gốc ví dụ", "file": root})
    assert "đã biết nơi cấp" in client.get(here).content.decode()
    [trusted] = queries.trusted_by(cast.province.agency)
    client.post(reverse("reports:setup"), {"act": "distrust", "root": trusted.pk})
    [signed] = queries.list_signed(issued, now=NOW)
    assert [seal.known for seal in signed.seals] == [False]
