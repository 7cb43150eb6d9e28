"""The page on which the posts of one person pass to another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, with_power
from chungtay.handovers.post_forms import PassOnForm
from chungtay.handovers.queries.posts import list_going, list_passable
from chungtay.handovers.services.posts import Successor, pass_on_posts


@never_cache  # a new account's first password is shown once
@with_power(Power.AGENCIES_MANAGE)
def pass_on(request: ActorRequest, account: int) -> HttpResponse:
    held = list_passable(request.actor, account, on=request.today)
    posts = [(row.pk, f"{row.post.name}, {row.post.agency.name}") for row in held]
    form = PassOnForm(request.POST or None, posts=posts, initial={"on": request.today})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        to = Successor(said["username"], said["name"].strip())
        try:
            successor, first = pass_on_posts(
                by=request.actor, now=request.now, account=account, holdings=said["holdings"], to=to,
                on=said["on"], ground=said["ground"],
            )  # fmt: skip
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            if first:
                return render(request, "handovers/passed_on.html", {"account": successor, "password": first})
            messages.success(request, _("Đã bàn giao; hai người đều được báo."))
            return redirect("agencies:account", successor.pk)
    context = {
        "form": form,
        "account": agencies.get_account(request.actor, account),
        "going": [{"held": row, "rows": list_going(request.actor, row, today=request.today)} for row in held],
    }
    return render(request, "handovers/pass_on.html", context, status=422 if form.errors else 200)
