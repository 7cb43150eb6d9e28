"""Reading a paper from end to end: file, cleaned text, what it says, what does not hold in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from chungtay.reader.blocks import Text
from chungtay.reader.checks import run_checks
from chungtay.reader.clean import clean
from chungtay.reader.contract import Check, Header, Reading, Source
from chungtay.reader.duties.citations import find_citations
from chungtay.reader.duties.reporting import find_reporting
from chungtay.reader.duties.tasks import find_tasks
from chungtay.reader.formats import open_document
from chungtay.reader.header import find_header
from chungtay.reader.quantities.budgets import find_budgets
from chungtay.reader.quantities.figures import find_figures
from chungtay.reader.quantities.targets import find_row_targets, find_targets
from chungtay.reader.structure.outline import find_outline
from chungtay.reader.structure.sections import headings_of, sections_among
from chungtay.reader.structure.zones import zones_of
from chungtay.reader.trust.confidence import assess
from chungtay.reader.trust.why import Passed

Progress = Callable[[str, float], None]


def read(path: Path, *, progress: Progress | None = None) -> Reading:
    """Read the file; ``progress`` is told the stage in Vietnamese and the share done, 0 to 1.

    Raises ``Unreadable`` where the file cannot be read as a document.
    """
    say = progress or _silent
    say("Mở văn bản", 0.0)
    raw = open_document(path)
    say("Làm sạch chữ", 0.4)
    text = clean(raw)
    scanned = tuple(((line.start, line.end), line.ocr) for line in text.lines if line.ocr is not None)
    source = Source(raw.name, raw.media_type, raw.sha256, len(text.text), bool(scanned), scanned)
    return read_text(text, source, progress=lambda stage, share: say(stage, 0.6 + 0.4 * share))


def read_text(text: Text, source: Source, *, progress: Progress | None = None) -> Reading:
    """What the cleaned text says."""
    say = progress or _silent
    say("Tìm bố cục", 0.0)
    outline = find_outline(text)
    zones = zones_of(text, outline)
    cited = find_citations(text, zones)
    header = find_header(text, outline, cited)
    citations = [citation for citation in cited if citation.code is None or citation.code != header.code]
    headings = headings_of(text, outline)
    say("Tìm nhiệm vụ", 0.3)
    spans, year = [citation.span for citation in cited], _year(header)
    passed: list[Passed] = []
    tasks = find_tasks(text, outline, zones, spans, year, passed)
    reporting = find_reporting(text, tasks, zones, spans, year)
    say("Tìm chỉ tiêu và số liệu", 0.6)
    targets = [*find_targets(text, headings, zones), *find_row_targets(text, tasks)]
    targets.sort(key=lambda target: target.span)
    figures = find_figures(text, headings, zones, header)
    budgets = find_budgets(text, header)
    say("Đối chiếu", 0.8)
    checks, verified = run_checks(text, header, headings, tasks, targets, figures, budgets)
    checks = [*_of_scan(checks)] if source.ocr else checks
    say("Xong", 1.0)
    reading = Reading(
        source=source,
        text=text.text,
        header=header,
        citations=tuple(citations),
        sections=tuple(sections_among(headings)),
        tasks=tuple(tasks),
        targets=tuple(targets),
        figures=tuple(figures),
        budgets=tuple(budgets),
        reporting=tuple(reporting),
        checks=tuple(checks),
        verified=verified,
        passed=tuple(passed),
    )
    return assess(reading)


def summary_of(reading: Reading) -> str:
    """A page of plain Vietnamese for the terminal."""
    header = reading.header
    lines = [
        f"{header.kind or 'Văn bản'} {header.code or header.symbol or ''}".strip(),
        header.title or "(không có trích yếu)",
        f"Cơ quan ban hành: {header.issuer or 'chưa rõ'} · Ngày: {header.issued_on or 'để trống'}",
    ]
    if reading.source.ocr:
        lines.append("Chữ được nhận dạng từ bản quét, có thể sai; xin đối chiếu với bản giấy.")
    if header.period:
        lines.append(f"Thời gian: {header.period.start or '…'} đến {header.period.end or '…'}")
    lines.append(
        f"{len(reading.sections)} mục, {len(reading.tasks)} nhiệm vụ, {len(reading.targets)} chỉ tiêu, "
        f"{len(reading.figures)} số liệu, {len(reading.budgets)} bảng kinh phí, "
        f"{len(reading.citations)} văn bản dẫn chiếu"
    )
    for task in reading.tasks:
        due = "; ".join(deadline.text for deadline in task.deadlines)
        lines.append(
            f"- {', '.join(task.lead) or '(chưa nêu cơ quan)'}: {_short(task.text)}{f' [{due}]' if due else ''}"
        )
    lines += [f"Báo cáo: {', '.join(r.who)} → {', '.join(r.to)}" for r in reading.reporting]
    lines += [f"Cần xem lại: {check.message}" for check in reading.checks]
    return "\n".join(lines)


def _of_scan(checks: Sequence[Check]) -> Iterator[Check]:
    """What may be a misread letter is a warning; "III" read as "II" is too common to be said at all."""
    return (replace(check, severity="warning") for check in checks if check.code != "numbering")


def _year(header: Header) -> int | None:
    """The one year that the paper plans; else the year of issue of a paper without a period."""
    period = header.period
    if period is None:
        return int(header.issued_on[:4]) if header.issued_on else None
    if period.start and period.end and period.start[:4] == period.end[:4]:
        return int(period.start[:4])
    return None


def _short(text: str) -> str:
    return text if len(text) <= 100 else text[:100].rsplit(" ", 1)[0] + " …"


def _silent(_stage: str, _share: float) -> None:
    """Nobody asked for progress."""
