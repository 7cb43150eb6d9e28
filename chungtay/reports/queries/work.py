"""What a report says of tasks: counts that open to their lists, each task with its result, what is not done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count

from chungtay.base.actor import Actor
from chungtay.following import queries as following
from chungtay.plans import queries as plans
from chungtay.plans.rules import ShareState, StateWord, TaskFilter
from chungtay.reports.models import Report
from chungtay.reports.queries.drafts import Draft, headed, number_at, shortened
from chungtay.reports.rules import PassageKind, TaskView, printed

LATE, LATE_HEADS = "Nhiệm vụ quá hạn", ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
UNDONE, UNDONE_HEADS = "Nhiệm vụ chưa hoàn thành", (*LATE_HEADS, "Vì sao")
MOST_ROWS = 60  # of a table of late tasks: the whole list is a click away
AHEAD = timedelta(days=92)
MOST_AHEAD = 12
_STATES = {
    StateWord.DONE: "Hoàn thành",
    StateWord.LATE: "Quá hạn",
    StateWord.SOON: "Đang thực hiện, sắp đến hạn",
    StateWord.IN_PROGRESS: "Đang thực hiện",
    StateWord.OPEN: "Chưa bắt đầu",
    StateWord.HELPING: "Phối hợp",
    StateWord.UNGIVEN: "Chưa giao cơ quan nào",
}
_COUNTED = {
    StateWord.DONE: " đã hoàn thành",
    StateWord.IN_PROGRESS: " đang thực hiện",
    StateWord.LATE: " quá hạn",
}


def tasks_said(actor: Actor, key: str, view: TaskView, report: Report, today: date) -> Iterator[Draft]:
    yield from _VIEWS[view](actor, key, report, today)


# counts


def _summary(actor: Actor, key: str, report: Report, today: date) -> Iterator[Draft]:
    if report.plan is not None:
        yield _counted(key, "Trong kỳ, kế hoạch có ", actor, report.plan_id, None, today)
        return
    running = [row for row in plans.list_plans(actor, today=today) if row.tasks]
    if running:
        head = f"Tổ chức thực hiện {printed(Decimal(len(running)))} kế hoạch, đề án, chương trình với "
        yield _counted(key, head, actor, None, None, today)


def _by_plan(actor: Actor, key: str, _report: Report, today: date) -> Iterator[Draft]:
    for row in plans.list_plans(actor, today=today):
        if row.tasks:
            name = row.plan.title if not row.plan.code else f"{row.plan.code} ({row.plan.title})"
            yield _counted(f"{key}.p{row.plan.pk}", f"{name}: ", actor, row.plan.pk, None, today)


def _by_section(actor: Actor, key: str, report: Report, today: date) -> Iterator[Draft]:
    if report.plan is None:
        return
    tasks = plans.list_tasks(actor, TaskFilter(plan=report.plan_id), today=today)
    shares = plans.living_shares(actor, today, report.plan)
    for part in plans.list_section_rows(report.plan, tasks, shares, today):
        head = headed(part.section.label, part.section.title)
        ref, section = part.section.ref, part.section.pk
        yield _counted(f"{key}.s{ref}", f"{head}: ", actor, report.plan_id, section, today)


def _counted(key: str, head: str, actor: Actor, plan: int | None, section: int | None, today: date) -> Draft:
    """ "77 nhiệm vụ, trong đó 40 đã hoàn thành, 12 đang thực hiện, 03 quá hạn": each count opens to its list."""
    counts = plans.count_by_state(actor, TaskFilter(plan=plan, section=section), today=today)
    every = sum(count for word, count in counts.items() if word != StateWord.CLOSED)
    of = f"tasks:{plan or ''}:{section or ''}:"
    text, numbers = head, []
    rows = [("", "", every, " nhiệm vụ")]
    rows += [(", ", word.value, counts[word], said) for word, said in _COUNTED.items() if counts[word]]
    for at, (comma, word, count, said) in enumerate(rows):
        text += ", trong đó " if at == 1 else comma
        number = printed(Decimal(count))
        numbers.append(number_at(f"{of}{word}", count, len(text), number))
        text += number + said
    return Draft(key, PassageKind.SENTENCE, f"{text}.", 0, numbers)


# each task


def _each(actor: Actor, key: str, report: Report, today: date) -> Iterator[Draft]:
    """A table for each section of the plan that has duties of its own, in the order of the paper."""
    if report.plan is None:
        return
    asked = TaskFilter(plan=report.plan_id, sort="plan")
    tasks = list(plans.rows_for_page(plans.list_tasks(actor, asked, today=today)))
    shares = _shares(actor, report, today)
    shown = following.derived_of([share["pk"] for own in shares.values() for share in own])
    for section in dict.fromkeys(task.section for task in tasks):
        rows, numbers = [["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Kết quả", "Minh chứng"]], []
        for task in (one for one in tasks if one.section == section):
            own = shares.get(task.pk, [])
            result, proof = _result(task, own), _proof(own, shown)
            rows.append([str(len(rows)), shortened(task.text), _leads(task), result, proof])
            numbers.append({"code": f"task:{task.pk}", "value": "", "row": len(rows) - 1, "col": 3})
        head = headed(section.label, section.title) if section else "Nhiệm vụ khác"
        yield Draft(f"{key}.{section.ref if section else ''}", PassageKind.TABLE, head, 0, numbers, [], rows)


def _shares(actor: Actor, report: Report, today: date) -> dict[int, list[dict[str, Any]]]:
    """What each doer of the plan owes and said last, by task."""
    rows = plans.living_shares(actor, today, report.plan).values(
        "pk", "task", "agency__name", "state", "done_on", "due_on", "note", "percent"
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows.annotate(papers=Count("updates__files")).order_by("agency__name", "due_on", "pk"):
        found.setdefault(row["task"], []).append(dict(row))
    return found


def _result(task: Any, shares: Sequence[dict[str, Any]]) -> str:
    said = _STATES[StateWord(task.word)]
    if task.owed > 1:
        said += f" {task.did}/{task.owed} phần việc"
    days = [share["done_on"] for share in shares if share["done_on"]]
    if task.word == StateWord.DONE and days:
        said += f", xong ngày {max(days):%d/%m/%Y}"
    return said


def _proof(shares: Sequence[dict[str, Any]], shown: dict[int, Any]) -> str:
    """What the result rests on: what figures and papers say by themselves, files, or else the doer's own words."""
    said = list(
        dict.fromkeys(shown[share["pk"]].why.rstrip(".") for share in shares if share["pk"] in shown)
    )[:2]
    if papers := sum(share["papers"] for share in shares):
        said.append(f"{printed(Decimal(papers))} tệp minh chứng")
    if not said:
        said = [f"{name}: {note}" for name, note in _notes(shares)][:1]
    return shortened("; ".join(said))


def _notes(shares: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(share["agency__name"], share["note"].strip()) for share in shares if share["note"].strip()]


# what is not done


def _late(actor: Actor, key: str, report: Report, today: date) -> Iterator[Draft]:
    """What is late, who owes it, since when: the whole list is a click away."""
    asked = TaskFilter(state=StateWord.LATE, plan=report.plan_id)
    tasks = list(plans.rows_for_page(plans.list_tasks(actor, asked, today=today))[:MOST_ROWS])
    if not tasks:
        yield Draft(key, PassageKind.SENTENCE, "Không có nhiệm vụ quá hạn.")
        return
    rows, numbers = [[*LATE_HEADS]], []
    for task in tasks:
        rows.append([str(len(rows)), shortened(task.text), _leads(task), _day(task.due)])
        numbers.append({"code": f"task:{task.pk}", "value": "", "row": len(rows) - 1, "col": 3})
    yield Draft(key, PassageKind.TABLE, LATE, 0, numbers, [], rows)


def _undone(actor: Actor, key: str, report: Report, today: date) -> Iterator[Draft]:
    """All that is not done at the end of a plan, each with why as who owes it said; nobody's cause is invented."""
    tasks = plans.rows_for_page(plans.list_tasks(actor, TaskFilter(plan=report.plan_id), today=today))
    left = [task for task in tasks if task.word not in (StateWord.DONE, StateWord.HELPING)]
    if not left:
        yield Draft(key, PassageKind.SENTENCE, "Không còn nhiệm vụ chưa hoàn thành.")
        return
    shares = _shares(actor, report, today)
    rows, numbers = [[*UNDONE_HEADS]], []
    for task in left:
        owed = [share for share in shares.get(task.pk, []) if share["state"] != ShareState.DONE]
        why = "; ".join(f"{name}: {note}" for name, note in _notes(owed)[:2]) or "cơ quan chưa nêu lý do"
        rows.append([str(len(rows)), shortened(task.text), _leads(task), _day(task.due), shortened(why)])
        numbers.append({"code": f"task:{task.pk}", "value": "", "row": len(rows) - 1, "col": 3})
    yield Draft(key, PassageKind.TABLE, UNDONE, 0, numbers, [], rows)


def _ahead(actor: Actor, key: str, report: Report, today: date) -> Iterator[Draft]:
    asked = TaskFilter(plan=report.plan_id, due_from=today, due_to=today + AHEAD)
    for task in plans.list_tasks(actor, asked, today=today)[:MOST_AHEAD]:
        yield Draft(f"{key}.{task.pk}", PassageKind.SENTENCE, _as_sentence(task.text))


def _leads(task: Any) -> str:
    return ", ".join(part.agency.name for part in task.leads)


def _day(due: date | None) -> str:
    return f"{due:%d/%m/%Y}" if due else ""


def _as_sentence(words: str) -> str:
    said = shortened(words).rstrip(".;")
    return f"{said[:1].upper()}{said[1:]}."


_VIEWS: dict[TaskView, Callable[[Actor, str, Report, date], Iterator[Draft]]] = {
    TaskView.SUMMARY: _summary,
    TaskView.BY_PLAN: _by_plan,
    TaskView.BY_SECTION: _by_section,
    TaskView.EACH: _each,
    TaskView.LATE: _late,
    TaskView.UNDONE: _undone,
    TaskView.AHEAD: _ahead,
}
