"""The doctor: a closed list of checks, each saying what it looked at, what is wrong and how to mend it."""

from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from chungtay.operation.queries import checks_data, checks_database, checks_machine, checks_replica
from chungtay.operation.rules import Finding, State

Check = Callable[[datetime], Finding]

# In the order in which they are mended: without a database nothing else matters.
OF_THE_MACHINE: tuple[Check, ...] = (
    checks_machine.keys, checks_machine.disk, checks_machine.settings, checks_machine.lines,
    checks_machine.certificate, checks_machine.looks, checks_machine.confinement,
)  # fmt: skip
OF_THE_DATABASE: tuple[Check, ...] = (
    checks_database.guards, checks_database.second_lock, checks_database.fitting, checks_database.archiver,
    checks_replica.replica, checks_database.clock, checks_database.journal_tail, checks_database.growth,
    checks_data.worker, checks_data.jobs, checks_data.messages, checks_data.backup, checks_data.drill,
    checks_data.days_off,
)  # fmt: skip


def examine(now: datetime) -> list[Finding]:
    """Every check; without a database, or one with other tables than the program's, only what can be asked then."""
    found = [database(now)]
    if found[0].state == State.OK:
        found.append(checks_database.migrations(now))
    if found[-1].state == State.OK:
        found += [check(now) for check in OF_THE_DATABASE]
    return found + [check(now) for check in OF_THE_MACHINE]


def database(now: datetime) -> Finding:
    title = _("Cơ sở dữ liệu")
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
            )
            version = str(cursor.fetchone()[0])
    except DatabaseError:
        return Finding(
            "database", title, State.BAD, connection.vendor,
            wrong=_("Không kết nối được cơ sở dữ liệu."),
            mend=_("systemctl status postgresql; rồi xem lại DATABASE_URL trong /etc/chungtay/environment"),
        )  # fmt: skip
    return Finding("database", title, State.OK, f"{connection.display_name} {version}")
