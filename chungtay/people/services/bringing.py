"""A list that a commune keeps, on its way in: read, its columns said, and what the worker is asked to do with it.

A person needs a file, so this room writes nobody down itself: the room of files joins by ``register_list_taker``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import queries as notices
from chungtay.notices.rules import OPEN_STATES
from chungtay.notices.services import ask_cancel, start_job
from chungtay.people import queries
from chungtay.people.models import Bringing
from chungtay.people.rls import everything
from chungtay.people.rules import EDIT, ListAct, Seen, find_heads, read_lines, told_as_seen
from chungtay.people.rules.sheets import Heads, fields
from chungtay.people.workbook import read_grids

LIST_JOB = "people.list"
_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ListTaker:
    """What the room of files does with a line, and how it takes that back.

    ``ways(on)`` are the grounds on which people of a list may get a file, each with its words.
    ``take(by=, now=, way=, on=, paper=, told=, until=, parents=)`` opens a file and answers its subject ("file:12") or
    raises Refused; ``take_back(by=, now=, subjects=)`` undoes what nobody has worked on since, whole or Refused.
    """

    ways: Callable[[date], list[tuple[str, str]]]
    take: Callable[..., str]
    take_back: Callable[..., None]


_TAKERS: list[ListTaker] = []


def register_list_taker(taker: ListTaker) -> None:
    """The room of files says how a line becomes a file; one room at most."""
    _TAKERS[:] = [taker]


def list_taker() -> ListTaker:
    if not _TAKERS:
        raise Refused(Problem("no_taker", "Bản cài đặt này chưa có phần hồ sơ để nhận danh sách."))
    return _TAKERS[0]


@transaction.atomic
def begin_list(*, by: Actor, now: datetime, content: bytes) -> Bringing:
    """Keep the cells of a workbook, sealed, with a proposal of what each column holds. Refused where no heads are."""
    by.must(EDIT)
    heads, grid = _longest_list(content)
    with everything():
        row = Bringing.objects.create(
            agency_id=by.agency, asker_id=by.account, made_at=now, grid=grid, heads=heads.row,
            columns={str(at): what for at, what in heads.columns.items()},
        )  # fmt: skip
    write_journal(by, now, row, "list_begun", {"rows": [None, len(grid)]})
    return row


def read_people(content: bytes) -> list[Seen]:
    """The people of a workbook as they can be compared; kept nowhere. Lines that cannot be read are left out."""
    heads, grid = _longest_list(content)
    lines = read_lines(grid, heads.columns, after=heads.row)
    return [told_as_seen(line.told, frozenset()) for line in lines if not line.errors]


@transaction.atomic
def set_columns(*, by: Actor, now: datetime, bringing: int, columns: Mapping[int, str]) -> None:
    """A person says what the columns hold; one column for each thing, and one for the name. It is to be tried anew."""
    row = _idle(by, bringing)
    chosen = [what for what in columns.values() if what]
    problems = []
    if "name" not in chosen:
        problems.append(Problem("no_name_column", "Hãy chọn cột chứa họ tên.", "columns"))
    if len(chosen) != len(set(chosen)) or set(chosen) - set(fields()):
        problems.append(Problem("column_twice", "Mỗi nội dung chỉ ở một cột.", "columns"))
    if problems:
        raise Refused(problems)
    row.columns = {str(at): what for at, what in columns.items() if what}
    row.tried_at, row.found = None, None
    row.save(update_fields=["columns", "tried_at", "found"])


@transaction.atomic
def start_list(
    *,
    by: Actor,
    now: datetime,
    bringing: int,
    act: ListAct,
    way: str = "",
    on: date | None = None,
    paper: str = "",
    only_right: bool = False,
) -> None:
    """Ask the worker to try a list, to take it as it was tried, or to take back what came of it.

    ``on`` and ``paper`` are of the ground, for lines that do not say their own. With a wrong line nothing is written,
    unless ``only_right`` leaves those out.
    """
    row = _idle(by, bringing)
    list_taker()
    asked = {"way": way, "on": on.isoformat() if on else "", "paper": paper.strip()}
    if problems := _check_asked(row, act, asked, only_right=only_right):
        raise Refused(problems)
    row.asked = {**asked, "act": act, "only_right": only_right}
    row.asker_id = by.account
    row.save(update_fields=["asked", "asker"])
    start_job(by=by, now=now, kind=LIST_JOB, subject=subject_of(row))


def stop_list(*, by: Actor, now: datetime, bringing: int) -> None:
    """Stop what the worker does with a list; what it had opened by then is taken back."""
    job = notices.latest_job(subject_of(queries.get_bringing(by, bringing)))
    if job is not None:
        ask_cancel(by=by, now=now, job=job.pk)


def drop_old_lists(now: datetime) -> None:
    """The worker's turn: cells of a list that nobody took within a day are forgotten, and what was wrong with them."""
    old = Bringing.objects.filter(Q(grid__isnull=False) | Q(found__isnull=False), made_at__lt=now - _KEPT)
    with everything(), transaction.atomic():
        for row in old:
            row.grid, row.found = None, None
            row.save(update_fields=["grid", "found"])


def subject_of(row: Bringing) -> str:
    return f"list:{row.pk}"


def write_journal(
    by: Actor, now: datetime, row: Bringing, what: str, change: dict[str, list[int | None]]
) -> None:
    journal.record(
        by=by, now=now, verb=f"people.{what}", subject=subject_of(row), title=f"Danh sách số {row.pk}",
        change=change,
    )  # fmt: skip


def _longest_list(content: bytes) -> tuple[Heads, list[list[str]]]:
    found = [(heads, grid) for grid in read_grids(content) if (heads := find_heads(grid)) is not None]
    if not found:
        words = (
            "Không thấy dòng tiêu đề có cột họ tên. Hãy thêm dòng tiêu đề, ví dụ: STT, Họ và tên, Năm sinh."
        )
        raise Refused(Problem("no_heads", words, "sheet"))
    return max(found, key=lambda one: len(one[1]))


def _idle(by: Actor, bringing: int) -> Bringing:
    """The list, locked, while no worker has it."""
    row = queries.get_bringing(by, bringing, lock=True)
    job = notices.latest_job(subject_of(row))
    if job is not None and job.state in OPEN_STATES:
        raise Refused(Problem("list_busy", "Danh sách này đang được làm; hãy chờ xong hoặc bấm “Dừng”."))
    return row


def _check_asked(row: Bringing, act: ListAct, asked: dict[str, str], *, only_right: bool) -> list[Problem]:
    if act is ListAct.UNDO:
        gone = not row.taken
        return [Problem("nothing_to_undo", "Danh sách này chưa nhận, hoặc đã hoàn tác.")] if gone else []
    if row.grid is None:
        return [Problem("list_gone", "Danh sách này đã nhận hoặc đã quá một ngày. Hãy gửi lại tệp.")]
    if act is ListAct.TRY:
        return []
    if row.tried_at is None or any(row.asked.get(name) != said for name, said in asked.items()):
        return [Problem("not_tried", "Hãy thử danh sách với đúng các ô này trước khi nhận.")]
    if queries.list_found(row) and not only_right:
        words = "Còn dòng phải sửa. Hãy sửa trong tệp rồi gửi lại, hoặc chỉ nhận các dòng đúng."
        return [Problem("list_wrong", words)]
    return []
