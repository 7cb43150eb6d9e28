"""Keys: one's own, one's desk's, and the shares on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, show_problems, with_power
from chungtay.tips import queries, services
from chungtay.tips.access import reading_key
from chungtay.tips.forms import PassphraseForm, SharesForm
from chungtay.tips.rules import policy, subjects
from chungtay.tips.rules.languages import languages
from chungtay.tips.rules.statistics import OPEN
from chungtay.tips.words import OUTCOMES


@never_cache
@sensitive_post_parameters("passphrase", "shares")
@with_power(Power.TIPS_RECEIVE)
def keys(request: ActorRequest) -> HttpResponse:
    """Set one's passphrase, open the desk, let a colleague in or out, and recover with the custodians."""
    act, by, now = request.POST.get("act", ""), request.actor, request.now
    passphrase = PassphraseForm(request.POST if act == "passphrase" else None)
    shares = SharesForm(request.POST if act == "recover" else None)
    done = ""
    try:
        if act == "passphrase" and passphrase.is_valid():
            services.make_reader_key(by=by, now=now, passphrase=passphrase.cleaned_data["passphrase"])
            done = _("Đã đặt câu mở khóa. Không ai khác biết câu này; quên thì phải nhờ đồng nghiệp cấp lại.")
        elif act == "open":
            services.open_desk(by=by, now=now)
            done = _("Bàn tiếp nhận đã mở.")
        elif act in ("grant", "withdraw"):
            _change_grant(request, act)
            done = _("Đã ghi.")
        elif act == "recover" and shares.is_valid():
            count = services.recover(by=by, now=now, shares=shares.said())
            done = _("Đã khôi phục khóa của %(n)s tin.") % {"n": count}
    except Refused as refusal:
        show_problems(shares if act == "recover" else passphrase, refusal)
    if done:
        messages.success(request, done)
        return redirect("tips:keys")
    context = {
        "passphrase": passphrase, "shares": shares, "reader": queries.reader_of(by),
        "desk": queries.living_desk(by.post, on=request.today), "reading": reading_key(request) is not None,
        "colleagues": queries.list_colleagues(by, on=request.today), "least": policy()["reading"]["passphrase"],
    }  # fmt: skip
    wrong = passphrase.errors or shares.errors
    return render(request, "tips/keys.html", context, status=422 if wrong else 200)


def _change_grant(request: ActorRequest, act: str) -> None:
    private, account = reading_key(request), request.POST.get("account", "")
    if private is None or not account.isdecimal():
        raise NotThere("reading")
    change = services.grant_desk if act == "grant" else services.withdraw_grant
    change(by=request.actor, now=request.now, account=int(account), private=private)


@never_cache
@sensitive_post_parameters("shares")
@with_power(Power.TIPS_MANAGE)
def line(request: ActorRequest) -> HttpResponse:
    """Open the line, hand out the shares once, rehearse that they fit, renew lost ones; ``?nam=``: its figures."""
    if "nam" in request.GET:
        return _figures(request)
    act = request.POST.get("act", "")
    form = SharesForm(request.POST if act in ("drill", "renew") else None)
    context: dict[str, Any] = {"form": form, "custodians": policy()["custodians"]}
    try:
        if act == "open":
            context["shown"] = services.open_hotline(by=request.actor, now=request.now)
        elif act == "drill" and form.is_valid():
            services.drill(by=request.actor, now=request.now, shares=form.said())
            messages.success(request, _("Các mảnh khóa vẫn ghép được. Đã ghi lần diễn tập này."))
            return redirect("tips:line")
        elif act == "renew" and form.is_valid():
            context["shown"] = services.renew_shares(by=request.actor, now=request.now, shares=form.said())
    except Refused as refusal:
        show_problems(form, refusal)
    hotline = queries.get_hotline()
    context |= {
        "hotline": hotline,
        "recovery": hotline.recovery_keys.order_by("-pk").first() if hotline else None,
        "bodies": queries.bodies_that_receive(hotline, on=request.today) if hotline else [],
        "languages": languages().values(),
    }
    return render(request, "tips/line.html", context, status=422 if form.errors else 200)


def _figures(request: ActorRequest) -> HttpResponse:
    """How many tips of a year, by subject and outcome, month, area; the year of the address, else this one."""
    asked, this = request.GET["nam"], request.today.year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) <= this else this
    cuts = [_told(cut) for cut in queries.statistics(request.actor, year, on=request.today)]
    context = {"cuts": cuts, "year": year, "before": year - 1, "after": year + 1 if year < this else None}
    return render(request, "tips/figures.html", context)


def _told(cut: Any) -> dict[str, Any]:
    """A table in words; that of areas is turned, since a province has more communes than a page has columns."""
    names = {code: subject.name for code, subject in subjects().items()}
    outcomes = {OPEN: _("chưa kết thúc"), **{word.value: words for word, words in OUTCOMES.items()}}
    across: dict[str, Any] = {
        "outcome": outcomes, "month": {n: str(n) for n in range(1, 13)},
        "area": {0: _("không rõ, toàn tỉnh"), **queries.names_of_areas(cut)} if cut.name == "area" else {},
    }  # fmt: skip
    down, total = [*(names[code] for code in cut.rows), _("Cộng")], _("Cộng")
    heads = [*(across[cut.name][column] for column in cut.columns), total]
    cells = cut.cells
    if cut.name == "area":
        down, heads, cells = heads, down, tuple(zip(*cells, strict=True))
    titles = {"outcome": _("Theo kết quả"), "month": _("Theo tháng nhận"), "area": _("Theo địa bàn")}
    return {
        "name": cut.name,
        "title": titles[cut.name],
        "heads": heads,
        "rows": list(zip(down, cells, strict=True)),
    }
