"""Whether the province is a key one, from its communes: how many of six criteria are met."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chungtay.areas.models import YearList
from chungtay.areas.queries.measures import in_force
from chungtay.areas.queries.standing import facts_of_year
from chungtay.areas.queries.years import YearView
from chungtay.areas.rules.cycle import Cycle, cycle_of
from chungtay.areas.rules.evidence import Fact, fact_kinds
from chungtay.areas.rules.words import AreaKind
from chungtay.base.actor import Actor
from chungtay.law.rules import NoAnswer
from chungtay.law.rules.areas import ProvinceAnswer, classify_province

SUMMED = ("residents", "on_file", "points", "offenders", "plants", "area_m2")


@dataclass(frozen=True, slots=True)
class ProvinceView:
    """``answer`` None: not known yet, and ``without`` says why; ``silent`` communes have not proposed."""

    cycle: Cycle | None
    row: YearList | None
    answer: ProvinceAnswer | None
    without: str
    silent: tuple[str, ...]
    totals: Mapping[str, Decimal]


def province_view(actor: Actor, province: int, view: YearView) -> ProvinceView:
    row = YearList.objects.filter(place=province, year=view.year).first()
    cycle = cycle_of(view.year)
    communes = frozenset(one.place.pk for one in view.rows)
    facts = facts_of_year(actor, communes, view.year)
    silent = tuple(one.place.full_name for one in view.rows if one.place.pk not in facts)
    totals = _totals(facts)
    without, answer = _what_lacks(view, row, silent), None
    if not without:
        try:
            answer = _answer(
                province, view, row, totals, cycle.assessed_on if cycle else date(view.year, 12, 14)
            )
        except NoAnswer as none:
            without = none.message
    return ProvinceView(cycle, row, answer, without, silent, totals)


def _totals(facts: Mapping[int, Mapping[str, Fact]]) -> dict[str, Decimal]:
    return {
        name: sum((v for one in facts.values() if isinstance(v := one[name].value, Decimal)), Decimal(0))
        for name in SUMMED
        if name in fact_kinds()
    }


def _what_lacks(view: YearView, row: YearList | None, silent: tuple[str, ...]) -> str:
    if not view.rows:
        return "Không có xã, phường nào trong năm này."
    if silent:
        return f"{len(silent)} xã, phường chưa gửi tự đánh giá; chưa gửi không có nghĩa là bằng 0."
    if view.unknown:
        return f"{view.unknown} xã, phường chưa được phê duyệt loại."
    if row is None or row.key_route is None:
        return "Chưa ghi tỉnh có nằm trên tuyến trọng điểm liên tỉnh hay không."
    return ""


def _answer(
    province: int, view: YearView, row: YearList | None, totals: Mapping[str, Decimal], on: date
) -> ProvinceAnswer:
    counts = view.counts
    plain: dict[str, object] = {
        **totals, "key_route": bool(row and row.key_route), "communes": len(view.rows),
        "communes_1_2": counts[AreaKind.ONE] + counts[AreaKind.TWO],
    }  # fmt: skip
    return classify_province(plain, on, in_force(province, on).measure.policies)
