"""A province that lives through a year: its people, what happens to them, and a log of it that knows no rule.

year_log.py holds from when to when each thing stood that somebody may have to be reminded of; bench_year.py hands it to
the oracle. Everything happens through the services of the rooms, at moments of Việt Nam without a zone.
"""

import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as clock
from itertools import count
from time import perf_counter
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

from bench.store import plant_province
from bench.year_log import DAY, Log, Piece
from chungtay.notices.rules import Act, Due
from chungtay.reminders.tests.oracle import Thing

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = date(2026, 1, 5), date(2026, 12, 31)
LOOKS = [
    clock(6),
    clock(6, 45),
    clock(7, 30),
    clock(8, 15),
    clock(14),
    clock(22, 30),
]  # of the worker, every day
DOWN = [  # from when to when the server is not there
    ("2026-03-10T05:00", "2026-03-11T13:00"), ("2026-06-18T09:00", "2026-06-24T07:00"),
    ("2026-09-15T07:00", "2026-09-15T23:00"), ("2026-11-06T20:00", "2026-11-09T23:50"),
]  # fmt: skip
DIES_AT = "2026-04-15T07:30:00"  # the worker, in the middle of its people
_SPOKEN = 20  # of so many reports one goes through the service
SCANNED_ON = date(2026, 7, 15)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is handed out: to all communes monthly and by a day, to one body at once and each working day."""

    monthly: int
    dated: int
    single: int
    a_day: int


def utc(local: datetime) -> datetime:
    return local.replace(tzinfo=VIETNAM).astimezone(UTC)


class Province:
    """Its bodies, its people and their hours."""

    def __init__(self) -> None:
        from chungtay.agencies.rules import AgencyLevel
        from tests import cast

        people, self.place, places = plant_province()
        self.office, self.committee = people.province, people.leader.agency
        known = (people.department, people.department_next_door, people.officer, people.officer_next_door)
        self.actors = {actor.agency: actor for actor in known}
        self.departments: list[int] = [people.department.agency, people.department_next_door.agency]
        self.communes = [people.officer.agency, people.officer_next_door.agency]
        for number in range(43):
            self._seat(self.departments, f"Sở số {number} tỉnh Mẫu", f"so.{number}", "department", self.place)
        for number in range(2, 130):
            name, place = f"Ủy ban nhân dân xã Mẫu {number}", places[number]
            self._seat(self.communes, name, f"xa.{number}", "commune", place)
            if number % 3 == 0:  # has a head of its own, who does not report
                cast.seat(name, f"xa.{number}.lanhdao", "leader", place=place, level=AgencyLevel.COMMUNE)
        self.group = cast.make_group("UBND các xã, phường", self.communes, place=self.place)
        self._choose_hours(gone=[people.former.account, people.postless.account])

    def _seat(self, bodies: list[int], name: str, username: str, role: str, place: int) -> None:
        from chungtay.agencies.rules import AgencyLevel
        from tests import cast

        level = AgencyLevel.COMMUNE if role == "commune" else AgencyLevel.PROVINCE
        actor = cast.seat(name, username, role, place=place, level=level)
        self.actors[actor.agency] = actor
        bodies.append(actor.agency)

    def _choose_hours(self, gone: list[int]) -> None:
        """Every other person has hours of their own; who left before the year began is gone from it."""
        from django.contrib.auth import get_user_model

        from chungtay.notices.models import Preference

        ways = [
            (clock(8, 15), clock(21), clock(6), True), (clock(14), clock(20), clock(6, 30), True),
            (clock(6, 30), clock(22), clock(5), False), (clock(7), clock(6), clock(13), True),
            (clock(6), clock(0), clock(0), False),
        ]  # fmt: skip
        get_user_model().objects.filter(pk__in=gone).update(is_active=False)
        Preference.objects.bulk_create(
            Preference(
                account_id=account, hour=hour, quiet_from=start, quiet_to=end, working_days_only=working
            )
            for account in get_user_model().objects.order_by("pk").values_list("pk", flat=True)
            if account % 2
            for hour, start, end, working in [ways[account // 2 % len(ways)]]
        )


class Year:
    """What happens, day by day."""

    def __init__(self, size: Size) -> None:
        self.size, self.province = size, Province()
        self.log = Log(self.province.office.agency)
        self.looks: list[datetime] = []
        self.counts: Counter[str] = Counter()
        self.spent: defaultdict[str, float] = defaultdict(float)  # seconds
        self._heap: dict[tuple[str, date], list[Piece]] = defaultdict(list)  # reported, to be written
        self._refused: dict[int, datetime] = {}  # since when which refusal waits for an answer
        self._chance, self._numbers = random.Random(2026), count()
        self._agenda: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._hand_out_plan()

    def live(self, scan: Callable[[date], None]) -> None:
        day = FIRST
        while day <= LAST:
            if day.weekday() < 5:
                for _number in range(self.size.a_day):
                    self._plan(day - DAY, self._hand_out_one)
                if day.weekday() == 2:
                    self._plan(day - DAY, self._move_a_date)
            for hour in LOOKS:
                self._happen(datetime.combine(day, hour))
                self._look(datetime.combine(day, hour))
            self._happen(datetime.combine(day + DAY, clock.min))
            if day == SCANNED_ON:
                scan(day)
            day += DAY

    def _plan(self, after: date, what: Callable[[datetime], None]) -> None:
        """On the day after, at some hour of work."""
        hour = clock(self._chance.randrange(7, 20), self._chance.choice([7, 22, 41]))
        heapq.heappush(self._agenda, (datetime.combine(after + DAY, hour), next(self._numbers), what))

    def refusals_due(self, bodies: frozenset[int], _on: date, _until: date) -> list[Due]:
        """A source of what is due: the office has refusals to answer."""
        office = self.province.office.agency
        waiting = self._refused.items() if office in bodies else ()
        return [
            Due(f"asked:{answer}", office, Act.ANSWER, since.date(), "trả lời", "/")
            for answer, since in waiting
        ]

    def _happen(self, until: datetime) -> None:
        started = perf_counter()
        while self._agenda and self._agenda[0][0] < until:
            now, _number, what = heapq.heappop(self._agenda)
            what(now)
        self._write_heap()
        self.spent["events"] += perf_counter() - started

    def _look(self, now: datetime) -> None:
        from chungtay.reminders.services import send_due, sending

        if any(since <= now.isoformat() < back for since, back in DOWN):
            return
        started = perf_counter()
        if now.isoformat() == DIES_AT:
            letters = count()

            def die(**_words: Any) -> None:
                if next(letters) == 60:
                    raise KeyboardInterrupt

            with mock.patch.object(sending, "post", die):
                try:
                    send_due(utc(now))
                except KeyboardInterrupt:
                    self.counts["died"] += 1
        send_due(utc(now))
        self.looks.append(now)
        self.spent["reminders"] += perf_counter() - started

    # -- handing out ---------------------------------------------------------------------------------------------

    def _hand_out_plan(self) -> None:
        from chungtay.documents import queries as documents
        from chungtay.plans import services
        from chungtay.plans.models import Share
        from chungtay.plans.tests.factories import BY, MONTHLY, Papers, found_task, paper_of, reviewed

        def by_a_day() -> dict[str, Any]:
            return {**BY, "date": (FIRST + self._chance.randrange(10, 360) * DAY).isoformat()}

        asked = [(self.province.group, MONTHLY)] * self.size.monthly
        asked += [(self.province.group, by_a_day()) for _ in range(self.size.dated)]
        asked += [
            (self._chance.choice(self.province.departments), by_a_day()) for _ in range(self.size.single)
        ]
        tasks = [
            found_task(number, f"Việc {number} của năm", [lead], [self._another(lead)], deadline)
            for number, (lead, deadline) in enumerate(asked, start=1)
        ]
        papers, now = Papers(), datetime.combine(FIRST, clock(5))
        paper = reviewed(paper_of(self.province.office), *tasks, period_from=date(2026, 1, 1), period_to=LAST)
        with mock.patch.object(documents, "reviewed", lambda _actor, document: papers.by_id[document]):
            made = services.make_plan(
                by=self.province.office, now=utc(now), document=papers.put(paper).document
            )
        self.plan = made.pk
        shares = Share.objects.filter(task__plan=made)
        supported = shares.filter(task__assignments__role="support")
        self.log.helpers.update(supported.values_list("task", "task__assignments__agency"))
        self._note(shares, now)

    def _hand_out_one(self, now: datetime) -> None:
        from chungtay.plans.models import Share
        from chungtay.plans.services import add_task

        lead = self._chance.choice([*self.province.departments, *self.province.communes])
        helper = self._another(lead)
        task = add_task(
            by=self.province.office, now=utc(now), plan=self.plan, text=f"Việc phát sinh {now}", leads=[lead],
            supports=[helper], due_on=now.date() + self._chance.randrange(2, 40) * DAY, ground="Công văn ví dụ",
        )  # fmt: skip
        self.log.helpers[task.pk] = helper
        shares = Share.objects.filter(task=task)
        self._note(shares, now)
        if self._chance.random() < 0.3:
            self._plan(now.date(), lambda later: self._refuse(shares[0].pk, later))

    def _another(self, lead: int) -> int:
        others: list[int] = [body for body in self.province.departments if body != lead]
        return self._chance.choice(others)

    def _note(self, shares: Any, now: datetime) -> None:
        """What was handed out, and what its bodies will do about it: most in time, some late, some never."""
        for share, task, agency, due_on in shares.values_list("pk", "task", "agency", "due_on"):
            self.log.begins(Piece(share, task, agency, due_on, now))
            self.counts["handed out"] += 1
            luck = self._chance.random()
            if luck < 0.97:
                days = -self._chance.randrange(1, 7) if luck < 0.85 else self._chance.randrange(1, 16)
                self._plan(max(now.date(), due_on + days * DAY), self._doing(share, done=True))
            if self._chance.random() < 0.35:
                before = due_on - self._chance.randrange(7, 20) * DAY
                self._plan(max(now.date(), before), self._doing(share, done=False))

    # -- what becomes of it --------------------------------------------------------------------------------------

    def _doing(self, share: int, *, done: bool) -> Callable[[datetime], None]:
        return lambda now: self._report(share, now, done=done)

    def _report(self, share: int, now: datetime, *, done: bool) -> None:
        from chungtay.plans.rules import ShareState
        from chungtay.plans.services import report_progress

        piece = self.log.pieces.get(share)
        if piece is None:
            return
        if piece.refused:  # first it is settled whose it is
            self._plan(now.date() + 4 * DAY, self._doing(share, done=done))
            return
        piece.revision += 1
        what = "done" if done else "progress"
        self.counts[what] += 1
        if sum(self.counts[name] for name in ("done", "progress")) % _SPOKEN:
            self._heap[ShareState.DONE if done else ShareState.IN_PROGRESS, now.date()].append(piece)
        else:
            self._write_heap()
            report_progress(
                by=self.province.actors[piece.agency], now=utc(now), share=share, note="",
                state=ShareState.DONE if done else ShareState.IN_PROGRESS, percent=None if done else 50,
                seen=piece.revision - 1,
            )  # fmt: skip
        if done:
            self.log.ends(share, now)

    def _write_heap(self) -> None:
        """Most reports are written as report_progress leaves the shares, many at once: what is measured is reminding,
        and each report through the service takes as long as reminding a person.
        """
        from django.db import transaction
        from django.db.models import F

        from chungtay.plans.models import Share
        from chungtay.plans.rules import ShareState
        from chungtay.plans.services.counting import count_shares

        with transaction.atomic():
            # Who reported twice since the last look was under way first.
            for (state, day), pieces in sorted(self._heap.items(), reverse=True):
                done = state == ShareState.DONE
                Share.objects.filter(pk__in=[piece.share for piece in pieces]).update(
                    state=state, percent=100 if done else 50, done_on=day if done else None,
                    revision=F("revision") + 1,
                )  # fmt: skip
            count_shares(piece.task for pieces in self._heap.values() for piece in pieces)
        self._heap.clear()

    def _refuse(self, share: int, now: datetime) -> None:
        from chungtay.assignments.services import refuse

        piece = self.log.pieces.get(share)
        if piece is None or piece.revision:
            return
        piece.refused = True
        better = self._chance.choice(
            [
                body
                for body in self.province.departments
                if body not in (piece.agency, self.log.helpers[piece.task])
            ]
        )
        answer = refuse(
            by=self.province.actors[piece.agency], now=utc(now), share=share, words="Không thuộc chức năng (ví dụ)",
            agency=better,
        )  # fmt: skip
        self.counts["refused"] += 1
        self._refused[answer.pk] = now
        days = self._chance.randrange(1, 6)
        self._plan(now.date() + days * DAY, lambda later: self._accept(answer.pk, share, better, later))

    def _accept(self, answer: int, share: int, better: int, now: datetime) -> None:
        """The refusal was good: the work passes to the better addressee."""
        from chungtay.assignments.services import settle
        from chungtay.plans.models import Share

        office = self.province.office
        settle(by=office, now=utc(now), answer=answer, accept=True, words="")
        self.log.past.append(self._asked(answer, now))
        del self._refused[answer]
        passed = Share.objects.filter(
            task=self.log.pieces[share].task, agency=better, released_at__isnull=True
        )
        self._note(passed, now)  # before the old one ends: who supports the task supports it all along
        self.log.ends(share, now)
        self.counts["passed on"] += 1
        self.counts["handed out"] -= 1

    def _asked(self, answer: int, gone: datetime) -> Thing:
        since, office = self._refused[answer], self.province.office.agency
        return Thing(f"asked:{answer}", office, "answer", since.date(), since, gone)

    def all_things(self, until: datetime) -> list[Thing]:
        """What the log has, and what stands to the end."""
        return self.log.all_things(until) + [self._asked(answer, until) for answer in self._refused]

    def _move_a_date(self, now: datetime) -> None:
        from chungtay.plans.models import Share
        from chungtay.plans.services import set_due

        movable = [
            piece
            for piece in self.log.pieces.values()
            if self.log.alone(piece) and not piece.refused and piece.due_on > now.date()
        ]
        if not movable:
            return
        self._write_heap()
        piece = self._chance.choice(movable)
        day = piece.due_on + self._chance.randrange(3, 20) * DAY
        occurrence = Share.objects.values_list("occurrence", flat=True).get(pk=piece.share)
        set_due(
            by=self.province.office, now=utc(now), occurrence=occurrence, due_on=day, ground="Công văn ví dụ"
        )
        self.log.ends(piece.share, now)
        self.log.begins(Piece(piece.share, piece.task, piece.agency, day, now, piece.revision))
        self.counts["dates moved"] += 1
