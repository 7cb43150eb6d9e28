"""Digests: made once a day for each person, in the transaction that remembers them.

Whenever it is called, ``send_due`` tells each person what has become due since they were last told. A run that was
missed is made up for by the next one; one that breaks off has told whole people and nothing by halves; two at once
share the people between them, because the row of a person's turn is locked while their digest is made.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.journal import services as journal
from chungtay.notices import queries as notices
from chungtay.notices.rules import Haste
from chungtay.notices.services import Letter, post
from chungtay.province import queries as province
from chungtay.reminders.models import Digest, DigestLine, Turn
from chungtay.reminders.queries.people import REMINDING, Reader, Tree, list_bodies, list_readers
from chungtay.reminders.rules import (
    Board,
    Line,
    Person,
    days_ahead,
    horizon,
    is_time,
    is_working,
    lines_for,
    policy,
)
from chungtay.reminders.words import letter_text, title_of

_AT_ONCE = 100  # people of one transaction


def send_due(now: datetime) -> int:
    """Make the digests whose time has come; returns how many people were told something."""
    local = timezone.localtime(now)
    waiting = [
        reader for reader in list_readers(on=local.date()) if is_time(local, reader.wishes, reader.looked_on)
    ]
    if not waiting:
        return 0
    tree = list_bodies(on=local.date())
    people = _with_calendars(waiting, tree)
    board = _board(people, tree, local.date())
    batches = (people[first : first + _AT_ONCE] for first in range(0, len(people), _AT_ONCE))
    return sum(_tell(batch, board, now) for batch in batches)


def _with_calendars(readers: Sequence[Reader], tree: Tree) -> list[Person]:
    calendar_of = cache(province.calendar_of)  # people of one province share one
    return [
        Person(
            reader.account, reader.seats, reader.wishes,
            calendar_of(tree.provinces.get(reader.place) if reader.place else None),
        )
        for reader in readers
    ]  # fmt: skip


def _board(people: Sequence[Person], tree: Tree, today: date) -> Board:
    until = max(days_ahead(today, horizon(), calendar) for calendar in {p.calendar for p in people})
    dues = notices.all_due(tree.concerning(seat for person in people for seat in person.seats), today, until)
    return Board(today, policy(), dues, tree.parents)


@transaction.atomic
def _tell(people: Sequence[Person], board: Board, now: datetime) -> int:
    mine = _take_turns([person.account for person in people], board.today)
    told = _told(mine, board)
    digests = [
        (person, lines)
        for person in people
        if person.account in mine and (lines := lines_for(person, board, told[person.account]))
    ]
    if digests:
        _keep(digests, board.today, now)
        with override("vi"):  # nobody's page: everybody reads the language of the house
            post(now=now, letters=[_letter(person, lines, board.today) for person, lines in digests])
        journal.record(
            by=REMINDING, now=now, verb="reminders.sent", subject=f"reminders:{board.today}", title="",
            change={"people": [0, len(digests)], "lines": [0, sum(len(lines) for _, lines in digests)]},
        )  # fmt: skip
    return len(digests)


def _take_turns(accounts: Sequence[int], today: date) -> set[int]:
    """Those of these people whose digest of today is this worker's to make."""
    known = set(Turn.objects.filter(account__in=accounts).values_list("account", flat=True))
    Turn.objects.bulk_create(
        [Turn(account_id=account) for account in accounts if account not in known], ignore_conflicts=True
    )
    waiting = Turn.objects.filter(Q(looked_on__isnull=True) | Q(looked_on__lt=today), account__in=accounts)
    mine = set(waiting.select_for_update(skip_locked=True).values_list("account", flat=True))
    Turn.objects.filter(account__in=mine).update(looked_on=today)
    return mine


def _told(accounts: set[int], board: Board) -> dict[int, dict[tuple[str, date], int]]:
    """The furthest step that each person has been told of each thing that may still be due."""
    told: dict[int, dict[tuple[str, date], int]] = defaultdict(dict)
    if board.first is not None:
        lines = DigestLine.objects.filter(account__in=accounts, due_on__gte=board.first).order_by()
        for account, key, due_on, step in lines.values_list("account", "key", "due_on").annotate(Max("step")):
            told[account][key, due_on] = step
    return told


def _keep(digests: list[tuple[Person, list[Line]]], today: date, now: datetime) -> None:
    made = Digest.objects.bulk_create(
        Digest(account_id=person.account, on=today, made_at=now) for person, _ in digests
    )
    DigestLine.objects.bulk_create(
        DigestLine(
            digest=digest, account_id=person.account, key=line.due.key, due_on=line.due.on, step=line.step,
            act=line.due.act, tie=line.tie, group=line.group, agency_id=line.through, words=line.due.words,
            link=line.due.link,
        )
        for digest, (person, lines) in zip(made, digests, strict=True)
        for line in lines
    )  # fmt: skip


def _letter(person: Person, lines: Sequence[Line], today: date) -> Letter:
    """Into the inbox, and out of the house for who wants that; only counts leave by the small screens."""
    title = title_of(line.group for line in lines)
    always = not person.wishes.working_days_only or not is_working(today, person.calendar)
    return Letter(
        key=f"digest:{person.account}:{today}", account=person.account, title=title, text=letter_text(lines),
        brief=title, reason=_("Bản tóm tắt việc của anh/chị trong ngày"),
        link=f"{reverse('reminders:digest')}?ngay={today.isoformat()}",
        haste=Haste.ANY_DAY if always else Haste.WORKDAY,
    )  # fmt: skip
