"""A new version in place of the one that runs: tried on a copy first, then for real, and back again if it fails.

Both versions stand side by side in folders of their own; the link ``current`` says which one runs.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chungtay.operation import copies, databases
from chungtay.operation.children import program_of, run_there
from chungtay.operation.install import files_of, write
from chungtay.operation.rules import Wrong

# What must be well on the copy. The others speak of the machine and of the worker, which the copy has none of.
_MUST_BE_WELL = {"database", "migrations", "guards", "second_lock", "fitting", "journal"}
_SERVICES = ("chungtay-web", "chungtay-worker")
_KEPT = Path("etc/chungtay/truoc-nang-cap")  # the units and the command of the version before

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Site:
    """The installation that runs: its data folder, its database, the link to its version."""

    data: Path
    database: databases.Settings
    current: Path


def _nothing() -> None:
    """Where somebody else looks after the services."""


@dataclass(frozen=True, slots=True)
class Services:
    """What runs the site. ``renew`` writes the units of the new version; it and ``stop`` raise Wrong, all as it was."""

    stop: Callable[[], None] = _nothing
    start: Callable[[], None] = _nothing
    renew: Callable[[], None] = _nothing


def upgrade(new: Path, site: Site, *, back_up: Callable[[], Path], say: Say, services: Services) -> None:
    """Let ``new``, a folder with the version set up in it, take over. ``back_up`` gives a backup of this moment.

    Raises Wrong; the old version then runs on, with the data it had.
    """
    program = program_of(new)
    say("Sao lưu, rồi diễn tập trên bản sao …")
    _rehearse(program, site, back_up())
    say("Diễn tập đạt. Dừng trang, sao lưu lần nữa, nâng cấp thật …")
    try:
        services.stop()
        before = back_up()
        try:
            run_there(program, site.data, site.database, "manage", "migrate", "--noinput", "--verbosity", "0")
            services.renew()
        except Wrong as failure:
            _go_back(site, before)
            raise Wrong(
                f"Nâng cấp không thành; đã trở về bản cũ với dữ liệu trước đó ({before.name}).\n{failure}"
            ) from None
        _point_to(new, site.current)
    finally:
        services.start()
    beside = (
        "" if databases.is_sqlite(site.database) else " --database postgresql://… (một cơ sở dữ liệu trống)"
    )
    say(
        f"Đã nâng cấp. Đường về: chungtay restore {before} --into …{beside}, "
        f"và bản cũ vẫn còn trong thư mục của nó; các tệp dịch vụ của nó ở /{_KEPT}."
    )


def _rehearse(program: list[str], site: Site, backup: Path) -> None:
    """The new program on a restored copy: its migrations, then its own doctor."""
    with tempfile.TemporaryDirectory(prefix="chungtay-dien-tap-") as folder, _copy_of(site) as database:
        data = Path(folder) / "data"
        copies.restore(backup=backup, into=data, database=database)
        for name in copies.KEY_FILES:  # on this machine anyway, and gone with the folder
            if (site.data / name).exists():
                shutil.copy(site.data / name, data / name)
        run_there(program, data, database, "manage", "migrate", "--noinput", "--verbosity", "0")
        told = run_there(program, data, database, "doctor", "--json", may_fail=True)
        try:
            found = json.loads(told.stdout)
        except ValueError:
            raise Wrong(
                f"Bác sĩ của bản mới không trả lời: {(told.stdout + told.stderr).strip()[-600:]}"
            ) from None
        wrong = [row["wrong"] for row in found if row["check"] in _MUST_BE_WELL and row["state"] == "bad"]
        if wrong:
            raise Wrong("Diễn tập thấy chỗ hỏng; chưa đổi gì: " + " ".join(wrong))


@contextmanager
def _copy_of(site: Site) -> Iterator[databases.Settings | None]:
    if databases.is_sqlite(site.database):
        yield None
        return
    with databases.scratch(site.database, f"{site.database['NAME']}_nang_cap") as database:
        yield database


def _go_back(site: Site, backup: Path) -> None:
    """The database of the backup that was made a minute ago, while nobody worked; files only grow and stay."""
    copies.verify_backup(backup)
    databases.replace(backup / copies.DATABASE, site.database)


def _point_to(new: Path, current: Path) -> None:
    """The link in one step: there is never a moment without a version."""
    aside = current.with_name(f"{current.name}.moi")
    aside.unlink(missing_ok=True)
    aside.symlink_to(new.resolve())
    aside.replace(current)


def services(new: Path, *, say: Say, root: Path = Path("/")) -> Services:
    """How systemd stops the site, takes the units of the ``new`` version, and starts it. Raises Wrong without it."""
    systemctl = shutil.which("systemctl")
    known = systemctl and subprocess.run([systemctl, "cat", *_SERVICES], capture_output=True).returncode == 0  # noqa: S603
    if not systemctl or not known:
        raise Wrong(
            "Không thấy dịch vụ chungtay-web. Nếu trang đã được dừng bằng cách khác, thêm --no-services."
        )

    def act(*words: str) -> None:
        if subprocess.run([systemctl, *words]).returncode:  # noqa: S603
            raise Wrong(f"systemctl {' '.join(words)} không thành công: hãy xem journalctl -xe.")

    def start() -> None:
        try:
            act("start", *_SERVICES)
        except Wrong as wrong:  # what was done stands, and so does what was said of it
            say(str(wrong))

    def renew() -> None:
        try:
            with _renewed(new, root):
                act("daemon-reload")
        except OSError as problem:
            raise Wrong(f"Không ghi được tệp dịch vụ của bản mới: {problem}") from None

    return Services(lambda: act("stop", *_SERVICES), start, renew)


@contextmanager
def _renewed(new: Path, root: Path) -> Iterator[None]:
    """Write what goes with a version. What stood there is kept: put back where this fails, and for the way back."""
    steps, kept = list(files_of(new)), root / _KEPT
    shutil.rmtree(kept, ignore_errors=True)
    for step in steps:
        place = step.path.relative_to("/")
        if (root / place).exists():
            (kept / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / place, kept / place)
    try:
        for step in steps:
            write(step, root, own=False)
        yield
    except (OSError, Wrong):
        for step in steps:
            place = step.path.relative_to("/")
            (root / place).unlink(missing_ok=True)
            if (kept / place).exists():
                shutil.copy2(kept / place, root / place)
        raise
