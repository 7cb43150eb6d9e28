"""Reading for a quarter of an hour, and uploads that never touch a disk.

A reader's private key is unlocked by their passphrase and kept for some minutes in two halves: locked in the session,
its key in a cookie. A copy of the database opens nothing without the browser, a cookie nothing without the session.
"""

import base64
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from chungtay.base.web import ActorRequest
from chungtay.tips import sealing
from chungtay.tips.rules import policy

COOKIE, KEPT = "doc-tin", "tips_reading"
_AROUND = 256 * 1024  # boundaries and the other fields of a form


def begin_reading(request: ActorRequest, answer: HttpResponse, private: bytes) -> None:
    key, minutes = sealing.new_key(), policy()["reading"]["minutes"]
    locked = sealing.lock(private, key, place=_place(request))
    until = request.now + timedelta(minutes=minutes)
    request.session[KEPT] = {"locked": base64.b64encode(locked).decode(), "until": until.isoformat()}
    answer.set_cookie(
        COOKIE, base64.urlsafe_b64encode(key).decode(), max_age=minutes * 60, httponly=True, samesite="Strict",
        secure=request.is_secure(),
    )  # fmt: skip


def end_reading(request: ActorRequest, answer: HttpResponse) -> None:
    request.session.pop(KEPT, None)
    answer.delete_cookie(COOKIE, samesite="Strict")


def reading_key(request: ActorRequest) -> bytes | None:
    """One's private key while one reads; None when the minutes are over or the halves do not fit."""
    kept = request.session.get(KEPT)
    if kept is None or datetime.fromisoformat(kept["until"]) <= request.now:
        return None
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        return sealing.unlock(base64.b64decode(kept["locked"]), key, place=_place(request))
    except (sealing.Closed, ValueError):
        return None


def _place(request: ActorRequest) -> str:
    return f"reading:{request.actor.account}"


class InMemory(MemoryFileUploadHandler):
    """Photos of one request, in memory to the end: a temporary file would be a readable copy."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> "tuple[QueryDict, MultiValueDict[str, UploadedFile[Any]]] | None":
        limits = policy()["content"]
        self.activated = content_length <= limits["photos"] * limits["photo_bytes"] + _AROUND
        if self.activated:
            return None
        setattr(self.request, TOO_MUCH, True)
        return QueryDict(encoding=encoding), MultiValueDict()


TOO_MUCH = "tips_too_much"
PADDED = 32 * 1024
BEAT = 0.025  # seconds; more than looking up any receipt takes on a quiet machine


_ON_A_BEAT = "tips_on_a_beat"


def padded(answer: HttpResponse) -> HttpResponse:
    """As long as any other, not packed, and sent on a beat: who listens on the line learns nothing."""
    answer.content += b" " * (-len(answer.content) % PADDED)
    answer["Content-Encoding"] = "identity"
    setattr(answer, _ON_A_BEAT, True)
    return answer


class OnABeat:
    """Middleware, outside of every other: what was padded leaves on a beat, once all else has been done to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        arrived = time.monotonic()
        answer = self.get_response(request)
        if getattr(answer, _ON_A_BEAT, False):
            time.sleep(BEAT - (time.monotonic() - arrived) % BEAT)
        return answer


def nameless(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for somebody whom nobody is to know: no cookie, so no token of one; nothing kept by browser or proxy."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            request.upload_handlers = [InMemory(request)]
        answer = view(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return answered


def in_memory(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of somebody who is known, with what nobody may find on a disk: read into memory before its token is asked.

    What is too much loses its token with the rest of the form; the view says so and takes nothing.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            request.upload_handlers = [InMemory(request)]
            if too_much(request):
                return view(request, *args, **kwargs)
        return protected(request, *args, **kwargs)

    return answered


def too_much(request: HttpRequest) -> bool:
    """Whether more was sent than a tip may hold; nothing of it is kept."""
    request.POST  # noqa: B018 - reading the form is what starts the upload
    return bool(getattr(request, TOO_MUCH, False))
