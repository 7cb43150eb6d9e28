"""What every view of every room relies on: the request with its actor, its moment and its day.

The only module of ``base`` that knows Django.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
ANY, NONE = "any", "none"  # what an address asks for that asks for no power: any post, or nothing


class ActorRequest(HttpRequest):
    """A request that has passed :func:`signed_in`.

    ``now`` is the one moment of the request in UTC, ``today`` its day in Việt Nam.
    """

    actor: Actor
    now: datetime
    today: date


View = Callable[Concatenate[ActorRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Let a view run for a person who holds a post today; lead anybody else to where they can go on.

    Every view of the house is ``signed_in``, ``with_power`` or listed as public in tests/house/addresses.toml.
    """
    return _guarded(view, ANY)


def with_power(power: str) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """``signed_in`` for who holds this power; to anybody else the address is not there.

    The only place where a view says which power it asks for: the map of powers and the table of addresses read it.
    """
    return lambda view: _guarded(view, str(power))


def _guarded(view: View[P], power: str) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if getattr(request, "actor", None) is None:
            return redirect("agencies:no_post")
        asked = cast(ActorRequest, request)
        if power != ANY:
            asked.actor.must(power)
        return view(asked, *args, **kwargs)

    guarded.power = power  # type: ignore[attr-defined]
    return guarded


def power_asked(view: Callable[..., object]) -> str:
    """What a view asks of who comes: a power, "any" post, or "none"."""
    return str(getattr(view, "power", NONE))


def safe_address(request: HttpRequest, address: str, otherwise: str = "/") -> str:
    """Where a form may lead back to: an address of this site, else ``otherwise``."""
    here = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if here else otherwise


def as_file(answer: Answer, name: str) -> Answer:
    """Let the browser keep an answer as a file of this name, whatever letters it has."""
    answer["Content-Disposition"] = str(content_disposition_header(True, name))
    return answer


def told(problem: Problem) -> str:
    """The sentence of a problem in the language of the page."""
    return problem.filled(gettext(problem.sentence))


def show_problems(form: forms.Form, refusal: Refused) -> None:
    """Put each problem of a refusal beside its field, or on top where it has none."""
    for problem in refusal.problems:
        form.add_error(problem.place if problem.place in form.fields else None, told(problem))


def sent(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object], done: str) -> bool:
    """Do what a form asks, whole or not at all; False leaves the form with what is wrong."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act(form.cleaned_data)
    except Refused as refusal:
        show_problems(form, refusal)
        return False
    messages.success(request, done)
    return True


def change_page(
    request: ActorRequest, form: forms.Form, title: object, *, about: str, back: str, done: str,
    act: Callable[[dict[str, Any]], object], button: str = "",
) -> HttpResponse:  # fmt: skip
    """One form on a page: send it, say what is wrong beside it, or go where ``act`` says by an address, else back."""
    onward: list[object] = []
    if request.method == "POST" and sent(request, form, lambda said: onward.append(act(said)), done):
        return redirect(onward[0] if isinstance(onward[0], str) else back)
    context = {"form": form, "title": title, "about": about, "button": button or title, "back": back}
    return render(request, "site/change.html", context, status=422 if form.errors else 200)


class DayInput(forms.DateInput):
    """The browser's own picker of a day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; the cleaned value is a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in sent if one]


class VietnameseSelect(forms.Select):
    """A select whose options are names out of the data: a screen reader of another language says them right."""

    def create_option(self, name: str, value: Any, *given: Any, **named: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *given, **named)
        if value:
            option["attrs"]["lang"] = "vi"
        return option


class PlainSelect(forms.Select):
    """A select of hundreds of options in one go: Django's own renders a template for each."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        mark = SafeString(" selected")
        rows = ((key, mark if str(key) in chosen else "", said) for key, said in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        given = flatatt({**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", given, options)
