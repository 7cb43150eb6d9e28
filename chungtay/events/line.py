"""One connection to a receiver: to the very number that was judged, no redirect followed, no proxy, no endless wait."""

import contextlib
import http.client
import socket
import ssl
from collections.abc import Mapping
from threading import Timer
from types import TracebackType
from typing import Self

from django.conf import settings

from chungtay.events.rules import Address, fits, policy
from chungtay.events.rules.addresses import is_own

_TRIED = 2  # of the machines that a name stands for
_READ = 16 * 1024  # bytes of an answer; nobody reads them, and who sends more is asked on a new connection


class NotTold(Exception):
    """``code`` is one of words.py. ``lasting``: trying again cannot help."""

    def __init__(self, code: str, *, lasting: bool = False) -> None:
        super().__init__(code)
        self.code, self.lasting = code, lasting


class Line:
    """For the posts of one turn; whatever the receiver does, it is cut after ``longest`` seconds."""

    def __init__(self, address: Address, *, longest: float) -> None:
        self._address = address
        self._connection: http.client.HTTPConnection | None = None
        self._end = Timer(longest, self._cut)

    def __enter__(self) -> Self:
        self._end.daemon = True
        self._end.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.cancel()
        self._close()

    def post(self, body: bytes, headers: Mapping[str, str]) -> None:
        """Hand an event over; raises NotTold for any answer but "2xx"."""
        fresh = self._connection is None
        try:
            status = self._asked(body, headers)
        except (OSError, http.client.HTTPException) as wrong:
            self._close()
            # A receiver may close a connection that rested; the same event twice is the same event.
            if fresh or isinstance(wrong, TimeoutError):
                raise NotTold(_code_of(wrong)) from None
            return self.post(body, headers)
        if not 200 <= status < 300:
            gone = status in policy().gone
            raise NotTold("gone" if gone else f"answer {status}", lasting=gone)
        return None

    def _asked(self, body: bytes, headers: Mapping[str, str]) -> int:
        connection = self._connection or self._opened()
        connection.request("POST", self._address.path, body, {"Host": self._address.netloc, **headers})
        answer = connection.getresponse()
        answer.read(_READ)
        if connection.sock is None or not answer.isclosed():
            self._close()
        return answer.status

    def _opened(self) -> http.client.HTTPConnection:
        """Connected to what the name stands for, judged just now."""
        found = resolved(self._address.host, self._address.port)
        if not found:
            raise NotTold("unreachable")
        if not is_own(self._address, settings.EVENT_HOSTS) and not all(fits(one) for one in found):
            raise NotTold("not_allowed")
        connection = http.client.HTTPConnection(self._address.host, self._address.port)
        connection.auto_open = 0  # it would ask for the name again by itself, and speak in the clear
        connection.sock = sock = _reached(found[:_TRIED], self._address.port)
        self._connection = connection
        sock.settimeout(policy().answer)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # an event waits for no other
        if self._address.is_sealed:
            connection.sock = sealed = _TRUST.wrap_socket(
                sock, server_hostname=self._address.host, do_handshake_on_connect=False
            )
            sealed.do_handshake()
        return connection

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _cut(self) -> None:
        connection = self._connection
        if connection is not None and connection.sock is not None:
            with contextlib.suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)


_TRUST = ssl.create_default_context()


def resolved(host: str, port: int) -> list[str]:
    """The numbers that a name stands for now; none where it stands for nothing."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(where[0]) for *_kind, where in found]


def _reached(found: list[str], port: int) -> socket.socket:
    """The first of these machines that takes a connection: a name may stand for one in each of two networks."""
    *others, last = found
    for number in others:
        with contextlib.suppress(OSError):
            return socket.create_connection((number, port), policy().connect)
    return socket.create_connection((last, port), policy().connect)


def _code_of(wrong: Exception) -> str:
    return "not_trusted" if isinstance(wrong, ssl.SSLCertVerificationError) else "unreachable"
