"""Our own program, of this version or another, run on another data folder and database."""

import subprocess
import sys
import tempfile
from pathlib import Path

from chungtay.operation import databases
from chungtay.operation.rules import Wrong

THIS = [sys.executable, "-m", "chungtay.cli"]


def program_of(version: Path) -> list[str]:
    """The program of a version that was set up in a folder. Raises Wrong."""
    program = version / ".venv" / "bin" / "chungtay"
    if not program.is_file():
        raise Wrong(
            f"{version} chưa được chuẩn bị: thiếu .venv/bin/chungtay. Vào thư mục ấy, chạy: make setup-run"
        )
    return [str(program)]


def run_there(
    program: list[str],
    data: Path,
    database: databases.Settings | None,
    *arguments: str,
    may_fail: bool = False,
) -> "subprocess.CompletedProcess[str]":
    """Run the program there; Wrong with its own last words where it fails, unless it ``may_fail``.

    Where it shall work is told in a file, since the address of a database holds a password.
    """
    with tempfile.NamedTemporaryFile("w", prefix="chungtay-", suffix=".env") as told:
        address = databases.address_of(database) if database else ""
        told.write(f"CHUNGTAY_DATA={data}\nDATABASE_URL={address}\n")
        told.flush()
        command = [*program, "--environment", told.name, *arguments]
        done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603  our own program
    if done.returncode and not may_fail:
        raise Wrong(f"{' '.join(arguments)}: {(done.stdout + done.stderr).strip()[-600:]}")
    return done
