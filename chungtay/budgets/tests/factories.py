"""Tables of money for tests. Everything in them is invented, but for the one of Điện Biên, which was published."""

from decimal import Decimal
from typing import Any

from chungtay.budgets.models import Budget
from chungtay.budgets.services import make_estimates
from chungtay.documents.rules import FoundBudget
from tests.cast import NOW, Cast

Row = tuple[str, str, int, str | None, dict[str, str | None]]  # number, words, level, total, by column


def table(*rows: Row, total: str | None, title: str = "Dự toán (ví dụ)", **given: Any) -> FoundBudget:
    columns = tuple(dict.fromkeys(column for *_, cells in rows for column in cells))
    plain = {"finding": 1, "unit": "triệu đồng", "span": (0, 9)}
    return FoundBudget(
        title=title, total=None if total is None else Decimal(total), columns=columns,
        rows=tuple(
            {"no": no, "label": label, "level": level, "total": whole, "values": cells}
            for no, label, level, whole, cells in rows
        ),
        **{**plain, **given},
    )  # fmt: skip


def small_table(**given: Any) -> FoundBudget:
    """Two lines, the first in two parts, over two years; 600 triệu đồng."""
    return table(
        ("1", "Tuyên truyền", 1, "500", {"Năm 2026": "200", "Năm 2027": "300"}),
        ("1,1", "Tờ rơi", 2, "300.5", {"Năm 2026": "100.5", "Năm 2027": "200"}),
        ("1,2", "Phát thanh", 2, "199.5", {"Năm 2026": "99.5", "Năm 2027": "100"}),
        ("2", "Tập huấn", 1, "100", {"Năm 2026": None, "Năm 2027": "100"}),
        **{"total": "600", **given},
    )


def estimate(cast: Cast, *tables: FoundBudget, document: int, version: int = 1) -> list[Budget]:
    """The tables as the estimates of an invented plan."""
    return make_estimates(
        by=cast.province, now=NOW, subject="plan:1", document=document, version=version,
        owner=cast.province.agency, place=cast.province.place, found=tables,
    )  # fmt: skip
