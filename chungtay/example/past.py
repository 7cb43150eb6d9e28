"""The years before the present plan: the plan of 2022 - 2025, and what became of it when bodies and units changed."""

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from chungtay.agencies import access
from chungtay.agencies import queries as agencies
from chungtay.agencies.queries.life import successors_of
from chungtay.agencies.services.life import know_successions
from chungtay.base.actor import Actor
from chungtay.base.holding import Move
from chungtay.example.bodies import DISTRICTS_ENDED, Bodies, People, data, group_new_units
from chungtay.example.telling import SAID, moment
from chungtay.handovers import queries as handovers
from chungtay.handovers import services as handover_services
from chungtay.plans import queries as plans
from chungtay.plans import services as plan_services
from chungtay.plans.rules import ShareState

ERA = date(2022, 1, 10)
REHAB_PASSED = date(2025, 3, 3)  # the first working day of the month in which the departments changed
PERIOD_ENDED = date(2025, 12, 31)
LABOUR = "Sở LĐ-TB&XH"
LEFT_OPEN = "Sở TT&TT"  # a handover that the visitor may try
GROUND = "Quyết định về việc chuyển giao nhiệm vụ khi sắp xếp các sở (ví dụ)"
RESOLUTION = "Nghị quyết 1661/NQ-UBTVQH15 ngày 16/6/2025; kết thúc cấp huyện từ 01/7/2025"


def live_the_old_era(
    bodies: Bodies, people: People, office: Actor, *, today: date, say: Callable[[str], None]
) -> None:
    """From 2022 to the end of 2025, in the order of time."""
    chance = random.Random(data("people")["seed"])  # noqa: S311  invented years need no secrecy
    _report_until(people.actors.values(), date(2025, 2, 20), chance)
    know_successions(by=office, now=moment(REHAB_PASSED), place=bodies.province.pk)
    _pass_on_labour(bodies.ids[LABOUR], office)
    say("Sắp xếp 129 xã, phường, thị trấn thành 45 xã, phường; kết thúc cấp huyện…")
    made = handover_services.reorganise(
        by=office, now=moment(DISTRICTS_ENDED), on=DISTRICTS_ENDED, ground=RESOLUTION
    )
    say(f"  {len(made.told['moved'])} dòng chuyển giao, {made.told['ownerless']} nhiệm vụ thiếu cơ quan")
    group_new_units(bodies, now=moment(DISTRICTS_ENDED), today=today)
    for one in list(people.actors.values()):
        for held in agencies.list_holdings(one.account, on=DISTRICTS_ENDED):
            people.actors.setdefault(held.post.agency_id, access.actor_of(held))
    _report_until(people.actors.values(), PERIOD_ENDED, chance)


def _pass_on_labour(body: int, office: Actor) -> None:
    heirs = successors_of([body], on=REHAB_PASSED).get(body, {})
    held = handovers.held_by(office, body, on=REHAB_PASSED)
    moves = [Move(row.kind, row.id, row.agency, handovers.proposed_heirs(row, heirs)) for row in held]
    handover_services.hand_over(
        by=office,
        now=moment(REHAB_PASSED),
        body=body,
        moves=[move for move in moves if move.to],
        ground=GROUND,
    )


def _report_until(actors: Iterable[Actor], day: date, chance: random.Random) -> int:
    """Every body reports done what fell due by the day; most of what comes later is under way."""
    count = 0
    for actor in actors:
        if actor.agency_name.startswith("Sở Thông tin"):
            continue
        work = plans.my_work(actor, today=day)
        for share in [*work.late.shares, *work.soon.shares]:
            _report(actor, share.pk, share.revision, share.due_on or day, ShareState.DONE, chance)
            count += 1
        for share in work.ahead.shares:
            if chance.random() < 0.3:
                _report(actor, share.pk, share.revision, day, ShareState.IN_PROGRESS, chance)
                count += 1
    return count


def _report(actor: Actor, share: int, seen: int, due: date, state: ShareState, chance: random.Random) -> None:
    at = moment(due - timedelta(days=chance.randint(1, 20)))
    plan_services.report_progress(
        by=actor, now=at, share=share, state=state, seen=seen, note=chance.choice(SAID[2:4]),
        percent=None if state == ShareState.DONE else chance.choice((20, 40, 60)),
    )  # fmt: skip
