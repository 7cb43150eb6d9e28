"""A province's units change: bodies end and open, people follow, work passes on, as one operation."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import access
from chungtay.agencies import queries as agencies
from chungtay.agencies import services as agency_services
from chungtay.agencies.queries.life import groups_of, list_by_id
from chungtay.agencies.rules import AgencyLevel, Power
from chungtay.agencies.rules.successions import WHOLE
from chungtay.agencies.services.following import follow_posts, list_following
from chungtay.agencies.services.keeping import watch_bodies
from chungtay.agencies.services.life import add_members, end_agency, name_successor
from chungtay.base.actor import Actor
from chungtay.base.holding import Move
from chungtay.base.problems import Problem, Refused
from chungtay.handovers.models import Handover
from chungtay.handovers.queries.units import count_units, draft_reform
from chungtay.handovers.rooms import ROOMS
from chungtay.handovers.rules import Decision, HandoverKind, HandoverState, Reform, Told
from chungtay.handovers.services.passing import pass_work, rehearse, tell
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.notices.rules import JobFailed
from chungtay.notices.services import Running
from chungtay.plans.queries.holding import count_work

REORGANISE = "handovers.reorganise"


def rehearse_reorganisation(*, by: Actor, now: datetime, on: date, ground: str) -> Told:
    """What the reorganisation would do, done in full and left undone."""
    return rehearse(lambda: _reorganise(by, now, on, ground)[1])


@transaction.atomic
def ask_reorganisation(*, by: Actor, now: datetime, on: date, ground: str) -> Handover:
    """Let the worker reorganise the province; the page shows how far it is."""
    _check(by, on, ground)
    handover = _open(by, now, on, ground)
    notices.start_job(by=by, now=now, kind=REORGANISE, subject=f"handover:{handover.pk}")
    return handover


@transaction.atomic
def reorganise(*, by: Actor, now: datetime, on: date, ground: str) -> Handover:
    """Reorganise the province at once: what the worker does, for a command or the example."""
    _check(by, on, ground)
    return _make(_open(by, now, on, ground), by, now)


def run_reorganisation(running: Running) -> None:
    """The worker's part. Everything or nothing is written; a second run finds nothing left to do."""
    now = timezone.now()
    found = Handover.objects.filter(pk=int(running.subject.removeprefix("handover:"))).first()
    if found is None or found.state != HandoverState.ASKED:
        return
    running.step(0.05, _("đang lập danh sách cơ quan"))
    by = _actor_of(found, timezone.localdate(now))
    running.step(0.1, _("đang chuyển giao, xin chờ"))
    try:
        with transaction.atomic():
            row = Handover.objects.select_for_update().get(pk=found.pk)
            if row.state == HandoverState.ASKED:
                _make(row, by, now)
    except Refused as refusal:
        raise JobFailed("refused", refusal.problems[0].message) from None


def _actor_of(handover: Handover, on: date) -> Actor:
    """The person who asked, acting from the post in the office that asked."""
    held = agencies.list_holdings(handover.made_by_id, on=on)
    actors = [access.actor_of(holding) for holding in held if holding.post.agency_id == handover.owner_id]
    if not actors:
        text = _("Người yêu cầu không còn giữ chức danh ở cơ quan này; chưa có gì được ghi.")
        raise JobFailed("no_post", text)
    return actors[0]


def _check(by: Actor, on: date, ground: str) -> Reform:
    by.must(Power.PLANS_MANAGE)
    by.must(Power.AGENCIES_MANAGE)
    problems = []
    if not ground.strip():
        problems.append(
            Problem("ground_empty", _("Hãy ghi căn cứ: số, ngày của nghị quyết sắp xếp."), "ground")
        )
    reform = draft_reform(by, on=on)
    if not reform.endings:
        text = _("Không có đơn vị nào của tỉnh kết thúc vào ngày này mà cơ quan chưa được sắp xếp.")
        problems.append(Problem("nothing_ends", text, "on"))
    if problems:
        raise Refused(problems)
    return reform


def _open(by: Actor, now: datetime, on: date, ground: str) -> Handover:
    title = _("Sắp xếp đơn vị hành chính từ ngày %(day)s") % {"day": on.strftime("%d/%m/%Y")}
    return Handover.objects.create(
        kind=HandoverKind.UNITS, state=HandoverState.ASKED, title=title, on=on, ground=ground.strip()[:500],
        owner_id=by.agency, made_at=now, made_by_id=by.account, made_name=by.name,
    )  # fmt: skip


def _make(row: Handover, by: Actor, now: datetime) -> Handover:
    row.kept, told = _reorganise(by, now, row.on, row.ground)
    row.told, row.state = told.as_json(), HandoverState.DONE
    row.save(update_fields=["kept", "told", "state"])
    journal.record(
        by=by, now=now, verb="handover.made", subject=f"handover:{row.pk}", title=row.title, purpose=row.ground[:300],
        change={"communes": [told.before["communes"], told.after["communes"]]},
    )  # fmt: skip
    _tell_people(row, now)
    return row


@override("vi")  # others read it, whatever language this person reads
def _tell_people(row: Handover, now: datetime) -> None:
    """Whoever sits in a new body is told so; by account, since undoing takes the body away again."""
    seats = row.kept["bodies"].get("agencies.Holding", {}).values()
    people = {after["account_id"] for before, after in seats if before is None}
    text = _("%(title)s: chức danh và việc của anh/chị nay ở cơ quan mới.") % {"title": row.title}
    link = reverse("agencies:my_account")
    notices.tell(now=now, accounts=people, text=text, link=link, reason=_("Sắp xếp đơn vị hành chính"))


def _reorganise(by: Actor, now: datetime, on: date, ground: str) -> tuple[dict[str, object], Told]:
    reform = _check(by, on, ground)
    eve = on - timedelta(days=1)
    before = count_work(by) | count_units(by, on=eve)
    olds = [ending.agency for ending in reform.endings]
    groups = groups_of(olds)
    watch = watch_bodies(places=_places(reform, olds), groups={g for found in groups.values() for g in found})
    heirs = _succeed(reform, by, now, on, ground)
    people = {old: _follow(old, heirs[old], by, now, on, ground) for old in olds if len(heirs[old]) == 1}
    members = [(group, heir) for old in olds for group in groups.get(old, ()) for heir in heirs[old]]
    add_members(by=by, now=now, members=members)
    moves = [
        Move(held.kind, held.id, held.agency, tuple(heirs[held.agency]))
        for room in ROOMS.values()
        for held in room.work_held_by(by, olds, on=on)
    ]
    passed = pass_work(by, now, moves, ground)
    told = tell(
        by, before=before, moves=moves, stuck=passed.stuck, on=on, people=people,
        decide=_decisions(reform, heirs, on), more=count_units(by, on=on),
    )  # fmt: skip
    return {"work": asdict(passed.kept), "bodies": watch.track()}, told


def _places(reform: Reform, olds: Iterable[int]) -> set[int]:
    found = {agency.place_id for agency in list_by_id(olds) if agency.place_id}
    return found | {opening.unit.place for opening in reform.openings}


def _succeed(reform: Reform, by: Actor, now: datetime, on: date, ground: str) -> dict[int, list[int]]:
    """Open the new bodies, name them as successors, end the old ones. Returns the successors of each old body."""
    bodies = {body.pk: body for body in list_by_id(ending.agency for ending in reform.endings)}
    is_example = all(body.is_example for body in bodies.values())
    opened: dict[object, int] = {}
    for opening in reform.openings:
        place = opening.unit.place
        known = agencies.resolve([opening.name], on=on, near=place).get(opening.name)
        found = agencies.get_agency(by, known) if known else None
        if found is None or found.place_id != place:
            found = agency_services.open_agency(
                by=by, now=now, name=opening.name, level=AgencyLevel.COMMUNE, place=place, valid_from=on,
                aliases=[f"{opening.line} {opening.unit.words.split()[0]}"], ground=ground[:300],
                is_example=is_example,
            )  # fmt: skip
        opened[opening] = found.pk
    heirs: dict[int, list[int]] = {}
    for ending in reform.endings:
        heirs[ending.agency] = [opened[opening] for opening in ending.successors]
        body = bodies[ending.agency]
        for heir in heirs[ending.agency]:
            name_successor(
                by=by, now=now, old=body, new=heir, subject=WHOLE, on=on, ground=ground, parted=ending.parted
            )
        end_agency(by=by, now=now, agency=body, ends_on=on, ground=ground)
    return heirs


def _follow(old: int, heirs: list[int], by: Actor, now: datetime, on: date, ground: str) -> int:
    bodies = {body.pk: body for body in list_by_id([old, *heirs])}
    return follow_posts(by=by, now=now, old=bodies[old], new=bodies[heirs[0]], on=on, ground=ground)


def _decisions(reform: Reform, heirs: dict[int, list[int]], on: date) -> list[Decision]:
    why = _("Cơ quan của đơn vị đã kết thúc nhưng không rõ cơ quan nào kế tục; hãy ghi cơ quan kế tục.")
    found = [Decision(body.name, why) for body in reform.undecided]
    for ending in reform.endings:
        waiting = len(list_following(ending.agency, on=on)) if ending.parted else 0
        if waiting:
            text = _("Có %(n)s người giữ chức danh mà cơ quan chia cho nhiều nơi; hãy bố trí từng người.")
            found.append(Decision(ending.name, text % {"n": waiting}))
    return found
