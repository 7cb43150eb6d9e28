"""Files that stand or fall with what they came with."""

from collections.abc import Iterable
from typing import Any

from chungtay.base.web import ActorRequest
from chungtay.files import services as files


def kept(request: ActorRequest, attached: Iterable[Any]) -> list[int]:
    return [
        files.keep(by=request.actor, now=request.now, name=one.name, chunks=one.chunks()).pk
        for one in attached
    ]
