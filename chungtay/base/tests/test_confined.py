"""What a process that reads strangers' files may still do, asked of real processes and the real kernel."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from chungtay.base.confined import version

KEPT = bool(version())  # an older kernel confines nothing; then all of it is as it was before
TRIES = {
    "reads another file": "open({other!r}).read()",
    "reads the sign-in names of the machine": "open('/etc/passwd').read()",
    "lists another folder": "import os; os.listdir({folder!r})",
    "writes beside the file": "open({folder!r} + '/new', 'w')",
    "writes into the file": "open({paper!r}, 'a')",
    "reads another file through a program": "import subprocess; subprocess.run(['cat', {other!r}], check=True)",
}


def confined(paper: Path, code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chungtay.base.confined", str(paper), sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, cwd="/")  # noqa: S603  our own interpreter


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "paper").write_text("lời của văn bản")
    (tmp_path / "secret").write_text("khóa")
    return tmp_path / "paper"


def test_it_reads_its_paper_and_uses_the_libraries_and_programs_of_the_machine(paper: Path) -> None:
    code = f"import subprocess, lxml.etree, pypdfium2; print(open({str(paper)!r}).read()); subprocess.run(['true'])"
    done = confined(paper, code)
    assert (done.stdout.strip(), done.stderr) == ("lời của văn bản", "")


@pytest.mark.parametrize("what", TRIES)
def test_it_comes_to_nothing_else(paper: Path, what: str) -> None:
    words = {"paper": str(paper), "other": str(paper.parent / "secret"), "folder": str(paper.parent)}
    done = confined(paper, TRIES[what].format(**words))
    assert ("PermissionError" in done.stderr or "Permission denied" in done.stderr) is KEPT, done.stderr
    assert not (paper.parent / "new").exists() or not KEPT


def test_it_reaches_no_other_machine(paper: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        code = f"import socket; socket.create_connection(('127.0.0.1', {door.getsockname()[1]}), 5)"
        assert ("PermissionError" in confined(paper, code).stderr) is (version() >= 4)


def test_it_ends_as_its_command_ends(paper: Path) -> None:
    assert confined(paper, "raise SystemExit(7)").returncode == 7
