"""What every request gets, and how a refusal looks from outside."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from chungtay.base.problems import NotThere

Answer = Callable[[HttpRequest], HttpResponse]


class OneNow:
    """One moment per request (``request.now``, UTC) and its day in Việt Nam (``request.today``)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        request.now = now  # type: ignore[attr-defined]
        request.today = timezone.localdate(now)  # type: ignore[attr-defined]
        return self.get_response(request)


class ChosenLanguage:
    """Vietnamese, unless the person has chosen another language here.

    What a browser was installed with says little about the clerk who sits before it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", language)
        return answer


class NotKept:
    """What is about people is kept by no browser, and what only one person may see by nothing on the way to them.

    Other pages a browser may show again when one goes back: on a slow line that is half of the work.
    """

    _ABOUT_PEOPLE = frozenset({"people", "cases", "amendments", "care", "rights", "fhir", "tips"})

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if "Cache-Control" not in answer and request.user.is_authenticated:
            found = request.resolver_match
            about_people = found is not None and found.app_name in self._ABOUT_PEOPLE
            answer["Cache-Control"] = "no-store" if about_people else "private, no-cache"
        return answer


class PlainAnswers:
    """NotThere from any depth is a 404: what is not yours looks exactly like what is not there."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, NotThere):
            raise Http404
