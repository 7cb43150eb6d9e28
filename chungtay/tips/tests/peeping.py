"""A sender in a process of its own, who then looks for their words in the memory of the server.

``python -m chungtay.tips.tests.peeping ADDRESS PID CONTROL``: seals a tip as a browser does, sends it, comes back for it,
and prints how often the words, the receipt's halves and CONTROL (which is there) stand in the memory of the process.
"""

import base64
import json
import secrets
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

from chungtay.tips import sealing
from chungtay.tips.rules import new_receipt

BOUNDARY = "ranh-gioi-vi-du"
PIECE = 64 * 1024 * 1024  # bytes read at once
PAGE = 4096  # bytes: what the kernel gives or does not give
LOOKS = 5  # a process moves its memory while it is read: a look that misses what is there does not count


def asked(address: str, fields: dict[str, bytes], files: dict[str, bytes]) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n\r\n'.encode()
        + value
        + b"\r\n"
        for given, extra in ((fields, ""), (files, '; filename="x"'))
        for name, value in given.items()
    ]
    head = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    request = Request(address, b"".join(parts) + f"--{BOUNDARY}--\r\n".encode(), head)  # noqa: S310  a test's own server
    with urlopen(request) as answer:  # noqa: S310
        return bytes(answer.read())


def told(server: str, words: str, picture: bytes) -> sealing.Halves:
    to = json.loads(asked(f"{server}/tin-bao/", {"ask": b"keys", "subject": b"retail"}, {}))
    halves = sealing.halves_of(new_receipt(), bytes.fromhex(to["salt"]))
    public = {
        name: {int(n): bytes.fromhex(key) for n, key in to[name].items()} for name in ("desks", "recovery")
    }
    sealed = sealing.seal_tip(
        words, (picture,), receipt=halves, desks=public["desks"], recovery=public["recovery"]
    )
    envelope = {
        "mark": sealed.mark, "lookup": sealed.lookup.hex(), "sender": sealed.sender.hex(),
        "desks": {n: key.hex() for n, key in sealed.desks.items()},
        "recovery": {n: key.hex() for n, key in sealed.recovery.items()},
    }  # fmt: skip
    fields = {"ask": b"send", "subject": b"retail", "sealed": json.dumps(envelope).encode()}
    asked(f"{server}/tin-bao/", fields, {"text": sealed.words.text, "photos": sealed.words.photos[0]})
    asked(f"{server}/tin-bao/xem/", {"ask": b"thread", "finder": halves.finder.hex().encode()}, {})
    return halves


def memory_of(process: str) -> Iterator[bytes]:
    """What stands in the writable memory of a process, in pieces.

    The kernel stops a read at the first page that it cannot give, often in the middle of a piece: what lies behind is
    asked for anew.
    """
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            at, end = (int(edge, 16) for edge in line.split()[0].split("-"))
            while "rw" in line.split()[1] and at < end:
                try:
                    memory.seek(at)
                    piece = memory.read(min(PIECE, end - at))
                except (OSError, ValueError):  # given back meanwhile, or not for reading
                    piece = b""
                yield piece
                at += len(piece) or PAGE


def looked_for(sought: dict[str, bytes], process: str) -> Counter[str]:
    found = Counter[str]()
    for piece in memory_of(process):
        found.update({name: piece.count(needle) for name, needle in sought.items()})
    return found


def main() -> None:
    server, process, control = sys.argv[1:]
    words, picture = secrets.token_hex(40), secrets.token_bytes(5000)
    halves = told(server, words, picture)
    sought = {
        "words": words.encode(), "packed": base64.b64encode(words.encode()), "picture": picture[1000:1064],
        "opener": halves.opener, "opener typed": halves.opener.hex().encode(), "control": control.encode(),
    }  # fmt: skip
    looks = (looked_for(sought, process) for _ in range(LOOKS))
    found = next((look for look in looks if look["control"]), Counter[str]())
    sys.stdout.write(json.dumps({name: found[name] for name in sought}))


if __name__ == "__main__":
    main()
