"""What every view of every room relies on: the request with its actor, its moment and its day.

The only module of ``base`` that knows Django.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused

P = ParamSpec("P")


class ActorRequest(HttpRequest):
    """A request that has passed :func:`signed_in`.

    ``now`` is the one moment of the request in UTC, ``today`` its day in Việt Nam.
    """

    actor: Actor
    now: datetime
    today: date


def signed_in(view: Callable[Concatenate[ActorRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view run for a person who holds a post today; lead anybody else to where they can go on.

    Every view of the house is either ``signed_in`` or listed as public in tests/house/addresses.toml.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if getattr(request, "actor", None) is None:
            return redirect("agencies:no_post")
        return view(cast(ActorRequest, request), *args, **kwargs)

    return guarded


def safe_address(request: HttpRequest, address: str, otherwise: str = "/") -> str:
    """Where a form may lead back to: an address of this site, else ``otherwise``."""
    here = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if here else otherwise


def told(problem: Problem) -> str:
    """The sentence of a problem in the language of the page."""
    return problem.filled(gettext(problem.sentence))


def show_problems(form: forms.Form, refusal: Refused) -> None:
    """Put each problem of a refusal beside its field, or on top where it has none."""
    for problem in refusal.problems:
        form.add_error(problem.place if problem.place in form.fields else None, told(problem))
