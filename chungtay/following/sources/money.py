"""Money was allotted for the plan, or so much of what a task may spend is spent."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from chungtay.budgets import queries as budgets
from chungtay.budgets.queries import Asked as Cut
from chungtay.following.rules import Asked, Evidence, EvidenceState, Input
from chungtay.following.sources.reading import reader_of
from chungtay.following.sources.remembering import once
from chungtay.plans import queries as plans
from chungtay.plans.rules import money_of

_SPENT = 80  # percent, where a criterion does not say how much


def knows(asked: Asked) -> bool:
    """A plan with a table of money; for spending, a task with lines of it."""
    if asked.settings.get("measure") == "allotted":
        return bool(_cards(asked))
    return bool(_lines(asked))


def check_budget(asked: Asked) -> Evidence:
    return _allotted(asked) if asked.settings.get("measure") == "allotted" else _spent(asked)


def _allotted(asked: Asked) -> Evidence:
    """Something was allotted for the year of the turn's end."""
    year, total, inputs = asked.last.year, 0, []
    for card in _cards(asked):
        cut = Cut(by="year", budget=card.budget.pk)
        rows = budgets.look(reader_of(asked), cut, on=asked.today).rows
        allotted = sum(row.figures.allotted for row in rows if row.key == year)
        total += allotted
        link = reverse("budgets:budget", args=[card.budget.pk])
        inputs.append(
            Input(
                card.budget.title or "Dự toán kinh phí",
                f"{allotted:,} đồng".replace(",", "."),
                allotted > 0,
                link,
            )
        )
    why = (
        f"Năm {year} đã phân bổ {total:,} đồng".replace(",", ".")
        if total
        else f"Năm {year} chưa phân bổ kinh phí."
    )
    state = EvidenceState.MET if total else EvidenceState.NOT_YET
    return Evidence(state, why, int(total > 0), 1, inputs[0].link if inputs else "", None, tuple(inputs))


def _cards(asked: Asked) -> list[Any]:
    key = ("cards", asked.plan, asked.office)
    return once(key, lambda: list(budgets.list_cards(reader_of(asked), money_of(asked.plan), on=asked.today)))


def _spent(asked: Asked) -> Evidence:
    wanted = int(asked.settings.get("percent", _SPENT))
    figures = budgets.figures_of_lines(reader_of(asked), _lines(asked), on=asked.today)
    if figures.percent_spent is None:
        return Evidence(EvidenceState.NOT_YET, "Các dòng kinh phí của việc này chưa được phân bổ.", 0, wanted)
    why = f"Đã chi {figures.percent_spent}% kinh phí được phân bổ, cần {wanted}%."
    met = figures.percent_spent >= wanted
    state = EvidenceState.MET if met else EvidenceState.PARTLY if figures.spent else EvidenceState.NOT_YET
    inputs = (Input("Đã phân bổ", f"{figures.allotted}", True), Input("Đã chi", f"{figures.spent}", met))
    return Evidence(state, why, Decimal(figures.percent_spent), wanted, "", None, inputs)


def _lines(asked: Asked) -> list[int]:
    task = plans.visible_tasks(reader_of(asked), asked.today).filter(pk=asked.task).first()
    return plans.lines_of(task) if task is not None else []
