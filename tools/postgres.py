"""A private PostgreSQL for as long as a command runs, in a temporary folder, gone afterwards.

    python -m tools.postgres COMMAND ...    runs COMMAND with DATABASE_URL naming the private server

Nothing is shared with a server that may run on the machine: own folder, own port, own password.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

OWNER = "chungtay"
DATABASE = "chungtay"
# Tests need no durability. Terse errors: PostgreSQL otherwise prints whole rows when a constraint fails.
# Nothing tidies up behind a test's back: tests roll back what they loaded, and tables that were counted just then
# look empty to the planner of the next one, which then asks for hours. Who loads much counts by ANALYZE.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "log_error_verbosity": "terse",
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "128MB",
}


class Missing(Exception):
    """No PostgreSQL on this machine; the text says how to get it."""


@contextmanager
def private_server() -> Iterator[str]:
    """Start a server and give its DATABASE_URL; at the end stop it and remove its folder."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="chungtay-postgres-"))
    user = unprivileged_user()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    password = secrets.token_urlsafe(16)
    port = free_port()
    try:
        initialise(programs, folder, user, password)
        start(programs, folder, user, port)
        try:
            yield f"postgresql://{OWNER}:{password}@127.0.0.1:{port}/{DATABASE}"
        finally:
            stop(programs, folder, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def replica_of(address: str) -> Iterator[tuple[str, Path]]:
    """A streaming replica of a server with its own DATABASE_URL, beside it and gone afterwards: its own, its folder."""
    programs, user, port = find_programs(), unprivileged_user(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="chungtay-replica-"))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    quick = ["--checkpoint=fast", "--no-sync", "--wal-method=stream"]
    parts = urlsplit(address)
    try:
        source = urlunsplit(parts._replace(path="/postgres"))
        run([programs / "pg_basebackup", "-d", source, "-D", folder / "data", "-R", *quick], folder, user)
        start(programs, folder, user, port)
        try:
            yield (
                urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.port}", f":{port}"))),
                folder,
            )
        finally:
            stop(programs, folder, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """The folder of the newest PostgreSQL server that Debian installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0])
    )
    if not found:
        raise Missing("PostgreSQL is missing. / Thiếu PostgreSQL.\n  apt-get install postgresql")
    return found[-1].parent


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: ourselves, or somebody else where we are root, since it refuses root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def initialise(programs: Path, folder: Path, user: pwd.struct_passwd | None, password: str) -> None:
    """Make the cluster: UTF-8, sorted as Vietnamese is sorted, one owner with a password."""
    secret = folder / "password"
    secret.write_text(password)
    if user:
        os.chown(secret, user.pw_uid, user.pw_gid)
    options = ["--username", OWNER, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
    options += ["--locale-provider=icu", "--icu-locale=vi-VN", "--no-sync", "--no-instructions"]
    run([programs / "initdb", "-D", folder / "data", "--pwfile", secret, *options], folder, user)
    secret.unlink()


def start(programs: Path, folder: Path, user: pwd.struct_passwd | None, port: int) -> None:
    settings = SETTINGS | {"port": str(port), "unix_socket_directories": str(folder)}
    lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
    with (folder / "data" / "postgresql.conf").open("a") as configuration:
        configuration.writelines(lines)
    run(
        [programs / "pg_ctl", "start", "-D", folder / "data", "-l", folder / "log", "-w", "-s"],
        folder,
        user,
    )


def stop(programs: Path, folder: Path, user: pwd.struct_passwd | None) -> None:
    run([programs / "pg_ctl", "stop", "-D", folder / "data", "-m", "immediate", "-s"], folder, user)


def run(command: Sequence[str | Path], folder: Path, user: pwd.struct_passwd | None) -> None:
    """Run one of PostgreSQL's programs as the right user; its words are shown only when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        stdout=subprocess.DEVNULL if command[1] == "start" else subprocess.PIPE,
        stderr=subprocess.STDOUT,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        text=True,
    )
    if done.returncode != 0:
        log = folder / "log"
        raise RuntimeError(f"{command[0]} failed\n{done.stdout}\n{log.read_text() if log.exists() else ''}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(command: list[str]) -> int:
    # A stopped run must still take its server along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with private_server() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Missing as missing:
        sys.exit(str(missing))
