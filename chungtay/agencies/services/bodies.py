"""What can happen to a body."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies import queries
from chungtay.agencies.models import Agency, AgencyAlias, Membership
from chungtay.agencies.rules import AgencyKind, AgencyLevel, Power, kind_of, name_key
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.journal import services as journal
from chungtay.places import queries as places


@transaction.atomic
def open_agency(
    *,
    by: Actor,
    now: datetime,
    name: str,
    level: AgencyLevel,
    place: int | None,
    valid_from: date,
    kind: AgencyKind | None = None,
    short_name: str = "",
    aliases: Iterable[str] = (),
    parent: int | None = None,
    valid_to: date | None = None,
    ground: str = "",
    end_ground: str = "",
    is_example: bool = False,
) -> Agency:
    """A body begins to exist in the system, found from now on by its name, short name and aliases.

    Refuses a second body of the same name at the same place and time, and to stand where or under whom there is nobody.
    """
    by.must(Power.AGENCIES_MANAGE)
    name = " ".join(name.split())
    problems = queries.check_named(by, [parent] if parent else [], on=valid_from, field="parent")
    if place is not None and place not in places.names_of([place]):
        problems.append(Problem("place_unknown", _("Chọn một địa bàn trong danh sách."), "place"))
    if problems:
        raise Refused(problems)
    twin = Agency.objects.filter(name__iexact=name, place=place, valid_to=valid_to).first()
    if twin is not None:
        text = _("Đã có cơ quan “%(name)s” ở địa bàn này; hãy chọn cơ quan đó.") % {"name": name}
        raise Refused(Problem("agency_twice", text, "name"))
    agency = Agency.objects.create(
        name=name,
        short_name=short_name,
        kind=kind or kind_of(name),
        level=level,
        place_id=place,
        parent_id=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        ground=ground,
        end_ground=end_ground,
        opened_by_id=by.agency or None,
        is_example=is_example,
    )
    _write_aliases(agency, [name, short_name, *aliases])
    journal.record(by=by, now=now, verb="agency.opened", subject=f"agency:{agency.pk}", title=name)
    return agency


@transaction.atomic
def add_alias(*, by: Actor, now: datetime, agency: Agency, text: str) -> None:
    """Papers that write the body this way are understood from now on."""
    queries.must_manage(by, agency)
    if _write_aliases(agency, [text]):
        journal.record(
            by=by, now=now, verb="agency.alias_added", subject=f"agency:{agency.pk}", title=agency.name,
            change={"alias": [None, text]},
        )  # fmt: skip


def _write_aliases(agency: Agency, texts: Iterable[str]) -> bool:
    known = set(agency.aliases.values_list("key", flat=True))
    new = {name_key(text): " ".join(text.split()) for text in texts if text.strip()}
    rows = [AgencyAlias(agency=agency, text=text, key=key) for key, text in new.items() if key not in known]
    AgencyAlias.objects.bulk_create(rows)
    return bool(rows)


@transaction.atomic
def set_members(*, by: Actor, now: datetime, group: Agency, members: Iterable[int]) -> None:
    """Say which bodies a group's name stands for; work given to the group is theirs. Who ended stays what it was."""
    queries.must_manage(by, group)
    if group.kind != AgencyKind.GROUP:
        raise Refused(Problem("not_a_group", _("Chỉ một nhóm cơ quan mới có thành viên."), "members"))
    today, rows = timezone.localdate(now), group.membership_rows
    before = set(rows.values_list("member", flat=True))
    after = set(members) | set(rows.filter(member__valid_to__lte=today).values_list("member", flat=True))
    if problems := queries.check_named(by, after - before, on=today, field="members"):
        raise Refused(problems)
    group.membership_rows.filter(member__in=before - after).delete()
    Membership.objects.bulk_create(
        Membership(group=group, member_id=member) for member in sorted(after - before)
    )
    if before != after:
        journal.record(
            by=by, now=now, verb="agency.members_set", subject=f"agency:{group.pk}", title=group.name,
            change={"members": [sorted(before), sorted(after)]},
        )  # fmt: skip
