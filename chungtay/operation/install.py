"""Putting Chung Tay up on Debian 12 as services: a list of steps, told first and then done, or only told.

Every step may be done again: what stands is left as it is, the file with the password above all.
"""

import re
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chungtay.operation.rules import Wrong

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CURRENT = Path("/opt/chungtay/current")
ENVIRONMENT = Path("/etc/chungtay/environment")
_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_UNITS = "chungtay-web chungtay-worker chungtay-backup.timer chungtay-drill.timer chungtay-base.timer"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Write:
    """A file with its mode; ``owner`` is user:group. One that is ``kept`` is never written over."""

    path: Path
    text: str
    mode: int = 0o644
    owner: str = "root:root"
    kept: bool = False

    @property
    def told(self) -> str:
        return f"ghi {self.path} ({self.mode:04o} {self.owner}{', nếu chưa có' if self.kept else ''})"


@dataclass(frozen=True, slots=True)
class Run:
    """A command; what it is given on its standard input may hold a password and is not told."""

    command: tuple[str, ...]
    given: str = ""

    @property
    def told(self) -> str:
        return "$ " + " ".join(self.command)


@dataclass(frozen=True, slots=True)
class Wanted:
    """``name`` is what people type to reach it; then the first body and its administrator."""

    name: str
    province: str  # its code, "11"
    agency: str
    administrator: str  # the name to sign in with


def steps(wanted: Wanted, password: str) -> Iterator[Write | Run]:
    """Everything, in order. Raises Wrong for a name that is none."""
    if not _NAME.fullmatch(wanted.name):
        raise Wrong("Tên máy chủ chỉ gồm chữ thường, số, dấu chấm, dấu gạch: ví dụ chungtay.tinh.gov.vn")
    yield Run(
        ("adduser", "--system", "--group", "--home", "/var/lib/chungtay", "--no-create-home", "chungtay")
    )
    for folder, owner in (
        ("/var/lib/chungtay", "chungtay"), ("/var/lib/chungtay-keys", "chungtay"),
        ("/var/backups/chungtay", "chungtay"), ("/var/backups/chungtay-wal", "postgres"),
        ("/var/backups/chungtay-wal/wal", "postgres"), ("/etc/ssl/chungtay", "root"),
    ):  # fmt: skip
        yield Run(("install", "-d", "-m", "0700", "-o", owner, "-g", owner, folder))
    yield Run(("install", "-d", "/etc/chungtay", str(CURRENT.parent)))
    filled = _filled("environment", wanted).replace("@PASSWORD@", password)
    yield Write(ENVIRONMENT, filled, 0o640, "root:chungtay", kept=True)
    role = _filled("postgresql/role.sql", wanted).replace("@PASSWORD@", password)
    yield Run(("runuser", "-u", "postgres", "--", "psql", "-qX", "-v", "ON_ERROR_STOP=1"), role)
    yield from _files(wanted)
    yield Run(("ln", "-sfn", str(ROOT), str(CURRENT)))
    yield Run(("systemctl", "daemon-reload"))
    yield Run(("systemctl", "restart", "postgresql"))
    for command in (
        ("manage", "migrate", "--noinput"), ("places", "load"), ("catalogue", "load"),
        ("administrator", "--province", wanted.province, "--agency", wanted.agency, "--username", wanted.administrator),
    ):  # fmt: skip
        yield Run(as_site(*command))
    yield Run(("systemctl", "enable", "--now", *_UNITS.split()))
    yield Run(("nginx", "-t"))
    yield Run(("systemctl", "reload", "nginx"))


def as_site(*command: str) -> tuple[str, ...]:
    """A command of ours, as the account and with the settings of the services."""
    program = str(CURRENT / ".venv" / "bin" / "chungtay")
    return ("runuser", "-u", "chungtay", "--", program, "--environment", str(ENVIRONMENT), *command)


def files_of(version: Path) -> Iterator[Write]:
    """What stands outside of the folder of a version and goes with it: the units, and the command on the path."""
    for unit in sorted((version / "deploy" / "systemd").iterdir()):
        yield Write(Path("/etc/systemd/system") / unit.name, unit.read_text(encoding="utf-8"))
    command = (version / "deploy" / "chungtay").read_text(encoding="utf-8")
    yield Write(Path("/usr/local/bin/chungtay"), command, 0o755)


def _files(wanted: Wanted) -> Iterator[Write | Run]:
    yield from files_of(ROOT)
    settings = (DEPLOY / "postgresql" / "chungtay.conf").read_text(encoding="utf-8")
    yield Write(_postgresql() / "conf.d" / "chungtay.conf", settings)
    yield Write(Path("/etc/nginx/sites-available/chungtay"), _filled("nginx/chungtay.conf", wanted))
    yield Run(("ln", "-sfn", "/etc/nginx/sites-available/chungtay", "/etc/nginx/sites-enabled/chungtay"))
    # Until the province brings its own, so that nginx can start; the doctor tells when any of them ends.
    chain, key = "/etc/ssl/chungtay/fullchain.pem", "/etc/ssl/chungtay/privkey.pem"
    made = f"openssl req -x509 -newkey rsa:3072 -nodes -days 90 -subj /CN={wanted.name} -keyout {key} -out {chain}"
    yield Run(("sh", "-c", f"test -f {chain} || {made}"))
    yield Run(("chmod", "0755", "/etc/ssl/chungtay"))


def _postgresql() -> Path:
    """The folder of settings of the newest cluster that Debian made; 15 is Debian 12's."""
    found = sorted(Path("/etc/postgresql").glob("*/main"), key=lambda path: int(path.parts[-2]))
    return found[-1] if found else Path("/etc/postgresql/15/main")


def _filled(name: str, wanted: Wanted) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8").replace("@NAME@", wanted.name)


def install(wanted: Wanted, *, say: Say, root: Path | None = None, dry_run: bool = False) -> None:
    """Do every step, or tell them (``dry_run``); with ``root`` write the files below it and tell the commands.

    Stops at the first that fails, with its own words; done again it goes on from there. Raises Wrong.
    """
    base = root or Path("/")
    password = _known_password(base / ENVIRONMENT.relative_to("/")) or secrets.token_urlsafe(24)
    for step in steps(wanted, password):
        say(step.told)
        if dry_run:
            continue
        if isinstance(step, Write):
            write(step, base, own=root is None)
        elif root is None:
            _run(step)
    if not dry_run and root is None:
        say(f"Xong. Mở https://{wanted.name}; rồi chạy: chungtay doctor")


def _known_password(environment: Path) -> str:
    """That of the installation which stands already."""
    if not environment.exists():
        return ""
    found = re.search(
        r"^DATABASE_URL=postgresql://chungtay:([^@]+)@", environment.read_text(encoding="utf-8"), re.M
    )
    return found[1] if found else ""


def write(step: Write, base: Path, *, own: bool) -> None:
    """The file below ``base``; where it is to ``own`` it, whose the step says."""
    place = base / step.path.relative_to("/")
    if step.kept and place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=step.mode)
    place.write_text(step.text, encoding="utf-8")
    place.chmod(step.mode)
    if own:
        user, _colon, group = step.owner.partition(":")
        shutil.chown(place, user, group)


def _run(step: Run) -> None:
    try:
        done = subprocess.run(step.command, input=step.given or None, text=True)  # noqa: S603  commands of the list
    except FileNotFoundError:
        raise Wrong(
            f"Máy này thiếu {step.command[0]}. Chạy: apt-get install nginx postgresql openssl adduser"
        ) from None
    if done.returncode:
        raise Wrong(
            f"Bước vừa rồi không thành công: {step.told}\nSửa theo lời ngay trên, rồi chạy lại cả lệnh."
        )
