"""What may be done with money, and what is wrong when it may not. Amounts are whole đồng."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chungtay.base.problems import Problem
from chungtay.budgets.rules.money import said
from chungtay.budgets.rules.states import MovementKind

Cell = tuple[int, int]  # a line and a year


@cache
def sources() -> dict[str, str]:
    """The sources of money by code, with their Vietnamese names, as sources.toml has them."""
    raw = tomllib.loads(files("chungtay.budgets").joinpath("sources.toml").read_text(encoding="utf-8"))
    return {code: str(row["name"]) for code, row in raw.items()}


@dataclass(frozen=True, slots=True)
class Balance:
    """Of a purse: what it was allotted, has promised, has spent. Of a ceiling: approved and allotted."""

    approved: int = 0
    allotted: int = 0
    committed: int = 0
    spent: int = 0

    @property
    def free(self) -> int:
        """What a purse may still promise or spend."""
        return self.allotted - self.committed - self.spent

    @property
    def open(self) -> int:
        """What of a ceiling may still be allotted."""
        return self.approved - self.allotted


def check_amount(amount: int) -> list[Problem]:
    if amount > 0:
        return []
    return [Problem("amount_not_positive", "Số tiền phải lớn hơn 0.", "amount")]


def check_allotment(ceiling: Balance, amount: int) -> list[Problem]:
    if amount <= ceiling.open:
        return []
    sentence = (
        "Vượt trần đã duyệt: dòng này còn được phân bổ {left}, đang phân bổ {asked}. "
        "Muốn phân bổ thêm cần có quyết định điều chỉnh dự toán trước."
    )
    return [
        Problem(
            "over_ceiling", sentence, "amount", values={"left": said(ceiling.open), "asked": said(amount)}
        )
    ]


def check_movement(kind: MovementKind, purse: Balance, amount: int) -> list[Problem]:
    """Nothing is promised or spent that was not allotted; nothing is taken back that is not there."""
    if kind in (MovementKind.COMMIT, MovementKind.DISBURSE):
        sentence = "Vượt số đã phân bổ: còn được chi {left}, đang ghi {asked}."
        limit, code = purse.free, "over_allotment"
    elif kind == MovementKind.RELEASE:
        sentence, limit, code = "Số đang cam kết chỉ còn {left}.", purse.committed, "more_than_promised"
    elif kind == MovementKind.REFUND:
        sentence, limit, code = "Số đã giải ngân chỉ có {left}.", purse.spent, "more_than_spent"
    else:
        sentence = "Chỉ thu hồi hoặc chuyển nguồn được phần chưa chi, chưa cam kết: {left}."
        limit, code = purse.free, "more_than_left"
    if amount <= limit:
        return []
    return [Problem(code, sentence, "amount", values={"left": said(limit), "asked": said(amount)})]


def check_adjustment(
    changes: Mapping[Cell, int], ceilings: Mapping[Cell, Balance], *, by_decision: bool
) -> list[Problem]:
    """An adjustment moves money between lines; only a decision of who approved the budget changes their sum."""
    problems = []
    if not any(changes.values()):
        problems.append(Problem("nothing_changes", "Chưa có dòng nào thay đổi.", "amount"))
    if changes.keys() - ceilings.keys():
        sentence = "Có dòng chưa được duyệt dự toán năm đó nên chưa điều chỉnh được."
        problems.append(Problem("not_approved", sentence, "amount"))
    total = sum(changes.values())
    if total and not by_decision:
        sentence = "Điều chỉnh giữa các dòng phải giữ nguyên tổng; đang lệch {total}. Muốn đổi tổng cần có quyết định."
        problems.append(Problem("sum_changes", sentence, "amount", values={"total": said(total)}))
    for cell, change in changes.items():
        if cell in ceilings and ceilings[cell].open + change < 0:
            sentence = "Không giảm được dưới số đã phân bổ: dòng còn {left} chưa phân bổ."
            problems.append(
                Problem("below_allotted", sentence, "amount", values={"left": said(ceilings[cell].open)})
            )
    return problems


def new_ceilings(
    wanted: Mapping[Cell, int], standing: Mapping[Cell, Balance]
) -> tuple[dict[Cell, int], list[Problem]]:
    """How approving an estimate moves each ceiling, and what stands in the way."""
    cells: Collection[Cell] = {**standing, **wanted}
    changes = {cell: wanted.get(cell, 0) - standing.get(cell, Balance()).approved for cell in cells}
    problems = [
        Problem(
            "below_allotted",
            "Dự toán mới thấp hơn số đã phân bổ của năm {year}: {allotted}. Hãy thu hồi phần phân bổ trước khi duyệt.",
            values={"year": year, "allotted": said(standing[line, year].allotted)},
        )
        for line, year in standing
        if wanted.get((line, year), 0) < standing[line, year].allotted
    ]
    return {cell: change for cell, change in changes.items() if change}, problems
