"""A closing report says each result with what shows it, what is left and why, the targets measured, and the money."""

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.budgets import queries as budgets
from chungtay.budgets.tests.factories import approved, give
from chungtay.indicators.tests.factories import enter
from chungtay.plans import queries as plans
from chungtay.plans.models import Plan
from chungtay.plans.rules import ShareState, money_of
from chungtay.plans.services import report_progress
from chungtay.plans.tests.factories import hand_over, make_example_plan
from chungtay.reports import queries, services
from chungtay.reports.models import Report
from chungtay.reports.tests.conftest import BANNERS
from tests.cast import NOW, TODAY, Cast

CAMPAIGN, REVIEW = "Lập kế hoạch tuyên truyền", "Rà soát người sau cai"


@pytest.fixture
def plan(catalogue: None, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Plan:
    return make_example_plan(cast, hand_over(monkeypatch))


def tell(cast: Cast, plan: Plan, text: str, state: ShareState, note: str) -> None:
    """The body that owes the task says how it stands: the department, or the first commune."""
    by = cast.department if text == CAMPAIGN else cast.officer
    share = plans.visible_shares(by, TODAY).get(task__plan=plan, task__text=text, agency=by.agency)
    report_progress(
        by=by, now=NOW, share=share.pk, state=state, percent=None if state == ShareState.DONE else 40, note=note,
        seen=share.revision,
    )  # fmt: skip


def close(cast: Cast, plan: Plan) -> Report:
    return services.open_report(by=cast.province, now=NOW, kind="ket_thuc", year=2026, plan=plan.pk)


def rows_of(report: Report, caption: str) -> dict[str, list[str]]:
    """The rows of a table by their second cell."""
    [passage] = [one for one in queries.list_passages(report) if one.drafted == caption and one.rows]
    return {row[1]: row for row in passage.rows[1:]}


def test_a_result_stands_with_what_shows_it_and_what_is_left_with_why(cast: Cast, plan: Plan) -> None:
    tell(cast, plan, CAMPAIGN, ShareState.DONE, "Đã ban hành kế hoạch.")
    tell(cast, plan, REVIEW, ShareState.IN_PROGRESS, "Thiếu người đi cơ sở.")
    report = close(cast, plan)
    done = rows_of(report, "1. Tuyên truyền")[CAMPAIGN]
    assert done[2:] == [
        "Sở Y tế tỉnh Mẫu",
        "Hoàn thành, xong ngày 02/03/2026",
        "Sở Y tế tỉnh Mẫu: Đã ban hành kế hoạch.",
    ]
    left = rows_of(report, "Nhiệm vụ chưa hoàn thành")
    assert CAMPAIGN not in left
    assert left[REVIEW][3:] == ["20/02/2026", "Ủy ban nhân dân xã A: Thiếu người đi cơ sở."]
    assert left["Nâng cao nhận thức của nhân dân"][4] == "cơ quan chưa nêu lý do"


def test_a_target_is_measured_once_a_person_says_by_what(cast: Cast, plan: Plan) -> None:
    enter(cast.officer, "2026-M02", {BANNERS: 100})
    report = close(cast, plan)
    caption, text = "Kết quả thực hiện chỉ tiêu", "100% xã có kế hoạch"
    assert rows_of(report, caption)[text][3:] == ["chưa gắn với số liệu", ""]
    [(target, tied, suggested)] = queries.targets_to_tie(cast.province, report, TODAY)
    assert (tied, suggested) == ("", "")
    given = {"by": cast.province, "now": NOW, "report": report.pk}
    assert services.tie_targets(ties={target.pk: BANNERS}, **given) == 1  # type: ignore[arg-type]
    assert rows_of(report, caption)[text][2:] == ["đạt 100%, hạn 31/12/2026", "100", "Đạt"]
    with pytest.raises(Refused, match="measure_unknown"):
        services.tie_targets(ties={target.pk: "KHONG.CO"}, **given)  # type: ignore[arg-type]
    with pytest.raises(NotThere):
        services.tie_targets(ties={target.pk + 1: BANNERS}, **given)  # type: ignore[arg-type]
    assert services.tie_targets(ties={target.pk: ""}, **given) == 0  # type: ignore[arg-type]
    assert rows_of(report, caption)[text][3] == "chưa gắn với số liệu"


def test_the_money_of_the_plan_is_told_as_a_whole_and_by_year(cast: Cast, plan: Plan) -> None:
    [card] = budgets.list_cards(cast.province, money_of(plan.pk), on=TODAY)
    give(cast, approved(cast, card.budget), "1,1", 50_000_000)
    report = close(cast, plan)
    told = [one.drafted for one in queries.list_passages(report)]
    assert (
        "Dự toán được duyệt 600.000.000 đồng; đã phân bổ 50.000.000 đồng; đã chi 0 đồng, đạt 0% số đã phân bổ."
    ) in told
    [table] = [one for one in queries.list_passages(report) if one.rows and one.rows[0][0] == "Năm"]
    assert table.rows[1:] == [
        ["2026", "200.000.000", "50.000.000", "0", "0"],
        ["2027", "400.000.000", "0", "0", ""],
    ]
    assert {number["code"] for number in table.numbers} == {
        f"money:{card.budget.pk}:2026", f"money:{card.budget.pk}:2027"
    }  # fmt: skip
