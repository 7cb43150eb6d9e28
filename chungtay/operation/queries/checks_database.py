"""What the doctor asks of the database itself."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from chungtay.journal import queries as journal
from chungtay.operation.rules import Finding, State, limits, state_of_age
from chungtay.people.access import protect


def migrations(now: datetime) -> Finding:
    """Both ways: tables that the program does not know yet, and tables that it knows no more."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    missing = len(executor.migration_plan(loader.graph.leaf_nodes()))
    ahead = len(set(loader.applied_migrations) - set(loader.disk_migrations) - set(loader.replacements))
    title, looked = _("Cấu trúc bảng"), _("%(count)s bước đã làm") % {"count": len(loader.applied_migrations)}
    if missing:
        wrong = _("Còn %(count)s bước chưa làm trên cơ sở dữ liệu.") % {"count": missing}
        return Finding("migrations", title, State.BAD, looked, wrong, "chungtay manage migrate")
    if ahead:
        wrong = _("Cơ sở dữ liệu mới hơn phần mềm %(count)s bước.") % {"count": ahead}
        return Finding("migrations", title, State.BAD, looked, wrong, _("Chạy lại bản phần mềm mới hơn."))
    return Finding("migrations", title, State.OK, looked)


def guards(now: datetime) -> Finding:
    """Triggers that refuse to change what only grows."""
    title = _("Sổ chỉ ghi thêm")
    asked = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = [row[0] for row in cursor.fetchall()]
    # Each table has two: against changing or removing a row, and against the other of the two or emptying the table.
    open_now = [table for table in limits().guards if found.count(table) < 2]
    looked = ", ".join(limits().guards)
    if not open_now:
        return Finding("guards", title, State.OK, looked)
    wrong = _("Có người đã gỡ khóa chống sửa ở bảng: %(tables)s.") % {"tables": ", ".join(open_now)}
    mend = "chungtay journal verify; chungtay restore /var/backups/chungtay --into /var/lib/chungtay.moi"
    return Finding("guards", title, State.BAD, looked, wrong, mend)


def second_lock(now: datetime) -> Finding:
    """Row-level security of the people wing: the tables are those that the migrations close."""
    title = _("Khóa thứ hai của hồ sơ")
    if connection.vendor != "postgresql":
        return Finding("second_lock", title, State.OK, _("SQLite không có khóa thứ hai; PostgreSQL có."))
    loader = MigrationExecutor(connection).loader
    wanted = {
        step.table
        for migration in loader.disk_migrations.values()
        for step in migration.operations
        if isinstance(step, protect)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid "
            "WHERE relrowsecurity AND relforcerowsecurity"
        )
        stand = {row[0] for row in cursor.fetchall()}
    looked = _("%(count)s bảng") % {"count": len(wanted)}
    if wanted <= stand:
        return Finding("second_lock", title, State.OK, looked)
    tables = sorted(wanted - stand)
    wrong = _("Bảng không còn khóa theo dòng: %(tables)s.") % {"tables": ", ".join(tables)}
    mend = "; ".join(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY" for table in tables
    )
    return Finding("second_lock", title, State.BAD, looked, wrong, mend)


def fitting(now: datetime) -> Finding:
    """What the rooms themselves check of the database: a role that passes by the second lock, keys that do not fit."""
    title = _("Vai trò và khóa của cơ sở dữ liệu")
    said = [
        one
        for one in checks.run_checks(tags=[checks.Tags.database], databases=["default"])
        if one.level >= checks.WARNING
    ]
    looked = "chungtay manage check --database default"
    if not said:
        return Finding("fitting", title, State.OK, looked)
    state = State.BAD if any(one.level >= checks.ERROR for one in said) else State.WARN
    wrong = _("Phần mềm thấy điều không ổn: %(codes)s.") % {"codes": ", ".join(str(one.id) for one in said)}
    return Finding("fitting", title, state, looked, wrong, looked)


def archiver(now: datetime) -> Finding:
    """Whether PostgreSQL's log reaches the place from which a moment is rebuilt; what does not fills the disk."""
    title = _("Lưu nhật ký ghi (WAL)")
    if connection.vendor != "postgresql":
        return Finding("archiver", title, State.OK, _("SQLite không có nhật ký ghi; PostgreSQL có."))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('archive_mode'), archived_count, last_failed_wal, "
            "coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) FROM pg_stat_archiver"
        )
        mode, count, segment, failing = cursor.fetchone()
    if mode == "off":
        return Finding("archiver", title, State.OK, "archive_mode = off")
    looked = _("%(count)s đoạn đã lưu") % {"count": count}
    if not failing:
        return Finding("archiver", title, State.OK, looked)
    wrong = _("Đoạn %(segment)s không lưu được: không dựng lại được lúc này, và ổ đĩa sẽ đầy.") % {
        "segment": segment
    }
    mend = (
        "tail -n 50 /var/log/postgresql/*.log; ls -l /var/backups/chungtay-wal/wal | tail; df -h /var/backups"
    )
    return Finding("archiver", title, State.BAD, looked, wrong, mend)


def clock(now: datetime) -> Finding:
    """This machine's clock against the database's, and against the last thing that was written down."""
    title = _("Đồng hồ")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT strftime('%s', 'now')"
            if connection.vendor == "sqlite"
            else "SELECT extract(epoch FROM clock_timestamp())"
        )
        there = datetime.fromtimestamp(float(cursor.fetchone()[0]), UTC)
    last = journal.get_proof().last_at
    apart = max(abs(datetime.now(UTC) - there), (last or now) - now, timedelta(0))
    looked = _("lệch %(seconds)s giây") % {"seconds": round(apart.total_seconds())}
    state = state_of_age(apart, limits().clock_warn, limits().clock_bad)
    if state == State.OK:
        return Finding("clock", title, state, looked)
    wrong = _("Đồng hồ máy này chạy khác cơ sở dữ liệu, hoặc đã bị vặn lùi: thời hạn sẽ tính sai.")
    return Finding("clock", title, state, looked, wrong, "timedatectl set-ntp true")


def journal_tail(now: datetime) -> Finding:
    """The last entries of the chain; ``chungtay journal verify`` recomputes all."""
    title = _("Nhật ký")
    last = journal.get_proof().number
    first = max(1, last - limits().journal_tail + 1)
    broken = journal.verify(since=first)
    looked = _("dòng %(first)s đến %(last)s") % {"first": first, "last": last}
    if not broken:
        return Finding("journal", title, State.OK, looked)
    wrong = _("Dòng %(number)s không khớp: nhật ký đã bị sửa.") % {"number": broken[0]}
    return Finding("journal", title, State.BAD, looked, wrong, "chungtay journal verify")


def growth(now: datetime) -> Finding:
    """SQLite serves one writer at a time."""
    title = _("Quy mô")
    count = get_user_model().objects.filter(is_active=True).count()
    looked = _("%(count)s tài khoản, %(database)s") % {"count": count, "database": connection.display_name}
    if connection.vendor != "sqlite" or count <= limits().sqlite_accounts:
        return Finding("growth", title, State.OK, looked)
    wrong = _("SQLite chỉ cho một người ghi mỗi lúc; với ngần này tài khoản, giờ cao điểm sẽ phải chờ.")
    return Finding(
        "growth",
        title,
        State.WARN,
        looked,
        wrong,
        _("Chuyển sang PostgreSQL: chungtay export, rồi chungtay import (docs/operation.md)."),
    )
