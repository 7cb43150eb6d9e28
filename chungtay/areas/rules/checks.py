"""Who may do what, and what is refused."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from chungtay.areas.rules.evidence import Fact, fact_kinds
from chungtay.areas.rules.judging import Judgement
from chungtay.areas.rules.words import AreaKind, AssessmentState, FactSource, is_graver
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem

PROPOSE, APPROVE = "areas.propose", "areas.approve"


def may_propose(actor: Actor, *, place: int) -> bool:
    """The commune's own committee."""
    return actor.can(PROPOSE) and actor.place == place


def may_approve(actor: Actor, *, above: Collection[int]) -> bool:
    """``above``: the commune and every unit that it stands or ever stood under."""
    return actor.can(APPROVE) and not actor.reach.isdisjoint(above)


def check_propose(
    judgement: Judgement, *, state: str, assessed_on: date | None, today: date
) -> list[Problem]:
    problems = []
    if state in (AssessmentState.PROPOSED, AssessmentState.APPROVED):
        problems.append(
            Problem("already_proposed", "Bản tự đánh giá này đã gửi; đợi tỉnh trả lại mới gửi lần nữa.")
        )
    if assessed_on is None:
        problems.append(Problem("no_cycle", "Năm này chưa có quy định về kỳ xét địa bàn."))
    elif today < assessed_on:
        sentence = "Kỳ xét kết thúc ngày {day}; từ ngày đó mới gửi được."
        problems.append(Problem("too_early", sentence, values={"day": f"{assessed_on:%d/%m/%Y}"}))
    if judgement.lacking:
        sentence = "Còn thiếu: {facts}. Chưa báo cáo không có nghĩa là bằng 0: hãy báo cáo số, hoặc ghi tay kèm căn cứ."
        labels = "; ".join(fact_kinds()[name].label for name in judgement.lacking)
        problems.append(Problem("lacking", sentence, values={"facts": labels}))
    elif judgement.kind is None:
        problems.append(Problem("no_answer", judgement.problem or "Chưa có tiêu chí để phân loại."))
    return problems


def check_statement(
    name: str, value: Decimal | bool | None, ground: str, found: Fact | None
) -> list[Problem]:
    """A fact is said by hand only where no figure says it: a wrong figure is mended where it was reported."""
    if name not in fact_kinds():
        return [Problem("unknown_fact", "Không có yếu tố này.", "name")]
    if found is not None and found.source is FactSource.FIGURES:
        return [Problem("has_figure", "Đã có số liệu báo cáo; nếu sai hãy sửa ở biểu số liệu.", "value")]
    problems = []
    if value is None or (not isinstance(value, bool) and (not value.is_finite() or value < 0)):
        problems.append(Problem("no_value", "Hãy ghi một số từ 0 trở lên.", "value"))
    if not ground.strip():
        problems.append(Problem("no_ground", "Hãy ghi căn cứ: văn bản, sổ, biên bản nào.", "ground"))
    return problems


def check_return(reason: str) -> list[Problem]:
    return [] if reason.strip() else [Problem("no_reason", "Hãy ghi lý do để xã biết phải sửa gì.", "reason")]


def check_decision(decision: str, decided_on: date, today: date) -> list[Problem]:
    problems = []
    if not decision.strip():
        problems.append(Problem("no_decision", "Hãy ghi số, ký hiệu quyết định.", "decision"))
    if decided_on > today:
        problems.append(Problem("decided_when", "Ngày quyết định không muộn hơn hôm nay.", "decided_on"))
    return problems


def check_target(now: AreaKind | None, target: AreaKind, *, by_year: int, this_year: int) -> list[Problem]:
    problems = []
    if now is not None and not is_graver(now, target) and now is not AreaKind.FREE:
        problems.append(Problem("not_lighter", "Mục tiêu phải là loại nhẹ hơn loại hiện nay.", "target"))
    if now is AreaKind.FREE and target is not AreaKind.FREE:
        problems.append(Problem("not_lighter", "Xã không ma túy thì mục tiêu là giữ vững.", "target"))
    if not this_year <= by_year <= this_year + 10:
        problems.append(Problem("which_year", "Năm hoàn thành từ năm nay đến mười năm tới.", "by_year"))
    return problems


def check_targets(targets: Mapping[str, Decimal]) -> list[Problem]:
    wrong = [name for name, most in targets.items() if name not in fact_kinds() or most < 0]
    return [Problem("unknown_fact", "Mục tiêu phải là số từ 0 trở lên.", "targets")] if wrong else []
