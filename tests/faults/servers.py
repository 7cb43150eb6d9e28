"""The real server, as ``chungtay serve`` runs it, with processes that can be found and killed; and a bad network."""

import contextlib
import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.clients import Door
from tests.faults.history import PATIENCE
from tests.faults.stores import Store
from tools.postgres import free_port

CLOCK = Path(__file__).parent / "clock"
ROOT = Path(__file__).resolve().parents[2]


def wait_until(holds: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(what)
        time.sleep(0.05)


class Server:
    """``chungtay serve`` on a store, at an address of this machine."""

    def __init__(self, store: Store, host: str = "127.0.0.1") -> None:
        self.door: Door = (host, free_port())
        self.log = store.folder / "server.log"
        self._offset = store.folder / "clock-offset"
        self.environment = {
            **os.environ,
            "DATABASE_URL": store.url,
            "CHUNGTAY_DATA": str(store.folder),
            "CHUNGTAY_HOSTS": host,
            "DJANGO_SETTINGS_MODULE": "chungtay.site.settings",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        moved = {"CLOCK_OFFSET": str(self._offset), "PYTHONPATH": os.pathsep.join([str(CLOCK), str(ROOT)])}
        host, port = self.door
        serve = ["serve", "--host", host, "--port", str(port), "--workers", "2"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "chungtay.cli", *serve],
                cwd=ROOT,
                env=self.environment | moved,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(lambda: self.answers() or self._has_ended(), "no answer from the server")
        if self._has_ended():
            raise RuntimeError(f"the server did not start: {self.log.read_text()[-2000:]}")

    def _has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def answers(self) -> bool:
        connection = http.client.HTTPConnection(*self.door, timeout=10)
        try:
            connection.request("GET", "/vao/")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(timeout=PATIENCE)
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)

    def kill(self) -> None:
        """The server outright, with no word to its processes."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def move_clock(self, seconds: int) -> None:
        """All its processes notice within a tenth of a second."""
        fresh = self._offset.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.replace(self._offset)

    # -- its processes ----------------------------------------------------------------------------

    @property
    def main(self) -> int:
        """Its number, also when it has gone: that of its group."""
        assert self.process is not None
        return self.process.pid

    def worker(self) -> int:
        """The process that does what is done later; 0 when there is none."""
        return next((pid for pid in self.children() if b"worker" in _command(pid).split(b"\0")), 0)

    def web(self) -> list[int]:
        """The processes that answer requests."""
        return [pid for pid in self.children() if b"serve" in _command(pid).split(b"\0")]

    def all(self) -> list[int]:
        return [self.main, *self.children()]

    def children(self) -> list[int]:
        """Every process of its group but the first, also one whose parent has gone."""
        return [
            pid for pid in (int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdecimal())
            if pid != self.main and _group(pid) == self.main
        ]  # fmt: skip


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


class Network:
    """A door to the server that can be cut: what is on its way breaks off, and who knocks is turned away.

    ``swallow_answers``: requests still arrive whole, but the line breaks before the answer comes.
    """

    def __init__(self, server: Door) -> None:
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.door: Door = self._listening.getsockname()
        self.cut = False
        self.swallow_answers = False
        self.broken = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with near:
            if self.cut:
                self.broken += 1
                return
            try:
                with socket.create_connection(self._server) as far:
                    self._both_ways(near, far)
            except OSError:
                return

    def _both_ways(self, near: socket.socket, far: socket.socket) -> None:
        while True:
            ready, _, _ = select.select([near, far], [], [], 0.05)
            if self.cut:
                self.broken += 1
                return
            for end in ready:
                piece = end.recv(4096)
                if not piece:
                    return
                if end is far and self.swallow_answers:
                    self.broken += 1
                    return
                (far if end is near else near).sendall(piece)
