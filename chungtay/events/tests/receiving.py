"""A receiver for tests: keeps what it was sent, answers as it is told, and checks signatures by the letter of Standard
Webhooks 1.0.0, without a line of the program that signs.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(slots=True)
class Received:
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.body)
        return said

    def is_signed_with(self, secret: str) -> bool:
        """https://github.com/standard-webhooks/standard-webhooks, "Verifying webhook authenticity"."""
        signed = b".".join(
            (self.headers["webhook-id"].encode(), self.headers["webhook-timestamp"].encode(), self.body)
        )
        key = base64.b64decode(secret[len("whsec_") :])
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return f"v1,{expected}" in self.headers["webhook-signature"].split(" ")


@dataclass(slots=True)
class Receiver:
    port: int = 0
    got: list[Received] = field(default_factory=list)
    hangs_up: bool = False  # after each answer
    answer: Callable[[int], int] = lambda _number: 204  # by how many have come, this one included

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/chung-tay"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.got]


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.got.append(Received(headers, body))
            self.send_response(receiver.answer(len(receiver.got)))
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            if receiver.hangs_up:
                self.send_header("Connection", "close")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    receiver.port = server.server_port
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
