"""Reviewed papers and plans for tests, of this room and of those above it. Everything in them is invented."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from chungtay.base.actor import Actor
from chungtay.documents import queries as documents
from chungtay.documents.rules import (
    FoundBudget,
    FoundCitation,
    FoundReport,
    FoundSection,
    FoundTarget,
    FoundTask,
    Reviewed,
)
from chungtay.plans import services
from chungtay.plans.models import Plan
from chungtay.plans.rules import Figures, ShareState, StateWord, state_word
from tests.cast import NOW, Cast

BY = {"kind": "by", "date": "2026-03-31", "text": "trước ngày 31/3/2026"}
MONTHLY = {"kind": "every", "every": "P1M", "text": "hằng tháng"}


def found_task(
    number: int,
    text: str,
    leads: Iterable[int] = (),
    supports: Iterable[int] = (),
    *deadlines: dict[str, Any],
    section: str | None = None,
) -> FoundTask:
    leads, supports = tuple(leads), tuple(supports)
    return FoundTask(
        finding=number, text=text, section=section, leads=leads, supports=supports,
        lead_names=tuple(f"cơ quan {lead}" for lead in leads),
        support_names=tuple(f"cơ quan {s}" for s in supports),
        deadlines=deadlines, span=(number * 100, number * 100 + 50),
    )  # fmt: skip


def found_report(
    number: int, who: Iterable[int], to: Iterable[int], *every: str, by: date | None = None
) -> FoundReport:
    who, to = tuple(who), tuple(to)
    return FoundReport(
        finding=number, text="Báo cáo kết quả thực hiện Kế hoạch", who=who, to=to, via=(),
        who_names=tuple(f"cơ quan {one}" for one in who), to_names=tuple(f"cơ quan {one}" for one in to),
        via_names=(),
        every=every, by=by, periodic=bool(every), on_request=True, span=(number * 100, number * 100 + 50),
    )  # fmt: skip


def reviewed(document: int, *tasks: FoundTask, **given: Any) -> Reviewed:
    """A paper of the invented province, reviewed to the end."""
    plain = Reviewed(
        document=document, version=1, kind="KH", code="101/KH-UBND", symbol="KH-UBND",
        title="Phòng, chống ma túy năm 2026 (ví dụ)", issuer_name="Ủy ban nhân dân tỉnh Mẫu", issuer=None,
        issued_on=date(2026, 1, 15), issued_text="2026-01-15", period_from=None, period_to=None, vision=None,
        sections=(
            FoundSection("s1", "I", "Nhiệm vụ", 1, None), FoundSection("s2", "1", "Tuyên truyền", 2, "s1"),
        ),
        tasks=tasks, targets=(), budgets=(), reports=(), citations=(), undecided=0, unresolved=(),
    )  # fmt: skip
    return replace(plain, **given)


def cited(code: str, on: date | None, role: str = "implements") -> FoundCitation:
    return FoundCitation(code=code, kind="KH", date=on, issuer="UBND tỉnh Mẫu", role=role, span=(1, 9))


def found_target() -> FoundTarget:
    return FoundTarget(
        finding=900, text="100% xã có kế hoạch", section="s1", relation="equal", value=Decimal(100),
        value_max=None,
        unit="%", due=date(2026, 12, 31), baseline_year=None, per="xã", span=(5, 25),
    )  # fmt: skip


def found_budget() -> FoundBudget:
    rows = (
        {"no": "1", "label": "Tuyên truyền", "level": 1, "total": 500, "values": {"2026": 200, "2027": 300}},
        {"no": "1,1", "label": "Tờ rơi", "level": 2, "total": 300.5, "values": {"2026": 100.5, "2027": 200}},
        {
            "no": "1,2",
            "label": "Phát thanh",
            "level": 2,
            "total": 199.5,
            "values": {"2026": 99.5, "2027": 100},
        },
        {"no": "2", "label": "Tập huấn", "level": 1, "total": 100, "values": {"2026": None, "2027": 100}},
    )
    return FoundBudget(
        finding=901, title="Dự toán kinh phí", unit="triệu đồng", columns=("2026", "2027"), rows=rows,
        total=Decimal(600), span=(30, 90),
    )  # fmt: skip


def paper_of(actor: Actor, title: str = "Văn bản (ví dụ)") -> int:
    """A paper in the room of documents, as the key of a plan needs it."""
    paper = apps.get_model("documents", "OfficialDocument")
    made = paper.objects.create(
        owner_id=actor.agency, title=title, created_at=NOW, created_by=actor.account, created_name=actor.name
    )
    return int(made.pk)


class Papers:
    """Stands where the room of documents hands over: what has been put here is what it answers."""

    def __init__(self) -> None:
        self.by_id: dict[int, Reviewed] = {}

    def put(self, found: Reviewed) -> Reviewed:
        self.by_id[found.document] = found
        return found


def hand_over(monkeypatch: pytest.MonkeyPatch) -> Papers:
    papers = Papers()
    monkeypatch.setattr(documents, "reviewed", lambda _actor, document: papers.by_id[document])
    return papers


def make_example_plan(cast: Cast, papers: Papers) -> Plan:
    """Five duties of the province: for the department, for both communes together, and one that
    nobody leads.
    """
    health, a, b = cast.department.agency, cast.officer.agency, cast.officer_next_door.agency
    found = reviewed(
        paper_of(cast.province),
        found_task(1, "Lập kế hoạch tuyên truyền", [health], [a], BY, section="s2"),
        found_task(2, "Rà soát người sau cai", [a, b], [], {**BY, "date": "2026-02-20"}, section="s2"),
        found_task(
            3, "Kiểm tra cơ sở kinh doanh có điều kiện", [cast.department_next_door.agency], [], MONTHLY
        ),
        found_task(4, "Nâng cao nhận thức của nhân dân"),
        reports=(found_report(5, [health, a, b], [cast.province.agency], "P6M", "P1Y"),),
        targets=(found_target(),),
        budgets=(found_budget(),),
        citations=(cited("36-CT/TW", date(2019, 8, 16), "basis"),),
    )
    papers.put(found)
    return services.make_plan(by=cast.province, now=NOW, document=found.document)


def figures_of(shares: Iterable[tuple[ShareState, date | None, date | None]], today: date) -> Figures:
    """What the database should count of these shares (state, due_on, done_on), one by one."""
    total = Figures()
    for state, due_on, done_on in shares:
        word = state_word(state, due_on, today)
        is_open = word != StateWord.DONE
        total += Figures(
            shares=1,
            done=int(not is_open),
            on_time=int(not is_open and (due_on is None or (done_on is not None and done_on <= due_on))),
            late=int(word == StateWord.LATE),
            soon=int(word == StateWord.SOON),
            later=int(word in (StateWord.OPEN, StateWord.IN_PROGRESS) and due_on is not None),
            undated=int(is_open and due_on is None),
            begun=int(is_open and state == ShareState.IN_PROGRESS),
        )
    return total
