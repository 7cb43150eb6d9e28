"""Each source plan ends in a closing report of its own, and what was reported is read back from its paper."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from chungtay.agencies import queries as agencies
from chungtay.catalogue import services as catalogue_services
from chungtay.catalogue.rules import Aggregation, PeriodKind, ValueKind
from chungtay.catalogue.rules.own import OwnElement, OwnForm
from chungtay.documents import services as documents
from chungtay.documents.queries import reviewed
from chungtay.documents.tests.factories import take_in_read
from chungtay.indicators.tests.factories import enter
from chungtay.letters.rules import check_layout
from chungtay.plans import services as plans
from chungtay.plans.models import Plan
from chungtay.reader.contract import Figure, Reading
from chungtay.reader.read import read
from chungtay.reports import queries, services
from chungtay.reports.models import Report
from chungtay.reports.papers import docx_of
from chungtay.reports.tests.conftest import SIGNED
from tests.cast import NOW, SINCE, TODAY, Cast

PAPERS = Path(__file__).parents[2] / "reader" / "tests" / "documents"
SOURCES = (
    "dien_bien_project_2022",
    "ha_tinh_directive",
    "hue_orientation_2024",
    "kon_tum_digest_2023",
    "viet_yen_plan_2024",
)
YEARS = range(2022, 2026)


def plan_of(cast: Cast, reading: Reading) -> Plan:
    """The plan of a paper as the reader read it; names that nobody knows yet become agencies."""
    paper = take_in_read(cast.province, NOW, reading.to_json(), name=f"{reading.source.name}.txt")
    documents.accept_all_pending(by=cast.province, now=NOW, document=paper.pk)
    while reviewed(cast.province, paper.pk).unresolved:
        documents.match_all_new(by=cast.province, now=NOW, document=paper.pk)
    return plans.make_plan(by=cast.province, now=NOW, document=paper.pk)


def read_back(report: Report, folder: Path) -> Reading:
    path = folder / "report.docx"
    path.write_bytes(docx_of(report))
    return read(path)


@pytest.mark.parametrize("name", SOURCES)
def test_each_source_plan_ends_in_a_report_of_its_own(
    catalogue: None, cast: Cast, name: str, tmp_path: Path
) -> None:
    plan = plan_of(cast, read(PAPERS / f"{name}.txt"))
    report = services.open_report(by=cast.province, now=NOW, kind="ket_thuc", year=2026, plan=plan.pk)
    assert check_layout(docx_of(report)) == []
    tables = {one.drafted: one.rows for one in queries.list_passages(report) if one.rows}
    told = [
        row[1]
        for rows in tables.values()
        if rows[0][3] == "Kết quả" and rows[0][1] == "Nhiệm vụ"
        for row in rows[1:]
    ]
    assert len(told) == plan.tasks.count()
    undone = tables["Nhiệm vụ chưa hoàn thành"]
    assert {row[4] for row in undone[1:]} == {"cơ quan chưa nêu lý do"}
    targets = tables.get("Kết quả thực hiện chỉ tiêu", [[]])[1:]
    assert [row[3] for row in targets] == ["chưa gắn với số liệu"] * plan.targets.count()
    said = " ".join(read_back(report, tmp_path).text.split())
    assert all(" ".join(row[1].split()) in said for row in undone[1:])


def results_of(reading: Reading) -> tuple[list[str], list[Figure]]:
    """The paragraphs of the results of 2017-2021 and the figures that the reader found in them."""
    start = reading.text.index("- Về công tác tuyên truyền, phổ biến")
    end = reading.text.index("* Ưu điểm", start) if "* Ưu điểm" in reading.text else len(reading.text)
    told = [figure for figure in reading.figures if start <= figure.span[0] < end]
    return [line for line in reading.text[start:end].splitlines() if line.strip()], told


def own_words(cast: Cast, reading: Reading) -> str:
    """The paragraphs as an outline with an element of the province's own for each figure, filled in for four years."""
    _lines, told = results_of(reading)
    text, end = reading.text, reading.text.index("* Ưu điểm")
    made, elements, values = "", [], {}
    at = told[0].span[0] - len(reading.text[: told[0].span[0]].rpartition("\n")[2])
    for number, figure in enumerate(told):
        element = catalogue_services.add_element(by=cast.province, now=NOW, asked=OwnElement(
            f"Kết quả {number}", "Để thử.", figure.unit or "", Aggregation.SUM, ValueKind.COUNT, "propaganda", "",
            SINCE,
        ))  # fmt: skip
        printed = re.match(r"[\d.]+", text[figure.span[0] :])
        assert printed is not None
        made += text[at : figure.span[0]] + f"{{{element.code}}}"
        at = figure.span[0] + printed.end()
        elements.append(element.pk)
        values[element.code] = int(figure.value)
    body = agencies.get_agency(cast.province, cast.province.agency)
    form = catalogue_services.add_form(by=cast.province, now=NOW, asked=OwnForm(
        "Kết quả cả năm", "", PeriodKind.YEAR, 30, ((body.kind, body.level),), tuple(elements), SINCE
    ))  # fmt: skip
    for year in YEARS:
        shares = {
            code: value // 4 + (value % 4 if year == YEARS[-1] else 0) for code, value in values.items()
        }
        enter(cast.province, str(year), shares, form=form.code, now=datetime(year, 12, 15, 2, tzinfo=UTC))
    paragraphs = [line for line in (made + text[at:end]).splitlines() if line.strip()]
    return "# KẾT QUẢ CÔNG TÁC PHÒNG, CHỐNG MA TÚY\n" + "\n".join(map(_bare, paragraphs))


def _bare(line: str) -> str:
    """Without the marks of footnotes, which would be optional clauses."""
    return " ".join(re.sub(r"\[\d+\]", "", line).split())


def test_the_report_of_dien_bien_repeats_the_results_of_its_plan_to_the_number_and_is_read_back(
    catalogue: None, cast: Cast, tmp_path: Path
) -> None:
    reading = read(PAPERS / "dien_bien_project_2022.txt")
    lines, told = results_of(reading)
    assert len(told) > 60
    services.keep_outline(by=cast.province, now=NOW, outline="closing", text=own_words(cast, reading))
    plan = plan_of(cast, reading)
    report = services.open_report(by=cast.province, now=NOW, kind="ket_thuc", year=2026, plan=plan.pk)
    assert report.period == "2022-2025"
    passages = list(queries.list_passages(report))
    assert [one.drafted for one in passages[1:]] == [_bare(line) for line in lines]
    numbers = [number for one in passages for number in one.numbers]
    assert [Decimal(number["value"]) for number in numbers] == [figure.value for figure in told]
    opened = queries.open_number(cast.province, report, numbers[0]["code"], on=TODAY)
    assert sorted(cell.source.period for cell in opened.cells) == [str(year) for year in YEARS]
    services.agree(by=cast.province, now=NOW, report=report.pk, **SIGNED)
    issued = services.issue(by=cast.province, now=NOW, report=report.pk, number=15, dated=TODAY)
    back = read_back(issued, tmp_path)
    assert [(figure.value, figure.unit) for figure in back.figures] == [
        (figure.value, figure.unit) for figure in told
    ]
