"""Files on their way in and out of a view."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from chungtay.base.problems import Problem
from chungtay.files.limits import STOPPED
from chungtay.files.models import StoredFile
from chungtay.files.queries import open_file
from chungtay.files.rules import UNKNOWN, safe_name
from chungtay.files.services import too_large


def refused_upload(request: HttpRequest) -> Problem | None:
    """Why the upload of this request was stopped while coming in; None if it was not."""
    request.POST  # noqa: B018 - reading the form is what starts the upload
    return too_large() if getattr(request, STOPPED, False) else None


def takes_uploads(
    stopped: Callable[..., HttpResponseBase],
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let ``stopped(request, problem, …)`` answer an upload that is too large, the view every other request.

    A stopped upload may have lost its CSRF token with the rest of the form, and the person would read about a
    token instead of a size. ``stopped`` changes nothing, so it needs none; the view is protected as ever.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            problem = refused_upload(request) if request.method == "POST" else None
            if problem is not None:
                return stopped(request, problem, *args, **kwargs)
            return protected(request, *args, **kwargs)

        return answer

    return decorate


def send_file(stored: StoredFile, name: str = "") -> FileResponse:
    """A download: always an attachment and never sniffed, so that a hostile file is not run as a page of ours."""
    answer = FileResponse(
        open_file(stored.pk).open("rb"),
        as_attachment=True,
        filename=safe_name(name or stored.name),
        content_type=UNKNOWN if stored.media_type == "text/html" else stored.media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
