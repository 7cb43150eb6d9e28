"""What a report says by itself: figures of its period, the state of the work, what units wrote. Reads, never writes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from chungtay.base.actor import Actor
from chungtay.indicators import queries as indicators
from chungtay.plans import queries as plans
from chungtay.plans.rules import StateWord, TaskFilter
from chungtay.reports.models import Report
from chungtay.reports.rules import (
    PassageKind,
    Section,
    TaskView,
    change,
    draft,
    kinds,
    outline,
    printed,
    year_before,
)

LAST_YEAR = "@last_year"
MOST_ROWS = 60  # of a table of tasks: the whole list is a click away
AHEAD = timedelta(days=92)
_NOT_REPORTED = "chưa báo cáo"

Known = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage as the data say it; ``key`` is its place in the outline."""

    key: str
    kind: PassageKind
    text: str = ""
    level: int = 0
    numbers: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def compose(actor: Actor, report: Report, *, today: date) -> list[Draft]:
    """The whole draft, in order. Raises indicators' NotReady while the copy of the figures is made anew."""
    kind = kinds()[report.kind]
    sections = outline(kind.outline)
    codes = sorted({code for section in sections for code in section.codes})
    known = figures_of(actor, codes, report.period, report.place_id, today)
    drafts: list[Draft] = []
    for number, section in enumerate(sections):
        at = f"{number:02d}"
        drafts.append(Draft(at, PassageKind.HEADING, section.heading, section.level))
        drafts += _sentences(at, section, known)
        drafts += _measures(actor, at, section, known, report.period, today)
        drafts += _tasks(actor, at, section, report, today) if section.tasks else ()
        drafts += _targets(actor, at, report, today) if section.targets else ()
        drafts += _contributions(at, section, report) if section.asks else ()
    return drafts


def figures_of(
    actor: Actor, codes: Iterable[str], period: str, place: int | None, today: date
) -> dict[str, Decimal | None]:
    """The value of each measure in the period, and a year before under ``CODE@last_year``; None: not reported."""
    known: dict[str, Decimal | None] = {}
    for code in codes:
        asked = indicators.Asked(measure=code, periods=(year_before(period), period), place=place)
        before, now = indicators.look(actor, asked, on=today).total.figures
        known[code], known[code + LAST_YEAR] = now.value, before.value
    return known


# figures


def _sentences(at: str, section: Section, known: Known) -> Iterator[Draft]:
    for number, line in enumerate(section.lines):
        made = draft(line, known)
        numbers = [asdict(one) for one in made.numbers]
        yield Draft(f"{at}.c{number:02d}", PassageKind.SENTENCE, made.text, 0, numbers, list(made.missing))


def _measures(
    actor: Actor, at: str, section: Section, known: Known, period: str, today: date
) -> Iterator[Draft]:
    """The table of the section's measures beside last year's; what was not reported says so."""
    if not section.table:
        return
    year = int(period[:4])
    rows = [["Chỉ tiêu", "Đơn vị", str(year - 1), str(year), "So với cùng kỳ"]]
    numbers = []
    for code in section.table:
        measure = indicators.measure_of(code, today)
        now, before = known[code], known[code + LAST_YEAR]
        if now is None and before is None:  # named among what was not reported
            continue
        compared = change(now, before) if now is not None and before is not None else None
        said = [_NOT_REPORTED if value is None else printed(value) for value in (before, now)]
        rows.append([measure.name, measure.unit, *said, compared or ""])
        numbers.append({"code": code, "value": "" if now is None else str(now), "row": len(rows) - 1})
    if numbers:
        yield Draft(f"{at}.t", PassageKind.TABLE, "", 0, numbers, [], rows)


# work


def _tasks(actor: Actor, at: str, section: Section, report: Report, today: date) -> Iterator[Draft]:
    match section.tasks:
        case TaskView.SUMMARY:
            yield from _summary(actor, at, report, today)
        case TaskView.BY_PLAN:
            for row in plans.list_plans(actor, today=today):
                if row.tasks:
                    name = row.plan.title if not row.plan.code else f"{row.plan.code} ({row.plan.title})"
                    yield _counted(f"{at}.p{row.plan.pk}", f"{name}: ", actor, row.plan.pk, None, today)
        case TaskView.BY_SECTION if report.plan is not None:
            tasks = plans.list_tasks(actor, TaskFilter(plan=report.plan_id), today=today)
            shares = plans.living_shares(actor, today, report.plan)
            for part in plans.list_section_rows(report.plan, tasks, shares, today):
                heading = f"{part.section.label} {part.section.title}".strip()
                yield _counted(
                    f"{at}.s{part.section.ref}", f"{heading}: ", actor, report.plan_id, part.section.pk, today
                )
        case TaskView.LATE:
            yield from _listed(actor, at, report, StateWord.LATE, today)
        case TaskView.AHEAD:
            yield from _ahead(actor, at, report, today)


def _summary(actor: Actor, at: str, report: Report, today: date) -> Iterator[Draft]:
    if report.plan is not None:
        yield _counted(f"{at}.p", "Trong kỳ, kế hoạch có ", actor, report.plan_id, None, today)
        return
    running = [row for row in plans.list_plans(actor, today=today) if row.tasks]
    if running:
        head = f"Tổ chức thực hiện {printed(Decimal(len(running)))} kế hoạch, đề án, chương trình với "
        yield _counted(f"{at}.p", head, actor, None, None, today)


def _counted(key: str, head: str, actor: Actor, plan: int | None, section: int | None, today: date) -> Draft:
    """ "77 nhiệm vụ, trong đó 40 hoàn thành, 12 đang thực hiện, 03 quá hạn": each count opens to its list."""
    counts = plans.count_by_state(actor, TaskFilter(plan=plan, section=section), today=today)
    said = {
        "": sum(count for word, count in counts.items() if word != StateWord.CLOSED),
        StateWord.DONE: counts[StateWord.DONE],
        StateWord.IN_PROGRESS: counts[StateWord.IN_PROGRESS],
        StateWord.LATE: counts[StateWord.LATE],
    }
    words = {
        "": " nhiệm vụ",
        StateWord.DONE: " đã hoàn thành",
        StateWord.IN_PROGRESS: " đang thực hiện",
        StateWord.LATE: " quá hạn",
    }
    text, numbers = head, []
    for word, count in said.items():
        if not count and word:
            continue
        text += {"": "", StateWord.DONE: ", trong đó "}.get(word, ", ") if word else ""
        number = printed(Decimal(count))
        code = f"tasks:{plan or ''}:{section or ''}:{word}"
        numbers.append(
            {"code": code, "value": str(count), "start": len(text), "end": len(text) + len(number)}
        )
        text += number + words[word]
    return Draft(key, PassageKind.SENTENCE, f"{text}.", 0, numbers)


def _listed(actor: Actor, at: str, report: Report, word: StateWord, today: date) -> Iterator[Draft]:
    """What is late, who owes it, since when, and the last thing that was said of it: nobody's cause is invented."""
    asked = TaskFilter(state=word, plan=report.plan_id)
    tasks = list(plans.rows_for_page(plans.list_tasks(actor, asked, today=today))[: MOST_ROWS + 1])
    if not tasks:
        yield Draft(f"{at}.l", PassageKind.SENTENCE, "Không có nhiệm vụ quá hạn.")
        return
    rows = [["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]]
    for number, task in enumerate(tasks[:MOST_ROWS], 1):
        leads = ", ".join(part.agency.name for part in task.leads)
        rows.append([str(number), _short(task.text), leads, f"{task.due:%d/%m/%Y}" if task.due else ""])
    yield Draft(f"{at}.l", PassageKind.TABLE, "Nhiệm vụ quá hạn", 0, [], [], rows)


def _ahead(actor: Actor, at: str, report: Report, today: date) -> Iterator[Draft]:
    asked = TaskFilter(plan=report.plan_id, due_from=today, due_to=today + AHEAD)
    tasks = list(plans.list_tasks(actor, asked, today=today)[:12])
    for number, task in enumerate(tasks):
        yield Draft(f"{at}.a{number:02d}", PassageKind.SENTENCE, _as_sentence(task.text))


def _targets(actor: Actor, at: str, report: Report, today: date) -> Iterator[Draft]:
    """Each promise of the plan in its own words; its result is told by people where no figure is tied to it."""
    if report.plan is None:
        return
    rows = [["STT", "Chỉ tiêu của kế hoạch", "Thời hạn"]]
    for number, target in enumerate(plans.list_targets(actor, report.plan, on=today), 1):
        rows.append([str(number), _short(target.text), f"{target.due:%d/%m/%Y}" if target.due else ""])
    if len(rows) > 1:
        yield Draft(f"{at}.g", PassageKind.TABLE, "Chỉ tiêu của kế hoạch", 0, [], [], rows)


def _contributions(at: str, section: Section, report: Report) -> Iterator[Draft]:
    """What units wrote, each with who wrote it."""
    part = section.asks or ""
    for one in (
        report.contributions.filter(sent_at__isnull=False).select_related("agency").order_by("agency__name")
    ):
        said = str(getattr(one, part)).strip()
        if said:
            yield Draft(f"{at}.u{one.agency_id}", PassageKind.WORDS, f"{one.agency.name}: {said}")


def _as_sentence(words: str) -> str:
    said = _short(words).rstrip(".;")
    return f"{said[:1].upper()}{said[1:]}."


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= 300 else said[:297].rsplit(" ", 1)[0] + "…"
