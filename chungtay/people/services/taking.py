"""The worker's part with a list: it is tried, taken or taken back some lines at a time, so that nobody waits for it.

Each batch is written whole and says how far it came: a worker that dies leaves the rest to the next one. Who stops the
taking of a list, or what breaks it, leaves nothing of it behind.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies import access as posts
from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.notices.rules import JobFailed, JobLost
from chungtay.notices.services import Running
from chungtay.people import queries
from chungtay.people.models import Bringing
from chungtay.people.rls import acting, everything
from chungtay.people.rules import Line, ListAct, Seen, compare, read_born, told_as_seen, words_of
from chungtay.people.rules.sheets import column_letter
from chungtay.people.services.bringing import list_taker, write_journal

_BATCH = 20  # lines; their transaction holds up nobody for more than a moment
Some = TypeVar("Some")


@dataclass
class Desk:
    """Who takes the list up, on which ground; ``earlier``: the lines before, by the words that find them again."""

    by: Actor
    now: datetime
    way: str
    on: date | None
    paper: str
    letters: dict[str, str]
    earlier: dict[str, list[tuple[int, Seen]]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def related(self) -> frozenset[int]:
        """Every line is of the same communes."""
        return queries.related_communes(self.by.reach, timezone.localdate(self.now))

    def take(self, line: Line) -> tuple[str, list[Problem]]:
        """The subject of what was opened for a line ("" if nothing was), and everything that is to be said of it."""
        problems = list(line.problems)
        day = day_of(line.on) or self.on
        if day is None and not line.errors:
            words = "Chưa có ngày của căn cứ: ghi trong danh sách hoặc ở ô trên."
            problems.append(Problem("no_day", words, self._cell(line, "on")))
        elif day is not None and not line.errors:
            try:
                return self._open(line, day), problems
            except Refused as refused:
                problems += [replace(one, place=self._cell(line, one.place)) for one in refused.problems]
        return "", problems

    def _open(self, line: Line, day: date) -> str:
        self._refuse_known(line)
        with transaction.atomic():
            return list_taker().take(
                by=self.by, now=self.now, way=self.way, on=day, paper=line.paper or self.paper, told=line.told,
                until=day_of(line.until), parents=line.parents,
            )  # fmt: skip

    def _refuse_known(self, line: Line) -> None:
        """Who stands already is not written down again, also not from an earlier line of the same list."""
        seen = told_as_seen(line.told, self.by.reach)
        words = words_of(seen)
        for row, other in {id(one): one for word in words for one in self.earlier[word]}.values():
            if compare(seen, other).likely:
                again = "Người này có thể đã ở dòng {row} của danh sách."
                raise Refused(Problem("known", again, "name", values={"row": row}))
        for word in words:
            self.earlier[word].append((line.row, seen))
        alike = queries.find_alike(self.by, seen, on=timezone.localdate(self.now), related=self.related)
        if likely := next((one for one in alike if one.likeness.likely), None):
            elsewhere = "Người này có thể đã có hồ sơ ở {where}. Hãy xem ở trang Tìm người trước."
            raise Refused(Problem("known", elsewhere, "name", values={"where": ", ".join(likely.keepers)}))

    def _cell(self, line: Line, place: str) -> str:
        """The cell of the sheet that a problem is about; the row where no column holds it."""
        return f"{self.letters.get(place, '')}{line.row}"


def run_list(running: Running) -> None:
    """The work of a job of kind LIST_JOB, subject "list:12"."""
    with everything():
        row = Bringing.objects.get(pk=int(running.subject.removeprefix("list:")))
    by = _actor_of(row)
    with acting(by):
        _DOES[ListAct(row.asked["act"])](running, row, by)


def day_of(said: str) -> date | None:
    born = read_born(said) if said else None
    return born.latest() if born is not None and born.is_whole else None


def _try(running: Running, row: Bringing, by: Actor) -> None:
    """Everything is done as it would be, and left undone."""
    desk, lines = _desk(row, by), queries.list_lines(by, row.pk)
    found: list[tuple[int, Problem]] = []
    for share, batch in _batches(lines):
        running.check()
        with transaction.atomic():
            for line in batch:
                found += [(line.row, problem) for problem in desk.take(line)[1]]
            transaction.set_rollback(True)
        running.step(share, _("đang thử từng dòng"))
    row.found, row.tried_at = _as_kept(found), desk.now
    row.save(update_fields=["found", "tried_at"])


def _take(running: Running, row: Bringing, by: Actor) -> None:
    """What is found wrong with a row now counts, and not what was when the list was tried."""
    desk, lines = _desk(row, by), queries.list_lines(by, row.pk)
    if not row.reached:
        row.found = []
    try:
        for share, batch in _batches([line for line in lines if line.row > row.reached]):
            running.check()
            _take_batch(desk, row, batch)
            running.step(share, _("đang mở hồ sơ cho từng dòng"))
        if not row.taken:
            raise JobFailed("list_empty", _("Không có dòng nào nhận được."))
    except JobLost:
        raise  # another worker goes on after the last row that was taken
    except Exception:
        _give_up(row, by, desk.now)
        raise
    row.taken_at, row.files, row.grid = desk.now, len(row.taken), None
    with transaction.atomic():
        row.save()
        write_journal(by, desk.now, row, "list_taken", {"files": [0, row.files]})


@transaction.atomic
def _take_batch(desk: Desk, row: Bringing, batch: Sequence[Line]) -> None:
    for line in batch:
        subject, problems = desk.take(line)
        row.found += _as_kept((line.row, problem) for problem in problems)
        if subject:
            row.taken.append(subject)
        elif not row.asked["only_right"]:
            text = _("Từ lúc thử đến nay có dòng không còn nhận được, nên chưa nhận ai. Hãy thử lại.")
            raise JobFailed("list_changed", text)
    row.reached = batch[-1].row
    row.save(update_fields=["taken", "reached", "found"])


def _give_up(row: Bringing, by: Actor, now: datetime) -> None:
    """What had been opened is taken back. What somebody works on by now stays, and the list shows that it does."""
    row.refresh_from_db()
    for _share, part in _batches(list(reversed(row.taken))):
        try:
            _take_back(row, by, now, part)
        except Refused:
            row.files, row.taken_at, row.grid = len(row.taken), now, None
            break
    row.reached, row.tried_at, row.found = 0, None, None
    row.save()


def _undo(running: Running, row: Bringing, by: Actor) -> None:
    """All or nothing: once to see that everything can be taken back, and once for good, which nobody stops."""
    now, subjects = timezone.now(), list(reversed(row.taken))
    try:
        for share, part in _batches(subjects):
            running.check()
            with transaction.atomic():
                list_taker().take_back(by=by, now=now, subjects=part)
                transaction.set_rollback(True)
            running.step(share / 2, _("đang xem có hoàn tác được không"))
        for share, part in _batches(subjects):
            _take_back(row, by, now, part)
            running.step(0.5 + share / 2, _("đang hoàn tác"))
    except Refused as refused:
        raise JobFailed("list_used", refused.problems[0].message) from None
    with transaction.atomic():
        row.undone_at = now
        row.save(update_fields=["undone_at"])
        write_journal(by, now, row, "list_undone", {"files": [row.files, 0]})


@transaction.atomic
def _take_back(row: Bringing, by: Actor, now: datetime, part: Sequence[str]) -> None:
    list_taker().take_back(by=by, now=now, subjects=list(part))
    row.taken = row.taken[: -len(part)]
    row.save(update_fields=["taken"])


_DOES = {ListAct.TRY: _try, ListAct.TAKE: _take, ListAct.UNDO: _undo}


def _desk(row: Bringing, by: Actor) -> Desk:
    asked = row.asked
    on = date.fromisoformat(asked["on"]) if asked["on"] else None
    letters = {what: column_letter(int(at)) for at, what in row.columns.items()}
    return Desk(by, timezone.now(), asked["way"], on, asked["paper"], letters)


def _actor_of(row: Bringing) -> Actor:
    """The person who asked, acting from a post in the body that brought the list."""
    now = timezone.now()
    held = agencies.list_holdings(row.asker_id, on=timezone.localdate(now)) if row.asker_id else []
    for holding in held:
        if holding.post.agency_id == row.agency_id:
            return posts.actor_of(holding)
    raise JobFailed("no_post", _("Người yêu cầu không còn giữ chức danh ở cơ quan này; chưa có gì được ghi."))


def _batches(every: Sequence[Some]) -> Iterator[tuple[float, Sequence[Some]]]:
    """Some at a time, each with how much of the whole will have been done after it."""
    for start in range(0, len(every), _BATCH):
        yield min(1.0, (start + _BATCH) / len(every)), every[start : start + _BATCH]


def _as_kept(found: Iterable[tuple[int, Problem]]) -> list[list[Any]]:
    return [
        [row, one.code, one.sentence, one.place, str(one.severity), dict(one.values)] for row, one in found
    ]
