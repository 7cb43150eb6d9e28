"""Formulas stay alive, and what is approved stays as approved."""

from datetime import date
from decimal import Decimal

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.budgets import queries, services
from chungtay.budgets.models import Budget
from chungtay.budgets.tests.factories import approved, dien_bien, estimate, line_of
from tests.cast import NOW, Cast

DECIDED = "Phụ lục Đề án (ví dụ)"
QUANTITIES = {
    "xa_loai_1": ("xã trọng điểm loại I", 30), "xa_loai_2": ("xã trọng điểm loại II", 32),
    "xa_loai_3": ("xã trọng điểm loại III", 33), "xa_con_lai": ("xã không trọng điểm", 31),
    "xa_khong_te_nan": ("xã không có tệ nạn ma túy", 4), "bcd_huyen": ("Ban chỉ đạo cấp huyện", 10),
    "doi_tuong": ("đối tượng trao trả", 10), "lop": ("lớp tập huấn", 3),
}  # fmt: skip
FORMULAS = {
    "6": "20 triệu × xa_loai_1 + 15 triệu × xa_loai_2 + 10 triệu × xa_loai_3 + 5 triệu × (xa_con_lai + xa_khong_te_nan)",
    "8,2": "30 triệu × bcd_huyen",
    "9,1": "15 triệu × doi_tuong",
    "9,2": "200 triệu × lop",
}


@pytest.fixture
def project(cast: Cast, paper: int) -> Budget:
    """The project of Điện Biên with the formulas that its own words state."""
    (made,) = estimate(cast, dien_bien(), document=paper)
    for code, (label, value) in QUANTITIES.items():
        record(cast, code, value, date(2022, 1, 1), label)
    for no, formula in FORMULAS.items():
        services.set_formula(by=cast.province, now=NOW, line=line_of(made, no), formula=formula)
    return made


def record(cast: Cast, code: str, value: int, since: date, label: str = "") -> None:
    services.set_quantity(
        by=cast.province, now=NOW, code=code, label=label or QUANTITIES[code][0], value=Decimal(value), since=since,
        paper=DECIDED,
    )  # fmt: skip


def test_every_stated_rate_of_dien_bien_comes_to_what_its_line_says(project: Budget) -> None:
    counted = queries.count_lines(project)
    assert [(line.name.split()[0], len(line.years), line.differs) for line in counted] == [
        ("6", 4, False), ("8,2", 4, False), ("9,1", 4, False), ("9,2", 4, False),
    ]  # fmt: skip
    assert counted[0].years[0].counted == 1_585_000_000
    assert counted[0].years[0].values == "20 triệu × 30 + 15 triệu × 32 + 10 triệu × 33 + 5 triệu × (31 + 4)"
    assert "[xã trọng điểm loại I]" in counted[0].formula


def test_a_quantity_that_changes_shows_its_effect_and_changes_nothing(cast: Cast, project: Budget) -> None:
    approved(cast, project)
    record(cast, "xa_loai_1", 28, date(2024, 1, 1))
    line = queries.count_lines(project)[0]
    assert [(effect.year, effect.counted, effect.differs) for effect in line.years] == [
        (2022, 1_585_000_000, False), (2023, 1_585_000_000, False), (2024, 1_545_000_000, True),
        (2025, 1_545_000_000, True),
    ]  # fmt: skip
    assert project.estimates.get().total_dong == 71_440_000_000


def test_counted_anew_it_is_a_draft_beside_what_is_approved_and_every_sum_follows(
    cast: Cast, project: Budget
) -> None:
    approved(cast, project)
    record(cast, "xa_loai_1", 28, date(2024, 1, 1))
    record(cast, "bcd_huyen", 9, date(2025, 1, 1))
    services.count_anew(by=cast.province, now=NOW, budget=project.pk)
    assert list(project.estimates.values_list("state", "total_dong")) == [
        ("approved", 71_440_000_000), ("draft", 71_440_000_000 - 2 * 40_000_000 - 30_000_000),
    ]  # fmt: skip
    draft = queries.table_of(queries.current_estimate(project))
    assert draft.slips == []
    assert [row.row.line_id for row in draft.rows if row.row.no == "6"] == [line_of(project, "6")]
    with pytest.raises(Refused):
        services.count_anew(by=cast.province, now=NOW, budget=project.pk)


@pytest.mark.parametrize("formula", ["20 triệu ×", "5 triệu × xa_loai_9"])
def test_a_formula_that_says_nothing_is_refused(cast: Cast, project: Budget, formula: str) -> None:
    with pytest.raises(Refused):
        services.set_formula(by=cast.province, now=NOW, line=line_of(project, "6"), formula=formula)


def test_a_sum_has_no_formula_of_its_own(cast: Cast, project: Budget) -> None:
    with pytest.raises(Refused):
        services.set_formula(
            by=cast.province, now=NOW, line=line_of(project, "8"), formula="5 triệu × bcd_huyen"
        )


def test_only_who_manages_the_money_counts(cast: Cast, project: Budget) -> None:
    for other in (cast.department, cast.leader, cast.stranger):
        with pytest.raises(NotThere):
            services.set_formula(by=other, now=NOW, line=line_of(project, "6"), formula="")
        with pytest.raises(NotThere):
            services.count_anew(by=other, now=NOW, budget=project.pk)
