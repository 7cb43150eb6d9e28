"""What a report says by itself: figures of its period, the state of the work, what units wrote. Reads, never writes."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from django.utils.translation import override

from chungtay.base.actor import Actor
from chungtay.indicators import queries as indicators
from chungtay.reports.models import OwnOutline, Report
from chungtay.reports.queries.drafts import NOT_REPORTED, Draft
from chungtay.reports.queries.drawing import drawn
from chungtay.reports.queries.numbers import Values, figures_of
from chungtay.reports.queries.results import TARGET_HEADS, TARGETS, areas_said, money_said, targets_said
from chungtay.reports.queries.work import LATE, LATE_HEADS, UNDONE, UNDONE_HEADS, tasks_said
from chungtay.reports.rules import (
    LAST_YEAR,
    Asks,
    Drawing,
    Insert,
    Inserted,
    Line,
    Measures,
    Outline,
    PassageKind,
    Section,
    TaskView,
    before,
    change,
    draft,
    kinds,
    parse_outline,
    printed,
    shipped_outline,
    short,
)  # fmt: skip

# Tables that a report may have or not: none of them is a fault where nothing is late.
TABLES = {LATE: LATE_HEADS, UNDONE: UNDONE_HEADS, TARGETS: TARGET_HEADS}


def outline_text(agency: int, outline: str) -> str:
    """How the body words it, else as the project ships it."""
    own = OwnOutline.objects.filter(agency=agency, outline=outline).values_list("text", flat=True).first()
    return own or shipped_outline(outline)


def compose(actor: Actor, report: Report, *, today: date, outline: Outline | None = None) -> list[Draft]:
    """The whole draft, in order; with ``outline`` as that would say it.

    A paper is Vietnamese whatever language its writer reads. Raises indicators' NotReady while the copy of the
    figures is made anew.
    """
    if outline is None:
        outline = parse_outline(outline_text(report.agency_id, kinds()[report.kind].outline))
    with override("vi"):
        known = figures_of(actor, sorted(outline.codes), report.period, report.place_id, today)
        drafts: list[Draft] = []
        for section in outline.sections:
            drafts.append(Draft(section.key, PassageKind.HEADING, section.heading, section.level))
            drafts += _parts(actor, section, report, known, today)
        return drafts


def _parts(actor: Actor, section: Section, report: Report, known: Values, today: date) -> Iterator[Draft]:
    for part in section.parts:
        key = f"{section.key}.{part.key}"
        match part:
            case Line():
                made = draft(part.clauses, known)
                numbers = [asdict(one) for one in made.numbers]
                yield Draft(key, PassageKind.SENTENCE, made.text, 0, numbers, list(made.missing))
            case Measures():
                yield from _measures(key, part, known, report.period, today)
            case Drawing():
                yield from drawn(actor, key, part, report, known, today)
            case Inserted():
                yield from _inserted(actor, key, part, report, today)


def _inserted(actor: Actor, key: str, part: Inserted, report: Report, today: date) -> Iterator[Draft]:
    match part.what:
        case TaskView():
            yield from tasks_said(actor, key, part.what, report, today)
        case Insert.TARGETS:
            yield from targets_said(actor, key, report, today)
        case Insert.MONEY:
            yield from money_said(actor, key, report, today)
        case Insert.AREAS:
            yield from areas_said(actor, key, report, today)
        case Asks():
            yield from _contributions(key, part.what, report)


def _measures(key: str, part: Measures, known: Values, period: str, today: date) -> Iterator[Draft]:
    """The measures beside those of the period before; what was not reported says so."""
    rows = [["Chỉ tiêu", "Đơn vị", short(before(period)), short(period), "So với cùng kỳ"]]
    numbers = []
    for code in part.order:
        now, then = known[code], known[code + LAST_YEAR]
        if now is None and then is None:  # named among what was not reported
            continue
        measure = indicators.measure_of(code, today)
        compared = change(now, then) if now is not None and then is not None else None
        said = [NOT_REPORTED if value is None else printed(value) for value in (then, now)]
        rows.append([measure.name, measure.unit, *said, compared or ""])
        value = "" if now is None else str(now)
        numbers.append({"code": code, "value": value, "row": len(rows) - 1, "col": 3})
    if numbers:
        yield Draft(key, PassageKind.TABLE, "", 0, numbers, [], rows)


def _contributions(key: str, part: Asks, report: Report) -> Iterator[Draft]:
    """What units wrote, each with who wrote it."""
    if report._state.adding:  # noqa: SLF001 - an outline is being tried
        return
    written = report.contributions.filter(sent_at__isnull=False).select_related("agency")
    for one in written.order_by("agency__name", "pk"):
        said = str(getattr(one, part.value)).strip()
        if said:
            yield Draft(f"{key}.u{one.agency_id}", PassageKind.WORDS, f"{one.agency.name}: {said}")
