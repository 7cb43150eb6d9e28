"""What happens to a body in its life: it changes, it ends, others take over from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chungtay.agencies import queries
from chungtay.agencies.models import Agency, AgencyAlias, AgencySuccession, FormerSelf
from chungtay.agencies.rules import AgencyLevel, name_key
from chungtay.agencies.rules.successions import (
    WHOLE,
    check_change_of_self,
    check_end,
    national_successions,
    subjects,
)
from chungtay.agencies.services.bodies import set_members
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal

CountHeld = Callable[[int, date], int]
_HOLDERS: list[CountHeld] = []


def register_holder(count: CountHeld) -> None:
    """A room above says how many open things a body holds there; asked before a body ends."""
    if count not in _HOLDERS:
        _HOLDERS.append(count)


def count_held(agency: int, *, on: date) -> int:
    """How much open work a body holds, in all rooms together."""
    return sum(count(agency, on) for count in _HOLDERS)


@transaction.atomic
def change_agency(
    *,
    by: Actor,
    now: datetime,
    agency: Agency,
    on: date,
    ground: str,
    name: str,
    short_name: str,
    level: AgencyLevel,
    place: int | None,
    parent: int | None,
) -> Agency:
    """From a day on the body is called so and stands there; what it was until then is kept and found by its day."""
    queries.must_manage(by, agency)
    name = " ".join(name.split())
    last = agency.former_selves.order_by("-valid_to").values_list("valid_to", flat=True).first()
    problems = check_change_of_self(begun=agency.valid_from, last=last, on=on, ground=ground)
    after = {"name": name, "short_name": short_name, "level": str(level), "place_id": place}
    after |= {"parent_id": parent}
    before = {column: getattr(agency, column) for column in after}
    if before == after:
        problems.append(Problem("nothing_new", _("Chưa có gì đổi so với trước.")))
    if parent == agency.pk:
        problems.append(Problem("own_parent", _("Cơ quan không thể trực thuộc chính nó."), "parent"))
    elif parent and parent != agency.parent_id:
        problems += queries.check_named(by, [parent], on=on, field="parent")
    if problems:
        raise Refused(problems)
    FormerSelf.objects.create(
        agency=agency,
        valid_from=last or agency.valid_from,
        valid_to=on,
        ground=ground.strip()[:300],
        **before,
    )
    for column, value in after.items():
        setattr(agency, column, value)
    agency.save(update_fields=list(after))
    _rename_aliases(agency, before, after, on)
    moved = {column: [before[column], after[column]] for column in after if before[column] != after[column]}
    journal.record(
        by=by, now=now, verb="agency.changed", subject=f"agency:{agency.pk}", title=name, purpose=ground[:300],
        change=moved | {"on": [None, on.isoformat()]},
    )  # fmt: skip
    return agency


def _rename_aliases(
    agency: Agency, before: Mapping[str, object], after: Mapping[str, object], on: date
) -> None:
    """The old names mean the body in papers until that day, the new ones from it on."""
    old = {name_key(str(before[column])) for column in ("name", "short_name") if before[column]}
    new = {
        name_key(str(after[column])): str(after[column]) for column in ("name", "short_name") if after[column]
    }
    agency.aliases.filter(key__in=old - new.keys()).exclude(valid_from__gte=on).update(valid_to=on)
    known = set(agency.aliases.values_list("key", flat=True))
    agency.aliases.filter(key__in=new.keys(), valid_to__isnull=False).update(valid_to=None)
    AgencyAlias.objects.bulk_create(
        AgencyAlias(agency=agency, text=text, key=key, valid_from=on)
        for key, text in new.items()
        if key not in known
    )


@transaction.atomic
def end_agency(
    *, by: Actor, now: datetime, agency: Agency, ends_on: date, ground: str, successor: int | None = None
) -> Agency:
    """The body is no more from this day on. One that still owes work ends only when somebody is named to take it.

    The work itself passes on by a handover, which the successor makes possible and the page proposes.
    """
    queries.must_manage(by, agency)
    known = set(agency.successions.values_list("new", flat=True)) | ({successor} if successor else set())
    problems = check_end(
        begun=agency.valid_from, ends_on=ends_on, already=agency.valid_to, ground=ground, successors=known,
        owed=count_held(agency.pk, on=ends_on - timedelta(days=1)),
    )  # fmt: skip
    if successor:
        problems += _check_heir(by, agency, successor, ends_on, "successor")
    if problems:
        raise Refused(problems)
    if successor:
        _succeed(agency, successor, WHOLE, ends_on, ground)
    agency.valid_to, agency.end_ground = ends_on, ground.strip()[:300]
    agency.save(update_fields=["valid_to", "end_ground"])
    journal.record(
        by=by, now=now, verb="agency.ended", subject=f"agency:{agency.pk}", title=agency.name, purpose=ground[:300],
        change={"valid_to": [None, ends_on.isoformat()], "successors": [None, sorted(known)]},
    )  # fmt: skip
    return agency


@transaction.atomic
def merge_agencies(
    *, by: Actor, now: datetime, into: Agency, bodies: Sequence[Agency], on: date, ground: str
) -> None:
    """These bodies become one; what each was stays its own history."""
    queries.must_manage(by, into)
    if not bodies:
        raise Refused(Problem("nobody", _("Hãy chọn ít nhất một cơ quan để hợp nhất."), "bodies"))
    for body in bodies:
        end_agency(by=by, now=now, agency=body, ends_on=on, ground=ground, successor=into.pk)


@transaction.atomic
def name_successor(
    *,
    by: Actor,
    now: datetime,
    old: Agency,
    new: int,
    subject: str,
    on: date,
    ground: str,
    source: str = "",
    verified: bool = True,
    parted: bool = False,
) -> AgencySuccession:
    """From this day on the new body does this part of the old one's work."""
    queries.must_manage(by, old)
    problems = _check_heir(by, old, new, on, "new")
    if subject not in subjects():
        problems.append(Problem("subject_unknown", _("Chọn một lĩnh vực trong danh sách."), "subject"))
    if not ground.strip():
        problems.append(Problem("ground_empty", _("Hãy ghi căn cứ: số, ngày của văn bản."), "ground"))
    if old.successions.filter(new=new, subject=subject).exists():
        problems.append(Problem("heir_twice", _("Cơ quan này đã được ghi là kế tục lĩnh vực ấy."), "new"))
    if problems:
        raise Refused(problems)
    made = _succeed(old, new, subject, on, ground, source=source, verified=verified, parted=parted)
    journal.record(
        by=by, now=now, verb="agency.successor_named", subject=f"agency:{old.pk}", title=old.name,
        purpose=ground[:300], change={subject: [None, new]},
    )  # fmt: skip
    return made


def _check_heir(by: Actor, old: Agency, new: int, on: date, field: str) -> list[Problem]:
    if new == old.pk:
        return [Problem("own_heir", _("Cơ quan không thể kế tục chính nó."), field)]
    return queries.check_named(by, [new], on=on, field=field)


def _succeed(
    old: Agency,
    new: int,
    subject: str,
    on: date,
    ground: str,
    *,
    source: str = "",
    verified: bool = True,
    parted: bool = False,
) -> AgencySuccession:
    found, _made = AgencySuccession.objects.get_or_create(
        old=old, new_id=new, subject=subject,
        defaults={"on": on, "ground": ground.strip()[:300], "source": source, "verified": verified, "parted": parted},
    )  # fmt: skip
    return found


@transaction.atomic
def drop_successor(*, by: Actor, now: datetime, succession: int) -> int:
    """What was written down by mistake is taken back; work that has passed on stays. Returns the old body."""
    found = AgencySuccession.objects.select_related("old").filter(pk=succession).first()
    if found is None:
        raise NotThere("succession")
    queries.must_manage(by, found.old)
    found.delete()
    journal.record(
        by=by, now=now, verb="agency.successor_dropped", subject=f"agency:{found.old_id}", title=found.old.name,
        change={found.subject: [found.new_id, None]},
    )  # fmt: skip
    return found.old_id


@transaction.atomic
def know_successions(*, by: Actor, now: datetime, place: int) -> int:
    """Write down for a province what successions.toml says of every province; returns how many were new.

    A row is taken where both names mean one body of the province, the old one the day before and the new one on
    the day. What a person wrote down for the same two bodies and subject stays as it is.
    """
    made = 0
    for row in national_successions():
        old = queries.resolve([row.old], on=row.on - timedelta(days=1), near=place).get(row.old)
        new = queries.resolve([row.new], on=row.on, near=place).get(row.new)
        if old is None or new is None or old == new:
            continue
        body = queries.get_agency(by, old)
        if not body.successions.filter(new=new, subject=row.subject).exists():
            name_successor(
                by=by, now=now, old=body, new=new, subject=row.subject, on=row.on, ground=row.ground,
                source=row.source, verified=row.verified,
            )  # fmt: skip
            made += 1
    return made


def add_members(*, by: Actor, now: datetime, members: Iterable[tuple[int, int]]) -> None:
    """Let (group, member) pairs join; whoever ended stays a member for the days on which it was."""
    wanted: dict[int, set[int]] = {}
    for group, member in members:
        wanted.setdefault(group, set()).add(member)
    for group, new in sorted(wanted.items()):
        body = queries.get_agency(by, group)
        known = set(body.membership_rows.values_list("member", flat=True))
        set_members(by=by, now=now, group=body, members=known | new)
