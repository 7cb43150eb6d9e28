"""The OpenRosa door: any client of the standard (ODK Collect) fetches the forms and sends what was filled in."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.web import told
from chungtay.fieldwork import queries, services
from chungtay.fieldwork.access import PhoneRequest, by_phone, opened, said
from chungtay.fieldwork.rules.openrosa import Offered, digest_of, form_list, manifest, read_submission
from chungtay.files.access import refused_upload
from chungtay.registers.rules import PLACES

XML, CSV = "text/xml; charset=utf-8", "text/csv; charset=utf-8"


@by_phone
def forms(request: PhoneRequest) -> HttpResponse:
    """What this phone may fill in."""
    offered = []
    for form in queries.forms_of(request.actor, on=request.today):
        address = _address("fieldwork:form", form.register_id, form.number)
        beside = f"{address}?phan=manifest" if queries.names_places(form) else ""
        code, title = form.register.code, form.register.title
        offered.append(Offered(code, title, str(form.number), digest_of(form.xform), address, beside))
    return HttpResponse(form_list(offered), content_type=XML)


@by_phone
def form(request: PhoneRequest, register: int, number: int) -> HttpResponse:
    """The form itself, the list of files beside it, or the file of units."""
    found = queries.get_form(request.actor, register, number)
    part = request.GET.get("phan", "")
    if not part:
        return HttpResponse(found.xform, content_type=XML)
    units = queries.places_of(request.actor, on=request.today)
    if part == PLACES:
        return HttpResponse(units, content_type=CSV)
    if part != "manifest":
        raise Http404
    address = f"{_address('fieldwork:form', register, number)}?phan={PLACES}"
    beside = [(PLACES, digest_of(units), address)] if queries.names_places(found) else []
    return HttpResponse(manifest(beside), content_type=XML)


@by_phone
def submission(request: PhoneRequest) -> HttpResponse:
    """HEAD: whether this is the place to send to. POST: a filled form with its files; 201 once it is safely here."""
    if request.method != "POST":
        answer = HttpResponse(status=204 if request.method == "HEAD" else 405)
        answer["Location"] = _address("fieldwork:submission")
        return opened(answer)
    try:
        return _receive(request)
    except Refused as refusal:
        return said(" ".join(told(problem) for problem in refusal.problems), status=422)
    except NotThere:
        return said(_("Biểu mẫu này không phải của cơ quan anh/chị, hoặc đã được thu lại."), status=404)
    except (MultiPartParserError, UnreadablePostError):
        return said(_("Đường truyền bị ngắt giữa chừng. Điện thoại sẽ gửi lại."), status=400)


def _receive(request: PhoneRequest) -> HttpResponse:
    if problem := refused_upload(request):
        return said(told(problem), status=413)
    files = {name: sent[-1] for name, sent in request.FILES.lists()}
    answers = files.pop("xml_submission_file", None)
    if answers is None:
        raise Refused(Problem("xml", "Không thấy tệp câu trả lời (xml_submission_file)."))
    filled = read_submission(answers.read())
    named = {file.name or name: file for name, file in files.items()}
    services.receive_submission(
        by=request.actor, now=request.now, submission=filled, files=named, key=request.key
    )
    return said(_("Đã nhận bản ghi."), status=201)


def _address(name: str, *args: object) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(name, args=args)}"
