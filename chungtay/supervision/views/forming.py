"""One form on a page, and files that stand or fall with what they came with."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems
from chungtay.files import services as files


def sent(request: ActorRequest, form: forms.Form, act: Callable[[dict[str, Any]], object], done: str) -> bool:
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


def kept(request: ActorRequest, attached: Iterable[Any]) -> list[int]:
    return [
        files.keep(by=request.actor, now=request.now, name=one.name, chunks=one.chunks()).pk
        for one in attached
    ]


def form_page(
    request: ActorRequest, form: forms.Form, act: Callable[[dict[str, Any]], str], **words: str
) -> HttpResponse:
    """A page with one form; ``act`` answers where to go on. ``words``: title, about, button, back, done."""
    onward: list[str] = []
    if request.method == "POST" and sent(request, form, lambda said: onward.append(act(said)), words["done"]):
        return redirect(onward[0])
    return render(request, "site/change.html", {"form": form, **words}, status=422 if form.errors else 200)
