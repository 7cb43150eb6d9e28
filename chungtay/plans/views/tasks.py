"""The task list, its .xlsx, and one task."""

from io import BytesIO
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chungtay.base.problems import NotThere
from chungtay.base.sheets import XLSX
from chungtay.base.web import ActorRequest, as_file, signed_in
from chungtay.budgets import queries as budgets
from chungtay.documents import queries as documents
from chungtay.plans import queries
from chungtay.plans.forms import TaskFilterForm
from chungtay.plans.rules import AssignmentRole, StateWord, TaskFilter, may_report
from chungtay.plans.views.chips import chips_of, counted, tabs_of
from chungtay.plans.views.sheet import write_tasks
from chungtay.plans.views.turns import turns_of
from chungtay.replays.access import kept_offline

PAGE = 50
LEADS = 3  # bodies named in a row of the list; of the others their number
HISTORY = 12  # lines shown before "older"
SHEET_LIMIT = 20_000  # rows of one .xlsx; above it the sheet says so


@signed_in
def tasks(request: ActorRequest) -> HttpResponse:
    form, asked = _asked(request)
    found = queries.list_tasks(request.actor, asked, today=request.today)
    counts = queries.count_by_state(request.actor, asked, today=request.today)
    paginator = Paginator(found, PAGE)
    if asked.state != StateWord.CLOSED:
        paginator.count = counted(counts, asked)  # the tabs have counted already
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.rows_for_page(cast("QuerySet[Any]", page.object_list), leads_shown=LEADS),
        "tabs": tabs_of(request, asked, counts),
        "chips": chips_of(request, form, asked),
        "query": request.GET.urlencode(),
    }
    return render(request, "plans/tasks.html", context)


@signed_in
def export(request: ActorRequest) -> HttpResponse:
    """Exactly what the list shows under the same address, all its pages."""
    form, asked = _asked(request)
    found = queries.rows_for_page(queries.list_tasks(request.actor, asked, today=request.today))
    book = BytesIO()
    said = [chip["label"] for chip in chips_of(request, form, asked)]
    if found.count() > SHEET_LIMIT:
        said.append(_("chỉ có %(n)s dòng đầu; hãy lọc bớt để tải đủ") % {"n": SHEET_LIMIT})
    write_tasks(book, found[:SHEET_LIMIT], said=said, actor=request.actor, now=request.now)
    return as_file(
        HttpResponse(book.getvalue(), content_type=XLSX), f"nhiem-vu-{request.today:%Y-%m-%d}.xlsx"
    )


def _asked(request: ActorRequest) -> tuple[TaskFilterForm, TaskFilter]:
    """The form with what this actor may choose from, and what was asked."""
    form = TaskFilterForm(request.GET, queries.list_choices(request.actor, today=request.today))
    return form, form.asked()


@signed_in
@kept_offline
def task(request: ActorRequest, task: int) -> HttpResponse:
    actor, today = request.actor, request.today
    shown = queries.get_task(actor, task, on=today)
    parts: dict[str, list[Any]] = {role.value: [] for role in AssignmentRole}
    for part in queries.list_parts(shown):
        parts[part.role].append(part)
    turns = turns_of(queries.list_occurrences(actor, shown, on=today), today)
    history = queries.history_of_task(actor, shown, on=today)
    context = {
        "task": shown,
        "parts": parts,
        "turns": turns,
        "mine": {
            share.pk for turn in turns.now for share in turn.seen if may_report(actor, doer=share.agency_id)
        },
        "source": _source(shown),
        "reads": documents.may_read(actor, shown.plan.document_id),
        "money": budgets.list_lines(actor, on=today, lines=queries.lines_of(shown)),
        "history": history[:HISTORY],
        "older": history[HISTORY:],
        "oversees": queries.oversees(actor, shown.plan, on=today),
        "manages": queries.manages(actor, shown.plan, on=today),
    }
    return render(request, "plans/task.html", context)


def _source(task: Any) -> Any:
    """The words of the paper around the task; None for a task added by hand or a paper that is gone."""
    if task.source is None:
        return None
    try:
        span = (task.source_start, task.source_end)
        return documents.source_words(task.plan.document_id, task.source_version, span)
    except NotThere:
        return None
