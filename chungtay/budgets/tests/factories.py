"""Tables of money for tests. Everything in them is invented, but for the one of Điện Biên, which was published."""

from datetime import date
from decimal import Decimal
from typing import Any

from chungtay.budgets.models import Budget, EstimateRow, Purse
from chungtay.budgets.services import Allotment, Paper, allot, approve_estimate, make_estimates
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


DECISION = Paper("15/QĐ-UBND", date(2026, 2, 1), "Quyết định ví dụ")
RECEIPT = Paper("UNC-01", date(2026, 3, 1))
YEARS = ("Năm 2022", "Năm 2023", "Năm 2024", "Năm 2025")


def dien_bien() -> FoundBudget:
    """The table of the project of Điện Biên on preventing and fighting drugs, 2022-2025, as published."""

    def row(no: str, label: str, *years: str) -> Row:
        each = years if len(years) == len(YEARS) else years * len(YEARS)
        total = str(sum(Decimal(year) for year in each))
        return no, label, no.count(",") + no.count(".") + 1, total, dict(zip(YEARS, each, strict=True))

    return table(
        row("1", "Trang bị phương tiện, thiết bị kỹ thuật nghiệp vụ", "250"),
        row("2", "Bồi dưỡng năng lực cán bộ Biên phòng, Hải quan", "40"),
        row("3", "Nâng cao trình độ cán bộ Tòa án, Viện kiểm sát", "40"),
        row("4", "Thông tin tuyên truyền, giáo dục", "1450"),
        row("4,14", "Các sở, ban, ngành, đoàn thể tỉnh", "1050"),
        row("4,15", "UBND các huyện, thị xã, thành phố", "400"),
        row("5", "Hỗ trợ công tác đấu tranh", "6420"),
        row("5,1", "Điều tra cơ bản các tuyến, địa bàn trọng điểm", "200"),
        row("5,2", "Phòng ngừa, đấu tranh ở xã, phường, thị trấn", "6220"),
        row("6", "Xây dựng xã, phường, thị trấn không có tệ nạn ma túy", "1585"),
        row("7", "Vận động không trồng, phát hiện, triệt xóa cây có chất ma túy", "400"),
        row("8", "Công tác chỉ đạo thực hiện đề án", "400"),
        row("8,1", "Thường trực Ban chỉ đạo tỉnh", "100"),
        row("8,2", "Ban chỉ đạo các huyện, thị xã, thành phố", "300"),
        row("9", "Hợp tác quốc tế", "750"),
        row("9,1", "Xác minh, điều tra, bắt giữ, dẫn giải, trao trả", "150"),
        row("9,2", "Đón tiếp, tập huấn, trao đổi nghiệp vụ", "600"),
        row("10", "Hỗ trợ cai nghiện ma túy", "6000", "6700", "6700", "6700"),
        row("10.1", "Cai nghiện bắt buộc, rà soát, lập hồ sơ", "6000"),
        row("10.2", "Cai nghiện tại gia đình và cộng đồng", "0", "700", "700", "700"),
        total="71440", title="Dự toán kinh phí Đề án phòng, chống ma túy giai đoạn 2022-2025",
    )  # fmt: skip


def line_of(budget: Budget, no: str) -> int:
    return EstimateRow.objects.filter(estimate__budget=budget, no=no).values_list("line", flat=True)[0]


def approved(cast: Cast, budget: Budget) -> Budget:
    draft = budget.estimates.get(state="draft")
    approve_estimate(by=cast.province, now=NOW, budget=budget.pk, estimate=draft.pk, paper=DECISION)
    return budget


def give(
    cast: Cast,
    budget: Budget,
    no: str,
    amount: int,
    *,
    year: int = 2026,
    agency: int | None = None,
    source: str = "local",
) -> Purse:
    """Allot to the department, or to another body; amount in đồng."""
    part = Allotment(line_of(budget, no), year, source, agency or cast.department.agency, amount)
    movement = allot(by=cast.province, now=NOW, budget=budget.pk, parts=[part], paper=DECISION)
    return Purse.objects.get(postings__movement=movement)


def estimate(cast: Cast, *tables: FoundBudget, document: int, version: int = 1) -> list[Budget]:
    """The tables as the estimates of an invented plan."""
    return make_estimates(
        by=cast.province, now=NOW, subject="plan:1", document=document, version=version,
        owner=cast.province.agency, place=cast.province.place, found=tables,
    )  # fmt: skip
