"""The sheet of accounts that comes in: each row checked, each wrong cell with a sentence saying what to do."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from chungtay.agencies.rules.bodies import name_key
from chungtay.base.problems import Problem

COLUMNS = ("Họ và tên", "Tên đăng nhập", "Cơ quan", "Chức danh", "Vai trò", "Từ ngày")
ROWS_LIMIT = 1000
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
    seen: dict[str, int] = {}
    return [_check_row(line, cells, known, seen) for line, cells in rows]


def _check_row(line: int, cells: Sequence[str], known: Known, seen: dict[str, int]) -> CheckedRow:
    row = CheckedRow(line, cells)
    name, username, agency_name, post_name, role_name, day = cells
    _require(row, {0: "họ và tên", 1: "tên đăng nhập", 2: "cơ quan", 3: "chức danh", 4: "vai trò"})
    if name and (len(name) > 120 or not _NAME.fullmatch(name)):
        _wrong(row, 0, "name_letters", "Họ và tên chỉ gồm chữ, bắt đầu bằng chữ, dài nhất 120 ký tự.")
    if username:
        _check_username(row, username.lower(), known, seen)
    agency = _agency(row, agency_name, known) if agency_name else None
    if len(post_name) > 200:
        _wrong(row, 3, "post_long", "Tên chức danh dài nhất 200 ký tự: hãy viết gọn lại.")
    role = known.roles.get(role_name)
    if role_name and role is None:
        _wrong(row, 4, "role_unknown", "Không có vai trò này: hãy chọn trong danh sách của ô.")
    if agency and role and known.posts.get((agency, post_name), role) != role:
        _wrong(
            row, 4, "post_differs", "Cơ quan đã có chức danh này với vai trò khác: hãy đổi vai trò hoặc tên."
        )
    held_from = _day(row, day, known.today)
    if not row.problems and agency and role and held_from:
        row.account = NewAccount(name, username.lower(), agency, post_name, role, held_from)
    return row


def _wrong(row: CheckedRow, column: int, code: str, sentence: str, **values: object) -> None:
    row.problems.setdefault(column, Problem(code, sentence, COLUMNS[column], values=values))


def _require(row: CheckedRow, columns: Mapping[int, str]) -> None:
    for column, what in columns.items():
        if not row.cells[column]:
            _wrong(row, column, "cell_empty", "Còn trống: hãy điền {what}.", what=what)


def _check_username(row: CheckedRow, username: str, known: Known, seen: dict[str, int]) -> None:
    if not _USERNAME.fullmatch(username):
        _wrong(
            row, 1, "username_letters", "Chỉ gồm chữ không dấu, số, dấu chấm, gạch nối; từ 3 đến 60 ký tự."
        )
    elif username in seen:
        _wrong(
            row, 1, "username_twice", "Trùng với dòng {line} của tệp: hãy đặt tên khác.", line=seen[username]
        )
    elif username in known.usernames:
        _wrong(
            row, 1, "username_taken",
            "Đã có tài khoản mang tên này. Nếu là cùng một người thì giao thêm chức danh, nếu không thì đặt tên khác.",
        )  # fmt: skip
    seen.setdefault(username, row.line)


def _agency(row: CheckedRow, written: str, known: Known) -> int | None:
    meant = known.agencies.get(name_key(written), ())
    if not meant:
        _wrong(
            row, 2, "agency_unknown", "Không có cơ quan này trong phạm vi: hãy chọn trong danh sách của ô."
        )
    elif len(meant) > 1:
        _wrong(row, 2, "agency_many", "Có nhiều cơ quan cùng tên này: hãy lập tài khoản ở trang cơ quan.")
    return meant[0] if len(meant) == 1 else None


def _day(row: CheckedRow, written: str, today: date) -> date | None:
    if not written:
        return today
    try:
        return datetime.strptime(written, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        _wrong(row, 5, "day_unclear", "Không phải ngày: hãy viết như 01/12/2026, hoặc để trống là hôm nay.")
        return None
