"""For views: what is sent twice is done once, and which pages a browser may keep for a time without a network."""

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse, HttpResponseBase

from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, told
from chungtay.replays.rules import who_of
from chungtay.replays.services import Answer, do_once

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponseBase]

KEY, MADE_BY, ONCE, AGAIN, KEEP = "Idempotency-Key", "Made-By", "Once", "Once-Again", "Keep-Offline"
_FORMS = {"multipart/form-data", "application/x-www-form-urlencoded"}
_OTHER_PERSON = 412


def once(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Beneath ``signed_in`` or ``with_power``: a POST with a key is done once and always answered the same.

    Its answer says so (``Once: done`` or ``refused``), so that a browser never takes the sign-in page for
    success; a redirect becomes 200 with ``HX-Redirect``, which htmx and the queue of the browser both follow.
    Without a key the view answers as ever. ``Made-By``, when sent, must name who acts now, else 412.
    """

    @wraps(view)
    def guarded(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        key = request.headers.get(KEY, "")
        if request.method != "POST" or not key:
            return view(request, *args, **kwargs)
        if request.headers.get(MADE_BY, who := who_of(request.actor)) != who:
            return HttpResponse(status=_OTHER_PERSON)
        try:
            answer = do_once(
                by=request.actor, now=request.now, key=key, action=_action_of(request),
                work=lambda: _answer_of(view(request, *args, **kwargs)),
            )  # fmt: skip
        except Refused as refusal:
            said = "\n".join(told(problem) for problem in refusal.problems)
            answer = Answer(422, "text/plain; charset=utf-8", body=said.encode())
        return _response(answer)

    return guarded


def kept_offline(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Beneath ``signed_in``: the browser may keep this page of one's own work, until one signs out.

    Never for a page about people: what is kept lies on the machine.
    """

    @wraps(view)
    def marked(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        if request.method == "GET" and answer.status_code == 200:
            answer[KEEP] = who_of(request.actor)
        return answer

    return marked


def _action_of(request: ActorRequest) -> str:
    """SHA-256 over the address and everything sent, but for the CSRF token, which is another each time."""
    digest = sha256(request.get_full_path().encode())
    if request.content_type not in _FORMS:
        digest.update(request.body)
        return digest.hexdigest()
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    digest.update(json.dumps(fields, sort_keys=True).encode())
    for name, sent in sorted(request.FILES.lists()):
        for file in sent:
            digest.update(f"{name}:{file.name}:{file.size}".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def _answer_of(response: HttpResponseBase) -> Answer:
    if not isinstance(response, HttpResponse):
        raise TypeError("once: the view must answer a page, a redirect or JSON, no stream")
    leads_to = response.headers.get("Location", "")
    content_type = response.headers.get("Content-Type", "")
    return Answer(response.status_code, content_type, leads_to, b"" if leads_to else response.content)


def _response(answer: Answer) -> HttpResponse:
    headers: dict[str, Any] = {ONCE: "done" if answer.done else "refused"}
    if answer.leads_to:
        headers["HX-Redirect"] = answer.leads_to
    if answer.again:
        headers[AGAIN] = "true"
    status = 200 if answer.leads_to else answer.status
    return HttpResponse(answer.body, status=status, content_type=answer.content_type or None, headers=headers)
