"""An upgrade touches nothing of a site that does not stop, and what runs it goes with the version."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from chungtay.operation import upgrade as upgrading
from chungtay.operation.install import DEPLOY, ROOT
from chungtay.operation.rules import Wrong
from chungtay.operation.upgrade import Services, Site, services, upgrade

OLD = "[Service]\nSystemCallFilter=@system-service\n"
UNITS, COMMAND = Path("etc/systemd/system"), Path("usr/local/bin/chungtay")


class Systemd:
    """Answers what is asked of systemctl; fails for the verbs that it is told."""

    def __init__(self) -> None:
        self.asked, self.fails = list[str](), set[str]()

    def run(self, command: list[str], **_more: Any) -> "subprocess.CompletedProcess[str]":
        self.asked.append(command[1])
        return subprocess.CompletedProcess(command, int(command[1] in self.fails))


@pytest.fixture
def systemd(monkeypatch: pytest.MonkeyPatch) -> Systemd:
    made = Systemd()
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "run", made.run)
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine with the web unit of a version from before the reader was confined."""
    unit = tmp_path / UNITS / "chungtay-web.service"
    unit.parent.mkdir(parents=True)
    unit.write_text(OLD)
    return tmp_path


def heard(lines: list[str], root: Path) -> Services:
    return services(ROOT, say=lines.append, root=root)


def test_a_site_that_does_not_stop_is_left_as_it_was(
    systemd: Systemd, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    systemd.fails.add("stop")
    done, copied = list[str](), list[str]()
    monkeypatch.setattr(upgrading, "program_of", lambda new: ["chungtay"])
    monkeypatch.setattr(upgrading, "_rehearse", lambda program, site, backup: None)
    monkeypatch.setattr(upgrading, "run_there", lambda *words, **more: done.append("migrate"))
    site = Site(root / "data", {"ENGINE": "sqlite3", "NAME": "x"}, root / "current")

    def back_up() -> Path:
        copied.append("backup")
        return root / "b"

    with pytest.raises(Wrong, match="systemctl stop"):
        upgrade(root / "new", site, back_up=back_up, say=lambda line: None, services=heard([], root))
    assert (done, copied) == ([], ["backup"])  # the one of the rehearsal
    assert systemd.asked == ["cat", "stop", "start"]  # one of the two may have stopped
    assert (root / UNITS / "chungtay-web.service").read_text() == OLD
    assert not (root / "current").exists()


def test_a_new_version_brings_its_units_and_its_command_and_the_old_ones_are_kept(
    systemd: Systemd, root: Path
) -> None:
    heard([], root).renew()
    written = root / UNITS / "chungtay-web.service"
    assert written.read_text() == (DEPLOY / "systemd" / "chungtay-web.service").read_text()
    assert "landlock_create_ruleset" in written.read_text()
    assert os.access(root / COMMAND, os.X_OK)
    assert systemd.asked == ["cat", "daemon-reload"]
    kept = root / "etc" / "chungtay" / "truoc-nang-cap"
    assert [path.relative_to(kept) for path in kept.rglob("*") if path.is_file()] == [
        UNITS / "chungtay-web.service"
    ]
    assert (kept / UNITS / "chungtay-web.service").read_text() == OLD


def test_units_that_systemd_does_not_take_are_taken_back(systemd: Systemd, root: Path) -> None:
    systemd.fails.add("daemon-reload")
    with pytest.raises(Wrong, match="daemon-reload"):
        heard([], root).renew()
    assert [path.name for path in (root / UNITS).iterdir()] == ["chungtay-web.service"]
    assert (root / UNITS / "chungtay-web.service").read_text() == OLD
    assert not (root / COMMAND).exists()


def test_a_site_that_does_not_start_is_told(systemd: Systemd, root: Path) -> None:
    systemd.fails.add("start")
    lines: list[str] = []
    heard(lines, root).start()
    assert "systemctl start" in lines[0]
