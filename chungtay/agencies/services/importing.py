"""Accounts that come in on a sheet: checked whole, opened whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from chungtay.agencies import queries
from chungtay.agencies.models import Account, AgencyAlias, Post
from chungtay.agencies.queries.bodies import alive_on
from chungtay.agencies.rules import AgencyKind, Power, roles
from chungtay.agencies.rules.sheet import CheckedRow, Known, check_rows
from chungtay.agencies.services.accounts import open_account
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused

Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Opened:
    """An account that was opened, with the first password that is shown once and kept nowhere."""

    name: str
    username: str
    agency_name: str
    password: str


def check_accounts(by: Actor, rows: Rows, *, today: date) -> list[CheckedRow]:
    """Every row against the bodies that one manages and the accounts there are. NotThere without the power."""
    by.must(Power.AGENCIES_MANAGE)
    bodies = queries.managed_by(by).filter(alive_on(today)).exclude(kind=AgencyKind.GROUP)
    agencies: dict[str, set[int]] = {}
    for key, agency in AgencyAlias.objects.filter(agency__in=bodies).values_list("key", "agency"):
        agencies.setdefault(key, set()).add(agency)
    asked = {cells[1].lower() for _line, cells in rows}
    known = Known(
        agencies={key: sorted(found) for key, found in agencies.items()},
        roles={role.name: code for code, role in roles().items()},
        posts={
            (agency, name): role
            for agency, name, role in Post.objects.filter(agency__in=bodies).values_list(
                "agency", "name", "role"
            )
        },
        usernames=frozenset(Account.objects.filter(username__in=asked).values_list("username", flat=True)),
        today=today,
    )
    return check_rows(rows, known)


@transaction.atomic
def open_accounts(
    *, by: Actor, now: datetime, rows: Rows, today: date, only_right: bool = False
) -> list[Opened]:
    """Open every account of the sheet; with ``only_right`` those of the rows without a problem.

    Refused where a row is wrong and the right ones alone were not asked for, or where none is right.
    """
    checked = check_accounts(by, rows, today=today)
    right = [row.account for row in checked if row.account is not None]
    if not right or (len(right) < len(checked) and not only_right):
        raise Refused(
            Problem("rows_wrong", "Còn dòng sai: chưa lập tài khoản nào. Hãy sửa trong tệp rồi gửi lại.")
        )
    bodies = {
        body.pk: body for body in queries.managed_by(by).filter(pk__in={asked.agency for asked in right})
    }
    opened = []
    for asked in right:
        _account, password = open_account(
            by=by, now=now, agency=bodies[asked.agency], username=asked.username, name=asked.name,
            post_name=asked.post_name, role=asked.role, held_from=asked.held_from,
        )  # fmt: skip
        opened.append(Opened(asked.name, asked.username, bodies[asked.agency].name, password))
    return opened
