"""People at work over plain HTTP: figures, progress of tasks, entries with photos, each deed under a key of its own.

A client does what the queue in the browser does: what found no answer is sent again under the same key, until the
server says what became of it. Every fifth deed is given up at the first failure: nobody ever learns what became of it,
and it may have been done once or not at all.
"""

import http.client
import json
import re
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from typing import Any

from urllib3.filepost import encode_multipart_formdata

from chungtay.registers.tests.photos import photo
from tests.faults.history import Log

GIVEN_UP = 5  # one deed in so many
PAUSE = 0.05  # seconds before asking again
FIRST_FIGURE = 100_000  # no figure of a town is as large: each of ours is a mark
SEEN = re.compile(r'name="seen" value="(\d+)"')
TOKEN = "t" * 32
Door = tuple[str, int]  # where a machine answers
Fields = dict[str, str | bytes | tuple[str, str | bytes] | tuple[str, str | bytes, str]]


@dataclass(frozen=True, slots=True)
class Deed:
    mark: str
    address: str
    body: bytes
    content_type: str


class Client:
    """One signed-in person with a thread of their own, who knocks at the next of the ``doors`` for each request."""

    def __init__(self, seat: dict[str, Any], number: int, doors: Sequence[Door], log: Log) -> None:
        self.seat, self.number, self.log = seat, number, log
        self._doors = cycle(doors)
        self._patience = 60 if len(doors) == 1 else 10  # seconds: who knows another door tries it sooner
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name=f"client {number}")
        self._connections: dict[Door, http.client.HTTPConnection] = {}
        self._revisions: dict[int, int] = {}

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """After the deed in hand, which is still brought to its end."""
        self._stop.set()

    def join(self) -> None:
        self._thread.join()

    # -- deeds ------------------------------------------------------------------------------------

    def _work(self) -> None:
        for n, deed in enumerate(self._deeds()):
            if self._stop.is_set():
                break
            self._send(deed, gives_up=n % GIVEN_UP == GIVEN_UP - 1)
        self.close()

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()

    def _deeds(self) -> Iterator[Deed]:
        kinds = cycle(
            [self._figure, self._progress, self._entry]
            if self.seat["cells"]
            else [self._progress, self._entry]
        )
        for n, kind in zip(count(), kinds):
            yield kind(self.number * 1_000_000 + n)

    def _figure(self, n: int) -> Deed:
        cells = self.seat["cells"]
        cell = cells[n % len(cells)]
        one = {
            "cell": cell,
            "seen": self._revisions.get(cell, 0),
            "given": str(FIRST_FIGURE + n),
            "at": 1772416800000,
        }
        body = json.dumps({"cells": [one]}).encode()
        return Deed(f"figure {FIRST_FIGURE + n}", self.seat["figures"], body, "application/json")

    def _progress(self, n: int) -> Deed:
        seen = self._seen()
        fields: Fields = {
            "seen": seen,
            "state": "in_progress",
            "percent": str(n % 100),
            "note": f"tiến độ {n}",
        }
        return Deed(f"tiến độ {n}", self.seat["share"], *encode_multipart_formdata(fields))

    def _seen(self) -> str:
        """The revision that the form of the share shows; asked until the server shows it."""
        while True:
            status, _once, page = self.ask("GET", self.seat["share"])
            found = SEEN.search(page) if status == 200 else None
            if found:
                return found[1]
            if status in (0, 500, 502, 503):
                self.log.note_unanswered()
                if self._stop.wait(PAUSE):
                    return "0"
            else:
                self.log.note_odd(f"{status} GET {self.seat['share']}")
                return "0"

    def _entry(self, n: int) -> Deed:
        address = f"{self.seat['register']}&ban={uuid.UUID(int=n + 1)}"
        picture = ("anh.jpg", photo(f"#{n % 0xFFFFFF:06x}"), "image/jpeg")
        fields: Fields = {"ngay": "2026-03-01", "hinh_thuc": "noi", "ten": f"buổi {n}", "f:anh": picture}
        return Deed(f"buổi {n}", address, *encode_multipart_formdata(fields))

    # -- sending ----------------------------------------------------------------------------------

    def _send(self, deed: Deed, *, gives_up: bool) -> None:
        headers = {
            "Content-Type": deed.content_type, "Idempotency-Key": str(uuid.uuid4()), "X-CSRFToken": TOKEN,
        }  # fmt: skip
        self.log.note(deed.mark, "sent")
        while True:
            status, answered, page = self.ask("POST", deed.address, deed.body, headers)
            if answered in ("done", "refused"):
                self.log.note(deed.mark, "done" if answered == "done" else "refused")
                self._learn(page, deed)
            if answered != "done" and status and status < 500:  # nobody here does what could be refused
                self.log.note_odd(f"{status} POST {deed.address}: {page[:300]}")
            if answered in ("done", "refused") or (status and status < 500):
                return
            self.log.note_unanswered()
            if gives_up:
                return
            time.sleep(PAUSE)

    def _learn(self, page: str, deed: Deed) -> None:
        """The revisions that the answer to a figure tells, on which the next one is written."""
        if deed.content_type == "application/json" and page.startswith("{"):
            cells = json.loads(page).get("cells", {})
            self._revisions |= {int(cell): told["seen"] for cell, told in cells.items()}

    def ask(
        self, method: str, address: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Status (0 when no whole answer came), what the header Once says became of it, page."""
        cookies = f"sessionid={self.seat['session']}; csrftoken={TOKEN}"
        door = next(self._doors)
        connection = self._connections.setdefault(
            door, http.client.HTTPConnection(*door, timeout=self._patience)
        )
        try:
            connection.request(method, address, body, {"Cookie": cookies, **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Once", ""), answer.read().decode()
        except (OSError, http.client.HTTPException):
            connection.close()  # the next request opens it anew
            return 0, "", ""
