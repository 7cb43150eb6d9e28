"""My files by what is due next, opening a file, and counts without names."""

from datetime import datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest, sent, with_power
from chungtay.cases import queries, services
from chungtay.cases.forms import OpenForm
from chungtay.cases.rules import LookPurpose, PersonList, state_words
from chungtay.cases.rules import openings as ways
from chungtay.cases.words import LISTS, PURPOSES
from chungtay.journal.services import record_look
from chungtay.people import queries as people
from chungtay.people.access import note_look as note_person
from chungtay.people.queries import Alike
from chungtay.people.rules import Seen, ground_words, kinds_on, plain_number, read_born

PAGE = 25
COMING = "den"


@with_power(Power.CASES_READ)
def work(request: ActorRequest) -> HttpResponse:
    """What is due next in one's files; what comes from others; who stands on which list."""
    actor, tab = request.actor, request.GET.get("xem", "")
    listed = tab if tab in list(PersonList) else ""
    if tab == COMING:
        rows: Any = []
    elif listed:
        rows = (
            queries.list_of(actor.agency, listed, on=request.today).select_related("person").order_by("code")
        )
    else:
        rows = queries.list_work(actor, words=request.GET.get("so", ""))
    record_look(
        by=actor, now=request.now, subject=f"files:{actor.agency}", title="Danh sách hồ sơ",
        purpose=str(PURPOSES[LookPurpose.WORK]),
    )  # fmt: skip
    context = {
        "tabs": _tabs(request, tab),
        "coming": tab == COMING,
        "listed": listed,
        "arrivals": queries.list_arrivals(actor),
        "referred": queries.list_referred(actor),
        "unproven": queries.list_unproven(actor.agency, on=request.today) if listed else [],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "may_work": actor.can(Power.CASES_WORK),
    }
    return render(request, "cases/work.html", context)


def _tabs(request: ActorRequest, tab: str) -> list[dict[str, Any]]:
    waiting = queries.list_arrivals(request.actor).count() + queries.list_referred(request.actor).count()
    numbers = queries.count_lists(request.actor, on=request.today)
    known = (COMING, *PersonList)
    return [
        {"label": _("Theo hạn"), "href": "?", "current": tab not in known, "count": None},
        {"label": _("Chuyển đến"), "href": f"?xem={COMING}", "current": tab == COMING, "count": waiting},
        *(
            {"label": LISTS[name], "href": f"?xem={name}", "current": tab == name, "count": numbers[name]}
            for name in PersonList
        ),
    ]


@with_power(Power.CASES_WORK)
def open_file(request: ActorRequest) -> HttpResponse:
    """The ground first; whoever may be the same person is shown before a second record is made."""
    known = kinds_on(request.today)
    grounds = [(kind, str(ground_words(kind)["words"])) for kind in ways() if kind in known]
    states = sorted({state for row in ways().values() for state in row.get("states", ())})
    alike = _alike(request) if request.method == "POST" else []
    form = OpenForm(
        request.POST or None,
        grounds=grounds,
        states=[(state, state_words(state)) for state in states],
        people=[(one.person, name) for one, name in alike if name],
        asks=bool(alike),
    )
    opened: list[Any] = []
    if sent(request, form, lambda said: opened.append(_open(request, form, said)), _("Đã mở hồ sơ.")):
        return redirect("cases:file", opened[0].code)
    context = {"form": form, "elsewhere": [one for one, name in alike if not name]}
    return render(request, "cases/open.html", context, status=422 if request.method == "POST" else 200)


def _alike(request: ActorRequest) -> list[tuple[Alike, str]]:
    """Records that may be of the same person, with the name of those whom the actor may see."""
    told = {name: request.POST.get(name, "").strip() for name in ("name", "born", "sex", "number")}
    born = read_born(told["born"])
    if not told["name"] or born is None or not request.actor.can(Power.PEOPLE_EDIT):
        return []
    number, place = plain_number(told["number"]), request.actor.place
    sought = Seen(
        name=told["name"], born=born, sex=told["sex"], numbers=frozenset([number] if number else []),
        phones=frozenset(), communes=frozenset([place] if place else []), aliases=(), parents=(),
    )  # fmt: skip
    return [(one, _named(request, one)) for one in people.find_alike(request.actor, sought, on=request.today)]


def _named(request: ActorRequest, one: Alike) -> str:
    if not one.open:
        return ""
    person = people.get_person(request.actor, one.person)
    note_person(request, one.person, _("So xem có phải một người không"))
    return f"{person.name}, {person.birth_year}"


def _open(request: ActorRequest, form: OpenForm, said: dict[str, Any]) -> Any:
    carried = bool(ways()[said["ground"]].get("states"))
    began = said["began"] or said["on"]
    at = timezone.make_aware(datetime.combine(began if carried else said["on"], time(8)))
    return services.open_file(
        by=request.actor, now=request.now, ground=said["ground"], on=said["on"], paper=said["paper"],
        told=None if said.get("person") else form.told(), person=said.get("person") or None, at=min(at, request.now),
        state=said["state"] if carried else "", last_day=said["last_day"] if carried else None,
        parents=said["parents"],
    )  # fmt: skip


@with_power(Power.CASES_OVERSEE)
def counts(request: ActorRequest) -> HttpResponse:
    """How many files stand where in the jurisdiction, and how many have something overdue. Nobody is named."""
    found = queries.count_states(request.actor, now=request.now)
    late = queries.list_late(request.actor, now=request.now)
    context = {
        "rows": [(state_words(state), *found[state]) for state in sorted(found)],
        "all": sum(number for number, _late in found.values()),
        "late": sum(late for _number, late in found.values()),
        "page": Paginator(late, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "cases/counts.html", context)
