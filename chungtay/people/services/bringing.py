"""A list that a commune keeps, brought in: looked at first, then whole or not at all, and taken back whole.

A person needs a file, so this room writes nobody down itself: the room of files joins by ``register_list_taker``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.journal import services as journal
from chungtay.people import queries
from chungtay.people.models import Bringing
from chungtay.people.rls import everything
from chungtay.people.rules import EDIT, Line, find_heads, read_born, told_as_seen
from chungtay.people.rules.sheets import fields
from chungtay.people.workbook import read_grids

_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ListTaker:
    """What the room of files does with a line, and how it takes that back.

    ``take(by=, now=, ground=, on=, paper=, told=)`` opens a file and answers its subject ("file:12") or raises Refused;
    ``take_back(by=, now=, subjects=)`` undoes what has only just been opened, whole or Refused.
    """

    take: Callable[..., str]
    take_back: Callable[..., None]


_TAKERS: list[ListTaker] = []


def register_list_taker(taker: ListTaker) -> None:
    """The room of files says how a line becomes a file; one room at most."""
    _TAKERS[:] = [taker]


@transaction.atomic
def begin_list(*, by: Actor, now: datetime, content: bytes) -> Bringing:
    """Keep the cells of a workbook, sealed, with a proposal of what each column holds. Refused where no heads are."""
    by.must(EDIT)
    found = [(heads, grid) for grid in read_grids(content) if (heads := find_heads(grid)) is not None]
    if not found:
        words = (
            "Không thấy dòng tiêu đề có cột họ tên. Hãy thêm dòng tiêu đề, ví dụ: STT, Họ và tên, Năm sinh."
        )
        raise Refused(Problem("no_heads", words, "sheet"))
    heads, grid = max(found, key=lambda one: len(one[1]))
    with everything():
        row = Bringing.objects.create(
            agency_id=by.agency, made_at=now, grid=grid, heads=heads.row,
            columns={str(at): what for at, what in heads.columns.items()},
        )  # fmt: skip
    _journal(by, now, row, "list_begun", {"rows": [None, len(grid)]})
    return row


@transaction.atomic
def set_columns(*, by: Actor, now: datetime, bringing: int, columns: Mapping[int, str]) -> None:
    """A person says what the columns hold; one column for each thing, and one for the name."""
    row = queries.get_bringing(by, bringing)
    chosen = [what for what in columns.values() if what]
    problems = []
    if "name" not in chosen:
        problems.append(Problem("no_name_column", "Hãy chọn cột chứa họ tên.", "columns"))
    if len(chosen) != len(set(chosen)) or set(chosen) - set(fields()):
        problems.append(Problem("column_twice", "Mỗi nội dung chỉ ở một cột.", "columns"))
    if problems:
        raise Refused(problems)
    row.columns = {str(at): what for at, what in columns.items() if what}
    row.save(update_fields=["columns"])


def try_list(
    *, by: Actor, now: datetime, bringing: int, ground: str, on: date | None, paper: str
) -> list[Line]:
    """What would come of it, line by line with what is wrong; nothing is written."""
    with transaction.atomic():
        lines = _take(by, now, bringing, ground, on, paper)[0]
        transaction.set_rollback(True)
    return lines


@transaction.atomic
def take_list(
    *,
    by: Actor,
    now: datetime,
    bringing: int,
    ground: str,
    on: date | None,
    paper: str,
    only_right: bool = False,
) -> Bringing:
    """Open a file for each line. With a wrong line nothing is written, unless ``only_right`` leaves those out."""
    lines, subjects = _take(by, now, bringing, ground, on, paper)
    wrong = [problem for line in lines for problem in line.errors]
    if (wrong and not only_right) or not subjects:
        raise Refused(wrong or Problem("list_empty", "Không có dòng nào nhận được."))
    row = queries.get_bringing(by, bringing)
    row.taken, row.taken_at, row.grid = subjects, now, None
    row.save()
    _journal(by, now, row, "list_taken", {"files": [0, len(subjects)]})
    return row


@transaction.atomic
def undo_list(*, by: Actor, now: datetime, bringing: int) -> None:
    """Take back everything that came of a list, or nothing: the room of files says when that is no longer possible."""
    row = queries.get_bringing(by, bringing)
    if row.taken_at is None or row.undone_at is not None:
        raise Refused(Problem("nothing_to_undo", "Danh sách này chưa nhận, hoặc đã hoàn tác."))
    _taker().take_back(by=by, now=now, subjects=list(reversed(row.taken)))
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    _journal(by, now, row, "list_undone", {"files": [len(row.taken), 0]})


def drop_old_lists(now: datetime) -> None:
    """The worker's turn: cells of a list that nobody took within a day are forgotten."""
    with everything(), transaction.atomic():
        for row in Bringing.objects.filter(grid__isnull=False, made_at__lt=now - _KEPT):
            row.grid = None
            row.save(update_fields=["grid"])


def _take(
    by: Actor, now: datetime, bringing: int, ground: str, on: date | None, paper: str
) -> tuple[list[Line], list[str]]:
    """Each line by itself: what came of the right ones, what is wrong with the others."""
    lines, subjects, taker = [], [], _taker()
    for line in queries.list_lines(by, bringing):
        day, problems = _day(line, on), list(line.errors)
        if day is None:
            problems.append(
                Problem(
                    "no_day", "Chưa có ngày của căn cứ: ghi trong danh sách hoặc ở ô trên.", f"{line.row}"
                )
            )
        if not problems:
            problems += _known_already(by, now, line)
        if not problems:
            try:
                with transaction.atomic():
                    subjects.append(
                        taker.take(
                            by=by, now=now, ground=ground, on=day, paper=line.paper or paper, told=line.told
                        )
                    )
            except Refused as refused:
                problems += [replace(problem, place=f"{line.row}") for problem in refused.problems]
        warnings = [problem for problem in line.problems if problem not in line.errors]
        lines.append(replace(line, problems=problems + warnings))
    return lines, subjects


def _day(line: Line, otherwise: date | None) -> date | None:
    said = read_born(line.on)
    return said.latest() if said is not None and said.is_whole else otherwise


def _known_already(by: Actor, now: datetime, line: Line) -> list[Problem]:
    """Who stands already is not written down again, also not from an earlier line of the same list."""
    alike = queries.find_alike(by, told_as_seen(line.told, by.reach), on=timezone.localdate(now))
    likely = next((one for one in alike if one.likeness.likely), None)
    if likely is None:
        return []
    words = "Người này có thể đã có hồ sơ ở {where}. Hãy xem ở trang Tìm người trước."
    return [
        Problem("known", words, f"{line.row}", values={"where": ", ".join(likely.keepers) or "danh sách này"})
    ]


def _taker() -> ListTaker:
    if not _TAKERS:
        raise Refused(Problem("no_taker", "Bản cài đặt này chưa có phần hồ sơ để nhận danh sách."))
    return _TAKERS[0]


def _journal(by: Actor, now: datetime, row: Bringing, what: str, change: dict[str, list[int | None]]) -> None:
    journal.record(
        by=by,
        now=now,
        verb=f"people.{what}",
        subject=f"list:{row.pk}",
        title=f"Danh sách số {row.pk}",
        change=change,
    )
