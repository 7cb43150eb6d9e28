"""What the script of the public pages asks: whom to seal to, keep this, what lies under this half of a receipt.

The addresses are those of the pages; ``ask`` in the form says what is asked. Nothing that comes here can be read here.
"""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.web import told
from chungtay.tips import queries, sealing, services
from chungtay.tips.access import TOO_MUCH, padded
from chungtay.tips.rules import (
    KeysChanged,
    Parcel,
    Side,
    check_parcel,
    has_worked,
    policy,
    read_envelope,
)
from chungtay.tips.sealing import Halves
from chungtay.tips.words import hour_words, state_words

Hotline = Any  # a row; views know no models
TOO_LARGE = Problem(
    "too_much", "Các ảnh cộng lại quá lớn nên chưa gửi được. Hãy bớt ảnh hoặc chụp lại ở cỡ nhỏ hơn."
)


def answer(
    request: HttpRequest, hotline: Hotline, asks: dict[str, Callable[..., HttpResponse]]
) -> HttpResponse:
    """What is asked, or what is wrong with it in plain sentences."""
    try:
        return asks[request.POST["ask"]](request, hotline)
    except KeyError:
        return _problems(Refused(Problem("no_ask", "Trình duyệt đã hỏi điều không có ở đây.")))
    except Refused as refusal:
        return _problems(refusal)
    except NotThere:
        return _problems(Refused(Problem("receipt_wrong", "Không có tin nào ứng với mã này.")))


def seal_to(request: HttpRequest, hotline: Hotline) -> HttpResponse:
    """The keys of those who receive such a tip now."""
    return _keys(hotline, _about(request), 200)


def keep(request: HttpRequest, hotline: Hotline) -> HttpResponse:
    """A whole tip that the browser has sealed; 409 with the keys of today where they are others by now."""
    said, words = _about(request), _parcel(request)
    envelope = read_envelope(_json(request.POST.get("sealed", "")), words)
    task = request.POST.get("task", "")
    known = task in queries.tasks_of(timezone.now())
    worked = known and has_worked(task, envelope.mark, request.POST.get("nonce", ""))
    try:
        services.keep_tip(now=timezone.now(), hotline=hotline, said=said, envelope=envelope, worked=worked)
    except KeysChanged:
        return _keys(hotline, said, 409)
    return JsonResponse({"kept": True}, status=201)


def thread(request: HttpRequest, hotline: Hotline) -> HttpResponse:
    """What lies under half a receipt, locked; where nothing lies, something that does not open and is as long."""
    found = queries.find(_finder(request))
    shown = {
        "mark": found.shown.mark,
        "sender": found.sender.hex(),
        "state": state_words(found.shown),
        "next": 1 + max((message.n for message, _photos in found.messages), default=0),
        "lines": [
            {
                "n": message.n,
                "side": message.side,
                "who": f"{_who(message.side)}, {hour_words(message.hour)}",
                "locked": bytes(message.locked).hex(),
                "photos": _counted(len(pictures)),
            }
            for message, pictures in found.messages
        ],
    }
    return padded(JsonResponse(shown))


def add(request: HttpRequest, hotline: Hotline) -> HttpResponse:
    n = request.POST.get("n", "")
    words = _parcel(request)
    services.keep_words(
        now=timezone.now(),
        halves=_finder(request),
        n=int(n) if n.isdecimal() and len(n) < 6 else 0,
        words=words,
    )
    return JsonResponse({"kept": True}, status=201)


SENDING = {"keys": seal_to, "send": keep}
COMING_BACK = {"thread": thread, "add": add}


def _keys(hotline: Hotline, said: services.About, status: int) -> HttpResponse:
    to = services.receivers_of(now=timezone.now(), hotline=hotline, said=said)
    shown = {
        "desks": {number: key.hex() for number, key in to.desks.items()},
        "recovery": {number: key.hex() for number, key in to.recovery.items()},
        "salt": bytes(hotline.salt).hex(),
        "rounds": sealing.ROUNDS,
        "task": queries.tasks_of(timezone.now())[0],
        "bits": policy()["flood"]["bits"],
    }
    return JsonResponse(shown, status=status)


def _about(request: HttpRequest) -> services.About:
    return services.About(
        request.POST.get("subject", ""), _number(request, "commune"), _number(request, "about")
    )


def _number(request: HttpRequest, name: str) -> int | None:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 12 else None


def _parcel(request: HttpRequest) -> Parcel:
    if getattr(request, TOO_MUCH, False):
        raise Refused(TOO_LARGE)
    text = request.FILES.get("text")
    parcel = Parcel(
        text.read() if text else b"", tuple(photo.read() for photo in request.FILES.getlist("photos"))
    )
    if problems := check_parcel(parcel):
        raise Refused(problems)
    return parcel


def _finder(request: HttpRequest) -> Halves:
    try:
        return Halves(bytes.fromhex(request.POST.get("finder", "")), b"")
    except ValueError:
        return Halves(b"", b"")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _who(side: str) -> str:
    return _("Cơ quan tiếp nhận") if side == Side.OFFICE else _("Người gửi")


def _counted(photos: int) -> str:
    return _("Số ảnh đã gửi: %(n)s") % {"n": photos} if photos else ""


def _problems(refusal: Refused) -> HttpResponse:
    return JsonResponse({"problems": [told(problem) for problem in refusal.problems]}, status=422)
