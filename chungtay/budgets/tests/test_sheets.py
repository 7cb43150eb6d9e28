"""Every table goes out to .xlsx alive and comes back whole, or with every wrong cell named."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from chungtay.base.problems import Refused
from chungtay.budgets import queries, services, sheets
from chungtay.budgets.models import Budget
from chungtay.budgets.queries import Asked
from chungtay.budgets.rules import exact
from chungtay.budgets.sheets_back import Frame, read_table
from chungtay.budgets.tests.factories import approved, estimate, give, line_of, small_table
from chungtay.budgets.tests.test_counting import project
from tests.cast import NOW, TODAY, Cast

__all__ = ["project"]

OFFICE = shutil.which("soffice")


def taken_out(budget: Budget) -> bytes:
    table = queries.table_of(queries.current_estimate(budget))
    return sheets.write_table(table, str(budget), queries.known_quantities(budget.place_id), said="ví dụ")


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """The file as a person's program saves it: the amounts that were shown, and then what was typed."""
    book = load_workbook(BytesIO(content), data_only=True)
    edit(book.worksheets[0])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def bring_back(cast: Cast, budget: Budget, content: bytes) -> None:
    services.propose_sheet(by=cast.province, now=NOW, budget=budget.pk, content=content)


def cells_named(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.place for problem in refused.value.problems]


def test_sums_and_unit_costs_are_alive_in_the_sheet(project: Budget) -> None:
    sheet = load_workbook(BytesIO(taken_out(project))).worksheets[0]
    rows = {str(row[1].value): row for row in sheet.iter_rows(min_row=5)}
    assert rows["6"][4].value == (
        "=20000000*'Số lượng'!$C$7 + 15000000*'Số lượng'!$C$8 + 10000000*'Số lượng'!$C$9"
        " + 5000000*('Số lượng'!$C$5 + 'Số lượng'!$C$6)"
    )
    assert rows["8,2"][5].value == "=30000000*'Số lượng'!$D$2"
    assert rows["8"][4].value == "=SUM(E17,E18)"
    assert rows["8"][3].value == "=SUM(E16:H16)"
    assert rows["10.2"][4].value == 0
    total = [row for row in sheet.iter_rows(min_row=5) if row[2].value == "Tổng cộng"]
    assert str(total[0][3].value).startswith("=SUM(D5,D6,D7,D8,")


def test_the_values_beside_the_formulas_are_those_of_the_estimate(project: Budget) -> None:
    table, problems = read_table(taken_out(project), Frame.of(project.estimates.get()))
    assert problems == []
    assert table is not None
    assert (table.total, table.unit) == (exact(71_440), "triệu đồng")
    assert [row["no"] for row in table.rows[:7]] == ["1", "2", "3", "4", "4,14", "4,15", "5"]


def test_a_table_goes_out_and_comes_back_the_same(cast: Cast, project: Budget) -> None:
    approved(cast, project)
    with pytest.raises(Refused) as refused:
        bring_back(cast, project, taken_out(project))
    assert refused.value.problems[0].code == "nothing_changes"
    assert project.estimates.count() == 1


def test_what_was_changed_becomes_a_draft_and_lines_stay_the_lines_they_were(
    cast: Cast, budget: Budget
) -> None:
    approved(cast, budget)

    def edit(sheet: Any) -> None:
        sheet["C6"], sheet["E6"], sheet["D6"] = "In tờ rơi", 100_500_001, 300_500_001
        sheet["E5"], sheet["D5"] = 200_000_001, 500_000_001
        sheet.insert_rows(9)
        sheet["B9"], sheet["C9"], sheet["E9"] = "3", "Dự phòng", 1_000_000

    bring_back(cast, budget, edited(taken_out(budget), edit))
    draft = queries.current_estimate(budget)
    assert (draft.n, draft.state, draft.total_dong) == (2, "draft", 601_000_001)
    rows = {row.label: row for row in draft.rows.all()}
    assert rows["In tờ rơi"].line_id == line_of(budget, "1,1")
    assert rows["In tờ rơi"].total_dong == 300_500_001
    assert rows["Dự phòng"].total_dong == 1_000_000
    assert budget.estimates.get(n=1).total_dong == 600_000_000


def test_every_wrong_cell_is_named_and_nothing_is_kept(cast: Cast, budget: Budget) -> None:
    def edit(sheet: Any) -> None:
        sheet["A7"], sheet["E6"], sheet["F6"], sheet["F7"], sheet["C8"] = 10**6, "mười", 1.5, -1, ""
        sheet["D5"] = 7

    with pytest.raises(Refused) as refused:
        bring_back(cast, budget, edited(taken_out(budget), edit))
    assert set(cells_named(refused)) >= {"A7", "E6", "F6", "F7", "C8", "D5"}
    assert budget.estimates.get().version == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no book", b"<html>"])
def test_what_is_no_book_is_refused(cast: Cast, budget: Budget, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        bring_back(cast, budget, content)
    assert refused.value.problems[0].code == "no_table"


def test_a_sum_that_the_paper_states_wrongly_is_not_mended_in_silence(cast: Cast, paper: int) -> None:
    (budget,) = estimate(cast, small_table(total="601"), document=paper)
    sheet = load_workbook(BytesIO(taken_out(budget))).worksheets[0]
    assert sheet["D5"].value == "=SUM(E5:F5)"
    assert sheet["D9"].value == "=SUM(D5,D8)"


def test_a_cut_goes_out_with_its_sum_alive(cast: Cast, budget: Budget) -> None:
    give(cast, approved(cast, budget), "1,1", 50_000_000)
    seen = queries.look(cast.province, Asked(by="year"), on=TODAY)
    sheet = load_workbook(BytesIO(sheets.write_cuts(seen.rows, "Kinh phí", said="ví dụ"))).worksheets[0]
    assert [cell.value for cell in sheet[5]][1:] == ["2026", 200_000_000, 50_000_000, 0, 0, "=D5-E5-F5"]
    assert sheet["C7"].value == "=SUM(C5:C6)"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here: apt-get install libreoffice-calc-nogui")
def test_libreoffice_counts_the_table_of_dien_bien_to_the_dong(
    cast: Cast, project: Budget, tmp_path: Path
) -> None:
    """Every formula with its value forgotten, and counted anew by LibreOffice."""
    book = load_workbook(BytesIO(taken_out(project)))  # openpyxl keeps formulas and drops what they came to
    book.save(tmp_path / "out.xlsx")
    counted, problems = read_table(_recalculated(tmp_path / "out.xlsx"), Frame.of(project.estimates.get()))
    assert problems == []
    assert counted is not None
    own, _ = read_table(taken_out(project), Frame.of(project.estimates.get()))
    assert counted == own


def _recalculated(path: Path) -> bytes:
    out, own = path.parent / "recalculated", f"-env:UserInstallation=file://{path.parent}/office"
    asked = [str(OFFICE), own, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own file
    return (out / path.name).read_bytes()
