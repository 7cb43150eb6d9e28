"""No request counts of which only a part came: a line that breaks off in the middle must not leave half a form."""

from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from django.core.exceptions import BadRequest

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def only_whole(application: Application) -> Application:
    """The same application, whose reader of a body is told when the end of it never came."""

    def watched(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"])
        return application(environ, start_response)

    return watched


class WholeBody:
    """A body as Django reads it: never more at once than its announced length still holds (``LimitedStream``).

    So less than was asked for means that the sender has gone. Django would take what did arrive for all of it, and a
    form without its last fields for one that a person sent.
    """

    def __init__(self, body: BinaryIO) -> None:
        self._body = body
        self.readline = body.readline

    def read(self, size: int) -> bytes:
        """Exactly so many bytes. Raises BadRequest (400), which nobody below takes for an empty form."""
        pieces: list[bytes] = []
        while size > 0:
            piece = self._body.read(size)
            if not piece:
                raise BadRequest("the body broke off")
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)
