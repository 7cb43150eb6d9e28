"""A report drafts itself, is edited, joined, agreed and issued; and who may do what with it."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.base.problems import NotThere, Refused
from chungtay.indicators.tests.factories import enter
from chungtay.letters.rules import check_layout
from chungtay.plans.tests.factories import hand_over, make_example_plan
from chungtay.reader.read import read
from chungtay.reports import queries, services
from chungtay.reports.models import Report
from chungtay.reports.papers import docx_of
from chungtay.reports.rules import ReportState
from chungtay.reports.tests.conftest import BANNERS, SIGNED
from tests.cast import NOW, PASSWORD, TODAY, Cast

pytestmark = pytest.mark.usefixtures("catalogue")


def said_of(cast: Cast, report: Report) -> str:
    shown = queries.shown(cast.province, report, on=TODAY)
    return "\n".join(one.passage.said or one.passage.drafted for one in shown)


def sentence_about(report: Report, words: str) -> int:
    return next(one.pk for one in queries.list_passages(report) if words in one.drafted)


def test_a_report_is_drafted_from_what_was_reported(cast: Cast, report: Report) -> None:
    assert "Treo 12 pa nô, băng rôn, áp phích; phát 1.430 tờ rơi, tài liệu." in said_of(cast, report)
    missing = {code for one in queries.list_passages(report) for code in one.missing}
    assert "SUPPLY.GUNS" in missing


def test_every_number_of_a_sentence_opens_to_what_was_added_up(
    cast: Cast, report: Report, client: Client
) -> None:
    client.login(username="thuongtruc", password=PASSWORD)
    page = client.get(reverse("reports:report", args=[report.pk])).content.decode()
    href = f"{reverse('reports:number', args=[report.pk])}?ma={BANNERS}"
    assert href in page
    opened = client.get(href).content.decode()
    assert "Ủy ban nhân dân xã A" in opened
    cell = re.search(r'href="(/so-lieu/\d+/o/\d+/)"', opened)
    assert cell is not None
    assert "xa.a (ví dụ)" in client.get(cell[1]).content.decode()  # who entered it
    assert client.get(reverse("reports:number", args=[report.pk]) + "?ma=SUPPLY.GUNS").status_code == 404


def test_drafted_again_it_takes_new_figures_and_keeps_what_people_wrote(cast: Cast, report: Report) -> None:
    about = sentence_about(report, "pa nô, băng rôn")
    services.edit_passage(
        by=cast.province, now=NOW, report=report.pk, passage=about, seen=report.revision,
        text="Các xã đã treo 12 pa nô và phát 1.430 tờ rơi.",
    )  # fmt: skip
    enter(cast.officer_next_door, "2026-M02", {BANNERS: 8})
    services.draft_again(by=cast.province, now=NOW, report=report.pk)
    report.refresh_from_db()
    [edited] = [one for one in queries.shown(cast.province, report, on=TODAY) if one.passage.pk == about]
    assert edited.passage.said == "Các xã đã treo 12 pa nô và phát 1.430 tờ rơi."
    assert edited.strange == ("12",)  # twenty by now: the number that the person wrote is marked
    assert "20 pa nô" in edited.passage.drafted


def test_a_figure_that_has_changed_since_is_marked_beside_its_sentence(cast: Cast, report: Report) -> None:
    enter(cast.officer_next_door, "2026-M02", {BANNERS: 8})
    stale = [one.stale for one in queries.shown(cast.province, report, on=TODAY) if one.stale]
    assert (BANNERS, "20") in stale[0]
    with pytest.raises(Refused, match="numbers_differ"):
        services.agree(by=cast.province, now=NOW, report=report.pk, **SIGNED)


def test_two_people_do_not_overwrite_each_other(cast: Cast, report: Report) -> None:
    about = sentence_about(report, "pa nô, băng rôn")
    seen = report.revision
    given: dict[str, Any] = {"now": NOW, "report": report.pk, "passage": about, "seen": seen}
    services.edit_passage(by=cast.province, text="Một câu khác.", **given)
    with pytest.raises(Refused, match="report_changed"):
        services.edit_passage(by=cast.stand_in, text="Câu thứ ba.", **given)


def test_the_same_report_is_begun_once(cast: Cast, report: Report) -> None:
    with pytest.raises(Refused, match="report_exists"):
        services.open_report(by=cast.province, now=NOW, kind="thang", year=2026, part=2)


def test_a_unit_writes_its_causes_and_gets_them_back_with_a_remark(cast: Cast, report: Report) -> None:
    services.ask_units(
        by=cast.province, now=NOW, report=report.pk, units=[cast.officer.agency, cast.department.agency],
        due_on=TODAY + timedelta(days=5),
    )  # fmt: skip
    [asked] = queries.list_asked(cast.officer)
    wrote = {"result": "", "cause": "Địa bàn rộng, thiếu cán bộ.", "proposal": "Đề nghị bổ sung cán bộ."}
    services.contribute(by=cast.officer, now=NOW, contribution=asked.pk, **wrote)
    services.draft_again(by=cast.province, now=NOW, report=report.pk)
    assert "Ủy ban nhân dân xã A: Địa bàn rộng, thiếu cán bộ." in said_of(cast, report)
    services.return_contribution(
        by=cast.province, now=NOW, contribution=asked.pk, remark="Ghi rõ thiếu mấy người."
    )
    [asked] = queries.list_asked(cast.officer)
    assert (asked.sent_at, asked.remark, asked.cause) == (None, "Ghi rõ thiếu mấy người.", wrote["cause"])
    with pytest.raises(NotThere):
        services.contribute(by=cast.officer_next_door, now=NOW, contribution=asked.pk, **wrote)


def test_agreed_it_stands_still_and_issued_it_is_an_outgoing_paper_that_reads_back(
    cast: Cast, report: Report, tmp_path: Path
) -> None:
    services.agree(by=cast.province, now=NOW, report=report.pk, **SIGNED)
    with pytest.raises(Refused, match="report_agreed"):
        services.draft_again(by=cast.province, now=NOW, report=report.pk)
    issued = services.issue(by=cast.province, now=NOW, report=report.pk, number=9, dated=TODAY)
    assert (issued.state, issued.document is not None) == (ReportState.ISSUED, True)
    paper = docx_of(issued)
    assert check_layout(paper) == []
    path = tmp_path / "report.docx"
    path.write_bytes(paper)
    reading = read(path)
    assert (reading.header.code, reading.header.issued_on) == ("09/BC-CAT", "2026-03-02")
    assert {12, 1430} <= {figure.value for figure in reading.figures}
    with pytest.raises(Refused):
        services.open_again(by=cast.province, now=NOW, report=report.pk)


def test_an_agreed_report_opens_again_to_be_mended(cast: Cast, report: Report) -> None:
    services.agree(by=cast.province, now=NOW, report=report.pk, **SIGNED)
    assert services.open_again(by=cast.province, now=NOW, report=report.pk).state == ReportState.DRAFT


def test_a_plan_ends_in_a_report_of_its_own(cast: Cast, running_plan: int) -> None:
    made = services.open_report(by=cast.province, now=NOW, kind="ket_thuc", year=2026, plan=running_plan)
    said = said_of(cast, made)
    assert "Trong kỳ, kế hoạch có " in said
    assert "IV. KẾT QUẢ THỰC HIỆN CHỈ TIÊU" in said


def test_who_does_not_put_it_together_reads_or_does_not_know_of_it(cast: Cast, report: Report) -> None:
    assert queries.get_report(cast.leader, report.pk, on=TODAY) == report
    for actor in (cast.officer, cast.stranger, cast.doctor):
        with pytest.raises(NotThere):
            queries.get_report(actor, report.pk, on=TODAY)
    for actor in (cast.leader, cast.officer, cast.stranger):
        with pytest.raises(NotThere):
            services.draft_again(by=actor, now=NOW, report=report.pk)


def test_the_pages_answer_their_people(cast: Cast, report: Report, client: Client) -> None:
    services.ask_units(by=cast.province, now=NOW, report=report.pk, units=[cast.officer.agency], due_on=TODAY)
    client.login(username="thuongtruc", password=PASSWORD)
    assert (
        "Kết quả công tác phòng, chống ma túy tháng 2"
        in client.get(reverse("reports:reports")).content.decode()
    )
    paper = client.get(reverse("reports:report", args=[report.pk]) + "?tep=docx")
    assert paper.headers["Content-Disposition"].endswith(f'thang-2026-m02-{report.pk}.docx"')
    about = sentence_about(report, "pa nô, băng rôn")
    page = client.get(reverse("reports:passage", args=[report.pk, about])).content.decode()
    assert "12 pa nô" in page


@pytest.fixture
def running_plan(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> int:
    return make_example_plan(cast, hand_over(monkeypatch)).pk
