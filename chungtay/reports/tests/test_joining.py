"""Units' words and reports are held against figures; readers remark on sections, and nothing is agreed before an answer."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from chungtay.base.problems import NotThere, Refused
from chungtay.indicators.tests.factories import enter
from chungtay.notices.models import Notice
from chungtay.reports import queries, services
from chungtay.reports.models import Report
from chungtay.reports.rules import PassageKind
from chungtay.reports.tests.conftest import BANNERS, LEAFLETS, SIGNED
from tests.cast import NOW, TODAY, Cast


def write(cast: Cast, report: Report, result: str) -> None:
    services.ask_units(
        by=cast.province,
        now=NOW,
        report=report.pk,
        units=[cast.officer.agency],
        due_on=TODAY + timedelta(days=5),
    )
    [asked] = queries.list_asked(cast.officer)
    services.contribute(by=cast.officer, now=NOW, contribution=asked.pk, result=result, cause="", proposal="")


def test_a_number_that_a_unit_wrote_is_held_against_its_figures(cast: Cast, report: Report) -> None:
    write(cast, report, "Đã treo 15 pa nô, phát 1.430 tờ rơi tại 6 bản trong tháng 02/2026.")
    [found] = queries.list_contradictions(cast.province, report, on=TODAY)
    assert (found.code, found.said, found.known) == (BANNERS, Decimal(15), Decimal(12))
    assert found.agency == "Ủy ban nhân dân xã A"


def test_what_agrees_with_the_figures_is_no_contradiction(cast: Cast, report: Report) -> None:
    write(cast, report, "Đã treo 12 pa nô, phát 1.430 tờ rơi.")
    assert queries.list_contradictions(cast.province, report, on=TODAY) == []


def test_a_commune_writes_its_own_report_of_its_own_figures(cast: Cast, report: Report) -> None:
    enter(cast.officer_next_door, "2026-M02", {BANNERS: 8})
    own = services.open_report(by=cast.officer, now=NOW, kind="thang", year=2026, part=2)
    said = " ".join(one.drafted for one in queries.list_passages(own))
    assert "Treo 12 pa nô, băng rôn, áp phích; phát 1.430 tờ rơi, tài liệu." in said
    assert queries.get_report(cast.province, own.pk, on=TODAY) == own
    with pytest.raises(NotThere):
        queries.get_report(cast.officer_next_door, own.pk, on=TODAY)
    with pytest.raises(NotThere):
        services.draft_again(by=cast.province, now=NOW, report=own.pk)


def test_a_unit_s_agreed_report_joins_the_province_s_and_what_it_says_otherwise_is_named(
    cast: Cast, report: Report
) -> None:
    own = services.open_report(by=cast.officer, now=NOW, kind="thang", year=2026, part=2)
    assert not queries.list_reports_of_units(cast.province, report, on=TODAY)
    services.agree(by=cast.officer, now=NOW, report=own.pk, **SIGNED)
    assert list(queries.list_reports_of_units(cast.province, report, on=TODAY)) == [own]
    assert queries.list_contradictions(cast.province, report, on=TODAY) == []
    passage = own.passages.get(drafted__contains="pa nô")
    passage.numbers = [{**one, "value": "20"} if one["code"] == BANNERS else one for one in passage.numbers]
    passage.save()
    [found] = queries.list_contradictions(cast.province, report, on=TODAY)
    assert (found.report, found.said, found.known) == (own.pk, Decimal(20), Decimal(12))
    assert LEAFLETS not in found.code


def test_two_bodies_that_write_one_thing_otherwise_are_named(cast: Cast, report: Report) -> None:
    told = {
        "Toàn tỉnh có 15 người nghiện ma túy có hồ sơ quản lý; tổ chức 3 buổi tuyên truyền.": cast.department,
        "Toàn tỉnh có 12 người nghiện ma túy; tổ chức 9 buổi tuyên truyền.": cast.department_next_door,
    }
    units = [by.agency for by in told.values()]
    given = {"now": NOW, "report": report.pk}
    services.ask_units(by=cast.province, units=units, due_on=TODAY + timedelta(days=5), **given)  # type: ignore[arg-type]
    for result, by in told.items():
        [asked] = queries.list_asked(by)
        services.contribute(by=by, now=NOW, contribution=asked.pk, result=result, cause="", proposal="")
    found = queries.list_disagreements(cast.province, report, on=TODAY)
    assert [(one.code, [said for _agency, said in one.told]) for one in found] == [
        ("DEMAND.FILE.TOTAL", [Decimal(12), Decimal(15)])
    ]


def test_a_reader_remarks_on_a_section_and_the_writer_answers_before_it_is_agreed(
    cast: Cast, report: Report
) -> None:
    heading = report.passages.filter(kind=PassageKind.HEADING).earliest("position")
    given = {"now": NOW, "report": report.pk}
    made = services.remark(by=cast.leader, section=heading.key, text="Cần nêu rõ nguyên nhân.", **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="remarks_open"):
        services.agree(by=cast.province, now=NOW, report=report.pk, **SIGNED)
    with pytest.raises(NotThere):
        services.settle_remark(by=cast.leader, remark=made.pk, answer="Đã nêu.", **given)  # type: ignore[arg-type]
    services.settle_remark(by=cast.province, remark=made.pk, answer="Đã bổ sung ở mục IV.", **given)  # type: ignore[arg-type]
    told = Notice.objects.filter(link=reverse("reports:report", args=[report.pk]))
    assert {one.agency_id: one.text.split(":")[0] for one in told} == {
        cast.province.agency: "Có ý kiến về một mục của báo cáo",
        cast.leader.agency: "Ý kiến về báo cáo đã được xử lý",
    }
    assert services.agree(by=cast.province, now=NOW, report=report.pk, **SIGNED).state == "agreed"
    with pytest.raises(Refused, match="report_agreed"):
        services.remark(by=cast.leader, section=heading.key, text="Muộn.", **given)  # type: ignore[arg-type]


def test_who_does_not_read_the_report_remarks_on_nothing(cast: Cast, report: Report) -> None:
    heading = report.passages.filter(kind=PassageKind.HEADING).earliest("position")
    for actor in (cast.officer, cast.stranger):
        with pytest.raises(NotThere):
            services.remark(by=actor, now=NOW, report=report.pk, section=heading.key, text="Không thấy.")
    with pytest.raises(NotThere):
        services.remark(by=cast.leader, now=NOW, report=report.pk, section="khong-co", text="Ở đâu?")
