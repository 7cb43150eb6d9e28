"""What installing writes and would do; the units are held to systemd's own reading where it is there."""

import configparser
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from chungtay.agencies.models import Account
from chungtay.base.problems import Refused
from chungtay.operation import databases
from chungtay.operation.install import DEPLOY, Run, Wanted, install, steps
from chungtay.operation.rules import Wrong
from chungtay.operation.services import open_first_administrator
from chungtay.places.models import Place
from tests.cast import NOW, Town, cast_in

WANTED = Wanted("chungtay.example.vn", "11", "Công an tỉnh Mẫu", "quantri")


def test_a_dry_run_tells_every_step_and_no_password(tmp_path: Path) -> None:
    told: list[str] = []
    install(WANTED, say=told.append, root=tmp_path, dry_run=True)
    assert list(tmp_path.iterdir()) == []
    assert any("psql" in line for line in told)
    assert any("manage migrate" in line for line in told)
    assert told[-1] == "$ systemctl reload nginx"
    given = [step.given for step in steps(WANTED, "MAT-KHAU") if isinstance(step, Run) and step.given]
    assert "MAT-KHAU" in given[0]
    assert not any("MAT-KHAU" in step.told for step in steps(WANTED, "MAT-KHAU"))


def test_a_second_time_changes_no_password_and_nothing_else(tmp_path: Path) -> None:
    def written() -> Iterator[tuple[str, str, int]]:
        for path in sorted(tmp_path.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(tmp_path)), path.read_text(), stat.S_IMODE(path.stat().st_mode)

    install(WANTED, say=lambda line: None, root=tmp_path)
    first = list(written())
    install(WANTED, say=lambda line: None, root=tmp_path)
    assert list(written()) == first
    modes = {name: mode for name, _text, mode in first}
    assert modes["etc/chungtay/environment"] == 0o640
    environment = (tmp_path / "etc" / "chungtay" / "environment").read_text()
    known = dict(line.split("=", 1) for line in environment.splitlines() if not line.startswith("#"))
    role = databases.settings_of(known["DATABASE_URL"])
    assert len(role["PASSWORD"]) >= 32
    assert known["CHUNGTAY_ADDRESS"] == "https://chungtay.example.vn"
    assert not any("@NAME@" in text or "@PASSWORD@" in text for _name, text, _mode in first)


def test_the_command_on_the_path_is_the_account_of_the_services_except_where_root_is_needed(
    tmp_path: Path,
) -> None:
    install(WANTED, say=lambda line: None, root=tmp_path)
    command = tmp_path / "usr" / "local" / "bin" / "chungtay"
    program = "/opt/chungtay/current/.venv/bin/chungtay --environment /etc/chungtay/environment"
    asked = command.read_text().replace("exec ", "echo ")
    for who, words, runs in (
        ("0", "doctor --json", f"runuser -u chungtay -- {program} doctor --json"),
        ("0", "upgrade /opt/x", f"{program} upgrade /opt/x"),
        ("0", "install x", f"{program} install x"),
        ("0", "restore x", f"{program} restore x"),
        ("1000", "doctor", f"{program} doctor"),
    ):
        script = asked.replace("$(id -u)", who)
        run = ["/bin/sh", "-c", script, "chungtay", *words.split()]
        done = subprocess.run(run, capture_output=True, text=True)  # noqa: S603
        assert done.stdout == f"{runs}\n"
    assert stat.S_IMODE(command.stat().st_mode) == 0o755


@pytest.mark.parametrize("name", ["", "Tỉnh", "a b", "x;rm", "-a", "a/b", "$(id)"])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Wrong, match="Tên máy chủ"):
        install(Wanted(name, "11", "x", "y"), say=lambda line: None, root=tmp_path)


def test_every_service_is_locked_in() -> None:
    for path in (DEPLOY / "systemd").glob("*.service"):
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str  # type: ignore[assignment, method-assign]
        unit.read(path)
        service = unit["Service"]
        assert service["User"] in {"chungtay", "postgres"}, path.name
        for name, value in {
            "NoNewPrivileges": "yes",
            "ProtectSystem": "strict",
            "ProtectHome": "yes",
        }.items():
            assert service[name] == value, (path.name, name)
        in_memory = "TemporaryFileSystem" if path.name == "chungtay-web.service" else "PrivateTmp"
        assert in_memory in service, path.name
        assert service["CapabilityBoundingSet"] == ""


def test_systemd_reads_the_units_without_a_word(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:  # the shape of the units is held above
        return
    install(WANTED, say=lambda line: None, root=tmp_path)
    folder = tmp_path / "etc" / "systemd" / "system"
    for unit in folder.glob("*.service"):  # what they start is not on this machine
        unit.write_text(unit.read_text().replace("/opt/chungtay/current/.venv/bin/chungtay", "/bin/true"))
    for unit in sorted(folder.glob("chungtay-*")):
        done = subprocess.run([program, "verify", "--man=no", unit], capture_output=True, text=True)  # noqa: S603
        words = [line for line in done.stderr.splitlines() if unit.name in line]
        assert words == [], words


def test_the_first_administrator_is_opened_once(town: Town) -> None:
    code = Place.objects.get(pk=town.province).code
    password = open_first_administrator(now=NOW, province=code, agency="Công an tỉnh Mẫu", username="quantri")
    account = Account.objects.get(username="quantri")
    assert account.check_password(password)
    assert account.must_change_password
    with pytest.raises(Refused):
        open_first_administrator(now=NOW, province=code, agency="Sở Mẫu", username="quantri2")
    with pytest.raises(Wrong, match="chungtay places load"):
        open_first_administrator(now=NOW, province="00", agency="Sở Mẫu", username="quantri2")


def test_nobody_is_opened_beside_administrators_who_are_there(town: Town) -> None:
    cast_in(town)
    code = Place.objects.get(pk=town.province).code
    with pytest.raises(Refused):
        open_first_administrator(now=NOW, province=code, agency="Sở Mẫu", username="quantri")
    assert not Account.objects.filter(username="quantri").exists()
