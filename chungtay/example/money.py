"""The money of the example: two approved budgets, a draft, a decision that allots, receipts, one who only promises."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.budgets import queries, services
from chungtay.budgets.rules import in_dong
from chungtay.budgets.services import Allotment, Paper
from chungtay.costing import queries as costing
from chungtay.costing.services import link_tasks, name_product
from chungtay.example.bodies import Bodies, data
from chungtay.example.telling import moment
from chungtay.plans.rules import money_of

UNIT = "triệu đồng"


def approve_project(by: Actor, subject: str) -> None:
    """The table of 2022-2025 with its quantities and formulas, approved."""
    said = data("money")["project"]
    now = moment(said["approved_on"])
    (card,) = queries.list_cards(by, subject, on=said["approved_on"])
    for row in said["quantity"]:
        services.set_quantity(
            by=by, now=now, code=row["code"], label=row["label"], value=Decimal(row["value"]), since=said["since"],
            paper=said["paper"],
        )  # fmt: skip
    lines = _lines(by, subject, said["approved_on"])
    for no, formula in said["formula"].items():
        services.set_formula(by=by, now=now, line=lines[no], formula=formula)
    paper = Paper(said["approved"], said["approved_on"])
    services.approve_estimate(
        by=by, now=now, budget=card.budget.pk, estimate=card.table.estimate.pk, paper=paper
    )


def live_the_money(actors: dict[int, Actor], bodies: Bodies, by: Actor, subject: str, today: date) -> int:
    """Approve the plan's budget, allot its first year, and spend of it until today; returns how many receipts."""
    said = data("money")["decision"]
    on = said["approved_on"]
    (card,) = queries.list_cards(by, subject, on=on)
    services.approve_estimate(
        by=by,
        now=moment(on),
        budget=card.budget.pk,
        estimate=card.table.estimate.pk,
        paper=Paper(said["approved"], on),
    )
    lines = _lines(by, subject, on)
    parts = list(_parts(by, bodies, said, lines))
    on = said["allotted_on"]
    services.allot(
        by=by, now=moment(on), budget=card.budget.pk, parts=parts, paper=Paper(said["allotted"], on)
    )
    _promise(actors, bodies, lines, today)
    _draw_up_more(by, today)
    return _spend(actors, bodies, card.budget.pk, today)


def tie_the_money(office: Actor, finance: Actor, plan: int, on: date) -> int:
    """Every line to the tasks that its words surely speak of, and to what it brings; returns how many tasks."""
    sure = {
        (row.line.line, task.task)
        for row in costing.tasks_by_line(office, plan, on=on)
        for task in row.tasks
        if task.sure
    }
    tied = link_tasks(by=office, now=moment(on), plan=plan, pairs=sure, seen=sure)
    lines = _lines(finance, money_of(plan), on)
    for no, measure in data("money")["decision"]["product"].items():
        if no in lines:
            name_product(by=finance, now=moment(on), line=lines[no], measure=measure)
    return tied


def _lines(by: Actor, subject: str, on: date) -> dict[str, int]:
    return {line.name.split()[0]: line.line for line in queries.list_lines(by, on=on, subject=subject)}


def _parts(by: Actor, bodies: Bodies, said: dict[str, Any], lines: dict[str, int]) -> list[Allotment]:
    def part(row: dict[str, Any], agency: int, place: int | None) -> Allotment:
        amount = in_dong(Decimal(row["amount"]), UNIT) or 0
        return Allotment(lines[row["no"]], said["year"], row.get("source", "local"), agency, amount, place)

    named = [part(row, bodies.ids[row["agency"]], None) for row in said["part"]]
    found = agencies.within_jurisdiction(by, on=said["allotted_on"]).filter(
        agencies.alive_on(said["allotted_on"])
    )
    communes = (
        found.filter(kind="peoples_committee", level="commune").order_by("pk").values_list("pk", "place")
    )
    return named + [part(row, agency, place) for row in said["each"] for agency, place in communes]


def _spend(actors: dict[int, Actor], bodies: Bodies, budget: int, today: date) -> int:
    """Receipts of invented amounts, fewer where the chance says so; the slow ones have none."""
    chance = random.Random(data("people")["seed"])  # noqa: S311  an invented year needs no secrecy
    slow = {bodies.ids[name] for name in data("money")["spending"]["slow"]}
    begun, count = data("money")["decision"]["allotted_on"], 0
    for agency, actor in sorted(actors.items()):
        if agency in slow:
            continue
        shown = queries.get_budget(actor, budget, on=today) if _has_money(actor, budget, today) else None
        for purse in (
            queries.list_purses(actor, shown, on=today) if shown and actor.can("budgets.spend") else ()
        ):
            if purse.agency_id != agency:
                continue
            day = begun + timedelta(days=chance.randint(20, 60))
            for turn in range(1, chance.randint(1, 3) + 1):
                if day >= today:
                    break
                amount = purse.allotted // 1_000_000 * chance.choice((15, 20, 25)) // 100 * 1_000_000
                if amount:
                    receipt = Paper(f"UNC {purse.pk:03}-{turn} (ví dụ)", day, "Khoản chi ví dụ")
                    services.disburse(by=actor, now=moment(day), purse=purse.pk, amount=amount, paper=receipt)
                    count += 1
                day += timedelta(days=chance.randint(40, 90))
    return count


def _promise(actors: dict[int, Actor], bodies: Bodies, lines: dict[str, int], today: date) -> None:
    said = data("money")["spending"]["promised"]
    by, on = actors[bodies.ids[said["agency"]]], today - timedelta(days=said["days_ago"])
    purse = queries.visible_purses(by, on).get(agency=by.agency, ceiling__line=lines[said["no"]])
    paper, amount = Paper(said["paper"], on, "Đặt hàng ví dụ"), in_dong(Decimal(said["amount"]), UNIT) or 0
    services.commit(by=by, now=moment(on), purse=purse.pk, amount=amount, paper=paper)


def _draw_up_more(by: Actor, today: date) -> None:
    """A budget of its own that nobody has approved yet."""
    said = data("money")["supplement"]
    pasted = "\n".join("\t".join(row) for row in said["rows"])
    now = moment(today - timedelta(days=said["days_ago"]))
    services.open_budget(by=by, now=now, title=said["title"], unit=UNIT, pasted=pasted)


def _has_money(actor: Actor, budget: int, today: date) -> bool:
    return (
        queries.visible_purses(actor, today)
        .filter(agency=actor.agency, ceiling__line__budget=budget)
        .exists()
    )
