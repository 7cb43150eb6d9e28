"""The sheet of accounts that comes in: each row checked, each wrong cell with a sentence saying what to do."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from chungtay.agencies.rules.bodies import name_key
from chungtay.base.problems import Problem

COLUMNS = ("Họ và tên", "Tên đăng nhập", "Cơ quan", "Chức danh", "Vai trò", "Từ ngày")
ROWS_LIMIT = 500  # about 12 ms of work each, while nobody else writes
_USERNAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,58}[a-z0-9]")
_NAME = re.compile(
    r"[^\W\d_][\w .'’()-]*"
)  # a letter first: nothing that a spreadsheet would take for a formula


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows are checked against: bodies by name_key, roles by name, posts that are, usernames taken."""

    agencies: Mapping[str, Sequence[int]]
    roles: Mapping[str, str]
    posts: Mapping[tuple[int, str], str]  # (body, name) -> code of the role
    usernames: frozenset[str]
    today: date


@dataclass(frozen=True, slots=True)
class NewAccount:
    name: str
    username: str
    agency: int
    post_name: str
    role: str
    held_from: date


@dataclass(slots=True)
class CheckedRow:
    """``line`` as the spreadsheet counts it; ``problems`` by the number of the column."""

    line: int
    cells: Sequence[str]
    problems: dict[int, Problem] = field(default_factory=dict)
    account: NewAccount | None = None


def check_rows(rows: Sequence[tuple[int, Sequence[str]]], known: Known) -> list[CheckedRow]:
    """Every row with what is wrong in it; a row without problems carries the account it asks for."""
    lines: dict[str, int] = {}
    posts = dict(known.posts)  # and those that the rows above open
    return [_check_row(CheckedRow(line, cells), known, lines, posts) for line, cells in rows]


def _check_row(
    row: CheckedRow, known: Known, lines: dict[str, int], posts: dict[tuple[int, str], str]
) -> CheckedRow:
    name, username, agency_name, post_name, role_name, day = row.cells
    agency, role = _the_one(known.agencies.get(name_key(agency_name), ())), known.roles.get(role_name)
    held_from = _day(day, known.today)
    found = {
        0: _check_name(name),
        1: _check_username(username.lower(), known, lines),
        2: _check_agency(agency_name, known),
        3: _check_post(post_name),
        4: _check_role(role, posts.get((agency or 0, post_name))),
        5: None
        if held_from
        else Problem("day_unclear", "Không phải ngày: hãy viết như 01/12/2026, hoặc để trống."),
    }
    row.problems = {column: problem for column, problem in found.items() if problem}
    lines.setdefault(username.lower(), row.line)
    if not row.problems and agency and role and held_from:
        posts.setdefault((agency, post_name), role)
        row.account = NewAccount(name, username.lower(), agency, post_name, role, held_from)
    return row


def _the_one(meant: Sequence[int]) -> int | None:
    return meant[0] if len(meant) == 1 else None


def _check_name(name: str) -> Problem | None:
    if len(name) > 120 or not _NAME.fullmatch(name):
        return Problem(
            "name_letters", "Hãy điền họ và tên: chỉ gồm chữ, bắt đầu bằng chữ, dài nhất 120 ký tự."
        )
    return None


def _check_username(username: str, known: Known, lines: Mapping[str, int]) -> Problem | None:
    if not _USERNAME.fullmatch(username):
        sentence = "Hãy đặt tên gồm chữ không dấu, số, dấu chấm, gạch nối; từ 3 đến 60 ký tự."
        return Problem("username_letters", sentence)
    if username in lines:
        sentence = "Trùng với dòng {line} của tệp: hãy đặt tên khác."
        return Problem("username_twice", sentence, values={"line": lines[username]})
    if username in known.usernames:
        sentence = "Đã có tài khoản mang tên này. Cùng một người thì giao thêm chức danh, khác người thì đặt tên khác."
        return Problem("username_taken", sentence)
    return None


def _check_agency(written: str, known: Known) -> Problem | None:
    meant = known.agencies.get(name_key(written), ())
    if not meant:
        sentence = "Không có cơ quan này trong phạm vi: hãy chọn trong danh sách của ô."
        return Problem("agency_unknown", sentence)
    if len(meant) > 1:
        return Problem("agency_many", "Có nhiều cơ quan cùng tên này: hãy lập tài khoản ở trang cơ quan.")
    return None


def _check_post(name: str) -> Problem | None:
    return None if 0 < len(name) <= 200 else Problem("post_long", "Hãy điền chức danh, dài nhất 200 ký tự.")


def _check_role(role: str | None, standing: str | None) -> Problem | None:
    if role is None:
        return Problem("role_unknown", "Hãy chọn một vai trò trong danh sách của ô.")
    if standing and standing != role:
        sentence = "Chức danh này của cơ quan có vai trò khác: hãy đổi vai trò hoặc tên chức danh."
        return Problem("post_differs", sentence)
    return None


def _day(written: str, today: date) -> date | None:
    """The day of a cell, today where it is empty, None where it says no day."""
    try:
        return datetime.strptime(written, "%d/%m/%Y").date() if written else today  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
