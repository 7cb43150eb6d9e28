"""Runs the reader in a process of its own, so that a hostile file can hurt nobody but itself.

The process may use so much memory, processor time and disk and no more, is killed with all its children when it
takes too long, when a person cancels or when the worker stops, and hands its answer over in a file. It can open that
one paper and what programs are made of: not the database, not a key, no other paper, no other machine (base.confined).
"""

import contextlib
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from chungtay.notices.rules import JobFailed
from chungtay.notices.services import Running

MEMORY = 1536 * 1024 * 1024  # bytes of address space
PROCESSOR = 120  # seconds
WALL = 180  # seconds
ANSWER = 200 * 1024 * 1024  # bytes that it may write
_LOOK = 0.1  # seconds between two looks at the process
_UNREADABLE = 2  # the reader's exit code when it says why
log = logging.getLogger(__name__)
READER = [sys.executable, "-m", "chungtay.reader"]
CONFINED = [sys.executable, "-m", "chungtay.base.confined"]


def read_apart(path: Path, name: str, running: Running) -> dict[str, Any]:
    """The reader's answer for the file at ``path``, called ``name``. Raises JobFailed, with a sentence, for none."""
    with tempfile.TemporaryDirectory(prefix="chungtay-read-") as folder:
        named = Path(folder) / name  # the reader may learn from the ending
        named.symlink_to(path)
        answer, complaint = Path(folder) / ".answer", Path(folder) / ".complaint"
        with answer.open("wb") as out, complaint.open("wb") as err:
            code = _run(
                [*CONFINED, str(path), *READER, str(named), "--json"], out.fileno(), err.fileno(), running
            )
        if code == 0:
            result: dict[str, Any] = json.loads(answer.read_bytes())
            return result
        raise _failure(code, complaint.read_text(encoding="utf-8", errors="replace"))


def _run(command: list[str], out: int, err: int, running: Running) -> int:
    """Run to the end under the limits; the exit code, or minus the signal that ended it."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module, a path of our own making
        command,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=err,
        start_new_session=True,
        cwd=tempfile.gettempdir(),
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        _limit(process.pid)
        deadline = time.monotonic() + WALL
        while process.poll() is None:
            running.check()
            if time.monotonic() > deadline:
                return -signal.SIGKILL
            time.sleep(_LOOK)
        return process.returncode
    finally:
        _kill(process)


def _limit(pid: int) -> None:
    # From outside instead of between fork and exec, where a server with threads may not run Python.
    with contextlib.suppress(ProcessLookupError):  # it may have ended already
        resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.prlimit(pid, resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (ANSWER, ANSWER))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def _kill(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failure(code: int, complaint: str) -> JobFailed:
    """The reader's own sentence where it said one (exit code 2), else why the process ended."""
    said = complaint.strip()
    if code == _UNREADABLE and said:
        return JobFailed("unreadable", said)
    if code < 0 or "MemoryError" in complaint:
        return JobFailed("too_heavy", _("Tệp này quá nặng hoặc được nén bất thường nên máy đã dừng đọc để an toàn. "
                                        "Hãy mở tệp bằng Word, lưu lại thành .docx rồi gửi lại."))  # fmt: skip
    log.error("the reader ended with %s: %s", code, _without_words(said))
    return JobFailed("broken", _("Máy không đọc được tệp này vì một lỗi của phần mềm. Hãy lưu tệp thành .docx hoặc "
                                 ".pdf rồi gửi lại; nếu vẫn vậy, báo người quản trị."))  # fmt: skip


def _without_words(trace: str) -> str:
    """Where a traceback ended and with what kind of error; its message may quote the paper and stays out of the log."""
    lines = trace.splitlines() or [""]
    places = [line.strip() for line in lines if line.startswith("  File ")]
    return " | ".join([lines[-1].split(":")[0], *places[-3:]])
