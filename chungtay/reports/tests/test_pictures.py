"""A picture stands in a report as it was drawn with its words: on the page, in the .docx and in the PDF."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from chungtay.indicators.tests.factories import enter
from chungtay.letters.rules import check_layout
from chungtay.pictures.rules import League, TimeSeries, chart_of
from chungtay.reports import queries, services
from chungtay.reports.models import Passage, Report
from chungtay.reports.papers import docx_of, pdf_of
from chungtay.reports.rules import PassageKind, parse_outline
from chungtay.reports.tests.conftest import BANNERS, SIGNED
from tests.cast import NOW, PASSWORD, TODAY, Cast

OUTLINE = f"""# I. KẾT QUẢ
Đã treo {{{BANNERS}}} pa nô.
{{biểu đồ: {BANNERS} | diễn biến}}
{{biểu đồ: {BANNERS} | các nơi}}
{{biểu đồ: SUPPLY.GUNS | diễn biến}}
"""


@pytest.fixture
def drawn(catalogue: None, cast: Cast) -> Report:
    """Banners of two communes in January and February, and the half-year's report with its pictures."""
    enter(cast.officer, "2026-M01", {BANNERS: 5})
    enter(cast.officer, "2026-M02", {BANNERS: 12})
    enter(cast.officer_next_door, "2026-M02", {BANNERS: 8})
    services.keep_outline(by=cast.province, now=NOW, outline="programme", text=OUTLINE)
    return services.open_report(by=cast.province, now=NOW, kind="sau_thang", year=2026)


def pictures_of(report: Report) -> list[Passage]:
    return list(report.passages.filter(kind=PassageKind.PICTURE).order_by("position"))


def alternatives(docx: bytes) -> list[str]:
    """What a screen reader says instead of each picture."""
    return [one._inline.docPr.get("descr") for one in Document(BytesIO(docx)).inline_shapes]


def test_a_picture_shows_the_numbers_of_the_words(drawn: Report) -> None:
    series, league, silent = pictures_of(drawn)
    months = chart_of(series.picture)
    assert isinstance(months, TimeSeries)
    values = [point.value for point in months.points]
    assert values[:2] == [5, 20]
    [number] = drawn.passages.get(drafted__contains="pa nô.").numbers
    assert sum(value for value in values if value is not None) == Decimal(number["value"])
    places = chart_of(league.picture)
    assert isinstance(places, League)
    assert [(bar.name, bar.value) for bar in places.bars if bar.value] == [
        ("Xã A", Decimal(17)),
        ("Xã B", Decimal(8)),
    ]
    assert (silent.picture, silent.missing) == ({}, ["SUPPLY.GUNS"])


def test_the_paper_has_it_as_drawn_with_words_for_who_does_not_see(drawn: Report) -> None:
    paper = docx_of(drawn)
    assert check_layout(paper) == []
    first, second = alternatives(paper)
    assert "Từ 5 (1/2026) đến 20 (2/2026)" in first
    assert "Đứng đầu là Xã A với 17" in second
    assert any(line.text.startswith("Hình 2. ") for line in Document(BytesIO(paper)).paragraphs)
    assert pdf_of(drawn).count(b"/Figure") >= 2


def test_agreed_it_stays_as_it_was_while_figures_move_on(cast: Cast, drawn: Report) -> None:
    services.agree(by=cast.province, now=NOW, report=drawn.pk, **SIGNED)
    before = alternatives(docx_of(drawn))
    enter(cast.officer_next_door, "2026-M01", {BANNERS: 100})
    drawn.refresh_from_db()
    assert alternatives(docx_of(drawn)) == before
    stale = [one.stale for one in queries.shown(cast.province, drawn, on=TODAY) if one.passage.picture]
    assert stale == [((BANNERS, "125"),), ((BANNERS, "125"),)]


def test_the_page_has_the_drawing_its_table_and_where_each_number_opens(
    cast: Cast, drawn: Report, client: Client
) -> None:
    client.login(username="thuongtruc", password=PASSWORD)
    page = client.get(reverse("reports:report", args=[drawn.pk])).content.decode()
    assert page.count('<figure class="picture">') == page.count("Bảng số của hình") == 2
    number = f"{reverse('indicators:number')}?do={BANNERS}&nam=2026&ky=month&so=2026-M01"
    assert number.replace("&", "&amp;") in page
    assert "Ủy ban nhân dân xã A" in client.get(number).content.decode()


def test_a_person_names_it_otherwise_or_leaves_it_out(cast: Cast, drawn: Report) -> None:
    series, league, _silent = pictures_of(drawn)
    given = {"by": cast.province, "now": NOW, "report": drawn.pk}
    services.edit_passage(passage=series.pk, text="Pa nô theo tháng", seen=drawn.revision, **given)  # type: ignore[arg-type]
    drawn.refresh_from_db()
    services.edit_passage(passage=league.pk, text="", seen=drawn.revision, left_out=True, **given)  # type: ignore[arg-type]
    paper = docx_of(drawn)
    assert len(alternatives(paper)) == 1
    assert any("Hình 1. Pa nô theo tháng" in line.text for line in Document(BytesIO(paper)).paragraphs)


def test_small_numbers_of_people_are_held_back(cast: Cast, catalogue: None) -> None:
    for officer, men in ((cast.officer, 2), (cast.officer_next_door, 30)):
        enter(officer, "2026-M02", {"DEMAND.FILE.TOTAL:nam.18_30": men}, form="XA.THANG")
    text = "# I. A\n{biểu đồ: DEMAND.FILE.TOTAL | các nơi}\n{biểu đồ: DEMAND.FILE.TOTAL | phân theo sex}\n"
    services.keep_outline(by=cast.province, now=NOW, outline="programme", text=text)
    made = services.open_report(by=cast.province, now=NOW, kind="thang", year=2026, part=2)
    assert [one.picture for one in pictures_of(made)] == [{}, {}]
    enter(cast.officer, "2026-M01", {"DEMAND.FILE.TOTAL:nam.18_30": 20}, form="XA.THANG")
    enter(cast.officer_next_door, "2026-M01", {"DEMAND.FILE.TOTAL:nu.18_30": 30}, form="XA.THANG")
    before = services.open_report(by=cast.province, now=NOW, kind="thang", year=2026, part=1)
    assert [one.picture["kind"] for one in pictures_of(before)] == ["league", "parts"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{biểu đồ: so vu | diễn biến}", "Không hiểu “biểu đồ: so vu | diễn biến”"),
        ("{biểu đồ: A.B}", "diễn biến, các nơi, bản đồ, phân theo"),
        ("{biểu đồ: A.B | hình tròn}", "Không hiểu “hình tròn”"),
        ("{biểu đồ: A.B | phân theo}", "Không hiểu “phân theo”"),
    ],
)
def test_what_is_wrong_in_a_picture_s_line_is_named(line: str, wrong: str) -> None:
    [fault] = parse_outline(f"# I. A\n{line}\n").faults
    assert (fault.line, wrong in fault.words) == (2, True)


def test_a_breakdown_that_a_measure_does_not_have_is_a_fault(catalogue: None) -> None:
    _outline, faults = queries.check_outline(
        f"# I. A\n{{{BANNERS}}} pa nô.\n{{biểu đồ: {BANNERS} | phân theo sex}}\n", on=TODAY
    )
    assert [(fault.line, "không chia được theo “sex”" in fault.words) for fault in faults] == [(3, True)]
