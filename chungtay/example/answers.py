"""The work of the present plan is answered: received, refused, given more time, confirmed, sent back, or it follows."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from chungtay.agencies import queries as agencies
from chungtay.assignments import queries, services
from chungtay.assignments.queries.answers import unverified
from chungtay.assignments.rules import Party, Ruling, Step, next_steps
from chungtay.base.actor import Actor
from chungtay.example.bodies import data
from chungtay.following import services as following
from chungtay.following.queries import list_following
from chungtay.plans import queries as plans
from chungtay.plans.queries.holding import shares_in_force


def answer_the_work(office: Actor, actors: dict[int, Actor], plan: int, *, now: datetime, today: date) -> int:
    """The stories of answers.toml; returns how many tasks follow by themselves from now on."""
    _confirm_what_is_done(office, now, today)
    _ask_for_time(office, actors, plan, now, today)
    _refuse(actors, plan, now, today)
    _send_back(office, plan, now)
    _receive(actors, now, today)
    _count(office, actors, plan, now, today)
    return _follow(office, plan, now, today)


def _shares(plan: int, step: Step, side: Party = Party.DOER) -> Iterator[Any]:
    """Shares of the plan with which this can be done now, one of each body."""
    rows = list(
        shares_in_force().filter(task__plan=plan).select_related("agency", "task").order_by("due_on", "pk")
    )
    standings, seen = queries.standings_of(rows), set[int]()
    for row in rows:
        if row.agency_id not in seen and step in next_steps(standings[row.pk], side):
            seen.add(row.agency_id)
            yield row


def _confirm_what_is_done(office: Actor, now: datetime, today: date) -> None:
    """All but the latest, in every plan that runs."""
    managed = queries.managed_plans(office, today)
    done = unverified(shares_in_force().filter(task__plan__in=managed)).order_by("done_on", "pk")
    early = list(done.values_list("pk", flat=True))[: -data("answers")["unchecked"]]
    services.verify(by=office, now=now, shares=early)


def _ask_for_time(office: Actor, actors: dict[int, Actor], plan: int, now: datetime, today: date) -> None:
    rows = [row for row in _shares(plan, Step.ASK_TIME) if row.agency_id in actors]
    for story, row in zip(data("answers")["more_time"], rows[3:], strict=False):
        day = max(row.due_on, today) + timedelta(days=story["days"])
        asked = services.ask_time(
            by=actors[row.agency_id], now=now, share=row.pk, day=day, words=story["words"]
        )
        if story["verdict"] != Ruling.WAITING:
            accept = story["verdict"] == Ruling.GRANTED
            services.settle(by=office, now=now, answer=asked.pk, accept=accept, words=story["said"])


def _refuse(actors: dict[int, Actor], plan: int, now: datetime, today: date) -> None:
    """A commune that has not begun says whose work it should be: the police of its own place, where there are any."""
    rows = [
        row for row in _shares(plan, Step.REFUSE) if row.agency_id in actors and row.agency.level == "commune"
    ]
    for words, row in zip(data("answers")["refused"]["words"], rows, strict=False):
        by = actors[row.agency_id]
        near = agencies.list_agencies(by, on=today).exclude(pk=row.agency_id).exclude(kind="group")
        police = near.filter(place=row.agency.place_id, kind="police").first()
        better = police or near.filter(place=row.agency.place_id).first()
        if better is not None:
            services.refuse(by=by, now=now, share=row.pk, words=words, agency=better.pk)


def _send_back(office: Actor, plan: int, now: datetime) -> None:
    for row in list(_shares(plan, Step.VERIFY, Party.OFFICE))[:1]:
        services.send_back(by=office, now=now, share=row.pk, words=data("answers")["returned"]["words"])


def _receive(actors: dict[int, Actor], now: datetime, today: date) -> None:
    """Two bodies of three have said that they received what was handed to them."""
    for turn, actor in enumerate(actors.values()):
        fresh = list(queries.shares_to_receive(actor.bodies, until=today).values_list("pk", flat=True))
        if turn % 3 and fresh and actor.can("work.report"):
            services.receive(by=actor, now=now, shares=fresh)


def _count(office: Actor, actors: dict[int, Actor], plan: int, now: datetime, today: date) -> None:
    services.propose_quotas(by=office, now=now, plan=plan)
    shown = plans.get_plan(office, plan, on=today)
    quotas = list(queries.quotas_of_plan(office, shown, on=today))
    services.confirm_quotas(by=office, now=now, plan=plan, quotas=[quota.pk for quota in quotas])
    words = data("answers")["counted"]["words"]
    for quota in quotas:
        for turn, share in enumerate(shares_in_force().filter(task=quota.task_id).order_by("agency", "pk")):
            actor = actors.get(share.agency_id)
            if turn % 2 and actor is not None and actor.can("work.report"):
                services.count_quota(by=actor, now=now, quota=quota.pk, number=1, words=words)


def _follow(office: Actor, plan: int, now: datetime, today: date) -> int:
    following.propose_criteria(by=office, now=now, plan=plan)
    rows = list_following(office, plans.get_plan(office, plan, on=today), on=today)
    wanted = data("answers")["followed"]
    chosen = [row.task.pk for row in rows if row.criterion and row.criterion.rule in wanted]
    following.confirm_criteria(by=office, now=now, plan=plan, tasks=chosen)
    following.derive(now=now, plan=plan)
    return len(chosen)
