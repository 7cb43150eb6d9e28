"""PostgreSQL as it was at one moment: a base copy of the cluster, and the log of what was written after it.

The archive is a folder with ``base-<UTC time>/`` (pg_basebackup, plain) and ``wal/`` (archive_command); deploy/ sets up
both. What is rebuilt runs beside the site, on a socket in its own folder, for somebody to take out of it what was lost.
"""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chungtay.operation.rules import Wrong

_BASE = "base-%Y%m%dT%H%M%SZ"
_PATIENCE = 3600  # seconds: a day's log is replayed in minutes, a month's may take long
_WHO = "local all postgres peer\nlocal all all scram-sha-256\n"


def rebuild(archive: Path, into: Path, until: datetime) -> Iterator[str]:
    """Rebuild the cluster in ``into`` as it was at ``until``, leave it running, say what is done. Raises Wrong."""
    if until.tzinfo is None:
        raise Wrong("Lúc cần dựng lại phải có múi giờ, ví dụ 2026-03-02T09:30:00+07:00.")
    if into.exists() and any(into.iterdir()):
        raise Wrong(f"Thư mục {into} không trống: không ghi đè. Hãy chọn thư mục khác.")
    programs, base = _programs(), _base_before(archive, until)
    yield f"Dựng từ {base.name}, chạy lại nhật ký ghi đến {until.isoformat()} …"
    _lay_out(base, archive / "wal", into, until)
    _as_postgres(
        programs / "pg_ctl", "start", "-D", into, "-l", into / "server.log", "-w", "-t", _PATIENCE, "-s"
    )
    _wait(programs, into)
    yield f"Cụm đã dựng xong, đang chạy ở {into}. Lấy dữ liệu ra:"
    yield f"    pg_dump -h {into} -U chungtay --enable-row-security -Fc chungtay > /var/tmp/chungtay.dump"
    yield f"Xong thì dừng: {programs / 'pg_ctl'} stop -D {into}"


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise Wrong("Máy này thiếu máy chủ PostgreSQL. Chạy: apt-get install postgresql")
    return found[-1].parent


def _base_before(archive: Path, until: datetime) -> Path:
    """The last base copy that was whole before the moment."""
    latest = until.astimezone(UTC).strftime(_BASE)
    bases = sorted(path for path in archive.glob("base-*Z") if path.name <= latest)
    if not bases:
        raise Wrong(f"Không có bản gốc nào trong {archive} từ trước lúc ấy.")
    return bases[-1]


def _lay_out(base: Path, log: Path, into: Path, until: datetime) -> None:
    into.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(base, into, symlinks=True, dirs_exist_ok=True)
    settings = {
        "listen_addresses": "", "unix_socket_directories": str(into), "archive_mode": "off",
        "hba_file": str(into / "rebuilt_hba.conf"), "restore_command": f'cp "{log}/%f" "%p"',
        "recovery_target_time": until.astimezone(UTC).isoformat(), "recovery_target_action": "promote",
    }  # fmt: skip
    (into / "rebuilt_hba.conf").write_text(_WHO)
    (into / "recovery.signal").touch()
    (into / "postgresql.conf").touch()  # Debian keeps the original elsewhere
    with (into / "postgresql.auto.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    into.chmod(0o700)
    owner = _owner()
    if owner:
        for path in (into, *into.rglob("*")):
            os.lchown(path, owner.pw_uid, owner.pw_gid)


def _owner() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; whoever is not runs it as themselves."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise Wrong("Máy này không có tài khoản postgres. Chạy: apt-get install postgresql") from None


def _as_postgres(*command: object) -> str:
    owner = _owner()
    as_whom: dict[str, Any] = (
        {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    )
    done = subprocess.run(  # noqa: S603  PostgreSQL's own programs
        [str(part) for part in command],
        cwd="/",
        stdout=subprocess.DEVNULL if command[1] == "start" else subprocess.PIPE,  # a server keeps a pipe open
        stderr=subprocess.STDOUT,
        text=True,
        **as_whom,
    )
    if done.returncode:
        raise Wrong(f"{command[0]} dừng. Xem server.log trong thư mục dựng lại.")
    return done.stdout or ""


def _wait(programs: Path, into: Path) -> None:
    """Until the moment is reached and the cluster takes writes; it ends by itself where the log is too short."""
    for _ in range(_PATIENCE * 2):
        said = _as_postgres(programs / "pg_controldata", into)
        if "in production" in said:
            return
        if "shut down" in said:
            break
        time.sleep(0.5)
    raise Wrong(
        "Nhật ký ghi không tới được lúc ấy. Hãy chọn lúc sớm hơn, hoặc xem server.log trong thư mục dựng lại."
    )
