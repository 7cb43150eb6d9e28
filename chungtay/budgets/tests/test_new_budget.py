"""A budget that no paper was read for: pasted or sent as a sheet, whole or with every wrong cell named."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from chungtay.base.problems import NotThere, Refused
from chungtay.budgets import queries, services, sheets
from chungtay.budgets.models import Budget
from tests.cast import NOW, PASSWORD, TODAY, Cast

PASTED = """TT\tNội dung\tTổng cộng\tNăm 2026\tNăm 2027
1\tTuyên truyền\t500\t200\t300
1.1\tTờ rơi\t300,5\t100,5\t200
1.2\tPhát thanh\t199,5\t99,5\t100
2\tTập huấn\t1.100\t-\t1.100
"""


def enter(cast: Cast, pasted: str, unit: str = "triệu đồng") -> Budget:
    return services.open_budget(
        by=cast.province, now=NOW, title=" Kinh phí  bổ sung (ví dụ)", unit=unit, pasted=pasted
    )


def cells_named(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.place for problem in refused.value.problems]


def test_a_table_pasted_from_a_spreadsheet_becomes_a_draft_to_the_dong(cast: Cast) -> None:
    budget = enter(cast, PASTED)
    table = queries.table_of(queries.current_estimate(budget))
    said = [(row.row.no, row.row.level, row.row.total_dong) for row in table.rows]
    assert said == [
        ("1", 1, 500_000_000), ("1.1", 2, 300_500_000), ("1.2", 2, 199_500_000), ("2", 1, 1_100_000_000),
    ]  # fmt: skip
    assert table.estimate.total == Decimal(1600)
    assert [cell.column for cell in table.rows[3].row.cells.all()] == ["Năm 2027"]  # "-" is not zero
    assert (budget.owner_id, str(budget)) == (cast.province.agency, "Kinh phí bổ sung (ví dụ)")


def test_a_table_without_a_total_column_is_summed(cast: Cast) -> None:
    budget = enter(cast, "TT\tNội dung\t2026\t2027\n1\tIn ấn\t15 triệu\t10\n", unit="đồng")
    row = queries.table_of(queries.current_estimate(budget)).rows[0].row
    assert row.total_dong == 15_000_010


def test_every_wrong_cell_is_named_where_it_stands_in_what_was_pasted(cast: Cast) -> None:
    wrong = PASTED.replace("199,5", "199,6").replace("100,5", "1,585").replace("1.100\n", "nhiều\n")
    with pytest.raises(Refused) as refused:
        enter(cast, wrong)
    assert set(cells_named(refused)) >= {"D3", "E5", "C4"}
    assert not Budget.objects.exists()


@pytest.mark.parametrize("text", ["", "một dòng", "TT\tNội dung\tSố tiền\n1\tIn\t5"])
def test_what_is_no_table_is_said(cast: Cast, text: str) -> None:
    with pytest.raises(Refused, match="no_table"):
        enter(cast, text)


def test_the_empty_sheet_comes_back_filled(cast: Cast) -> None:
    book = load_workbook(BytesIO(sheets.write_blank(range(2026, 2028), said="ví dụ")))
    sheet = book.worksheets[0]
    for column, value in zip("BCEF", ("1", "Tập huấn", 5_000_000, 6_000_000), strict=True):
        sheet[f"{column}5"] = value
    file = BytesIO()
    book.save(file)
    budget = services.open_budget(
        by=cast.province, now=NOW, title="Tập huấn (ví dụ)", unit="triệu đồng", content=file.getvalue()
    )
    assert queries.current_estimate(budget).total_dong == 11_000_000


def test_only_who_keeps_the_money_enters_a_budget(cast: Cast) -> None:
    with pytest.raises(NotThere):
        services.open_budget(by=cast.department, now=NOW, title="x", unit="đồng", pasted=PASTED)


def test_the_page_takes_a_pasted_table_and_keeps_what_was_typed_when_it_is_wrong(cast: Cast) -> None:
    client = Client()
    client.login(username="thuongtruc", password=PASSWORD)
    address = reverse("budgets:open_budget")
    said = {"title": "Bổ sung (ví dụ)", "unit": "triệu đồng", "pasted": PASTED.replace("500\t", "501\t")}
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "Ô C2" in (page := refused.content.decode())
    assert "Tờ rơi" in page
    made = client.post(address, said | {"pasted": PASTED}, follow=True)
    assert "Phát thanh" in made.content.decode()
    assert str(queries.get_budget(cast.province, Budget.objects.get().pk, on=TODAY)) == "Bổ sung (ví dụ)"
    assert client.get(address, {"mau": "1"}).headers["Content-Disposition"].endswith('.xlsx"')
