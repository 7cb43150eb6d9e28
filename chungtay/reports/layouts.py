"""A body's own layout in Word, filled from a report: its words, numbers, sections, tables and pictures.

Only what the report itself says goes into it, so that the two never say two things.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.catalogue.queries import period_said
from chungtay.files import queries as files
from chungtay.letters.rules import (
    Block,
    Filling,
    Misfit,
    Rows,
    fill_docx,
    name_of,
    number_line,
    place_and_date,
)
from chungtay.reports import queries
from chungtay.reports.models import OwnOutline, Passage, Report
from chungtay.reports.papers import blocks_of, place_of, printed_of
from chungtay.reports.queries import Draft
from chungtay.reports.rules import PassageKind, Scale, kinds, parse_outline, parts_of, printed

UNSAID = "……"  # where a number was not reported: to be filled in by hand, and never a nought
_UNITS = ("đơn vị", "nội dung")


def layout_of(report: Report) -> OwnOutline | None:
    """The layout of the body's own for reports of this kind."""
    own = queries.get_own_outline(report.agency_id, kinds()[report.kind].outline)
    return own if own is not None and own.layout_id else None


def filled(report: Report, own: OwnOutline) -> bytes:
    """The report in that layout."""
    passages = list(queries.list_passages(report))
    codes = parse_outline(queries.outline_text(report.agency_id, own.outline)).codes
    template = files.open_file(own.layout_id or 0).read_bytes()
    return fill_docx(template, _filling(report, passages, codes))[0]


def try_layout(actor: Actor, outline: str, content: bytes, *, today: date) -> tuple[bytes, list[Misfit]]:
    """What a report of this outline would be in the layout today, and what of it does not fit. Writes nothing.

    Refused where the file is no .docx. Raises NotReady while the copy of the figures is made anew.
    """
    read = parse_outline(queries.outline_text(actor.agency, outline))
    report, drafts = queries.try_outline(actor, read, outline, today=today)
    try:
        return fill_docx(content, _filling(report, [_passage(one) for one in drafts], read.codes))
    except ValueError:
        raise Refused(Problem("not_docx", "Tệp này không phải .docx đọc được.", "file")) from None


def _passage(draft: Draft) -> Passage:
    return Passage(
        key=draft.key, kind=draft.kind, level=draft.level, drafted=draft.text, numbers=draft.numbers,
        rows=draft.rows, picture=draft.picture,
    )  # fmt: skip


def _filling(report: Report, passages: Sequence[Passage], codes: frozenset[str]) -> Filling:
    shown = printed_of(passages)
    return Filling(
        {name_of(name): said for name, said in _words(report, passages, codes)},
        {name_of(name): blocks for name, blocks in (*_empty(passages), *_blocks(shown))},
        {name_of(name): rows for name, rows in _lists(shown)},
    )


def _words(report: Report, passages: Sequence[Passage], codes: frozenset[str]) -> Iterator[tuple[str, str]]:
    place = place_of(report)
    yield from (
        ("tiêu đề", report.title), ("cơ quan", report.agency.name), ("địa bàn", place),
        ("kỳ", ", ".join(period_said(period) for period in parts_of(report.period))),
        ("số văn bản", number_line(report.number, report.symbol).removeprefix("Số:").strip()),
        ("nơi, ngày", place_and_date(place, report.dated)),
        ("thẩm quyền", report.signed_as), ("người ký", report.signed_by),
    )  # fmt: skip
    values = {number["code"]: number["value"] for one in passages for number in one.numbers}
    for code in codes:
        value = Decimal(values[code]) if values.get(code) else None
        for scale in Scale:
            said = UNSAID if value is None else printed(value.scaleb(-scale.exponent))
            yield (code if scale is Scale.ONE else f"{code}|{scale}"), said


def _blocks(shown: Sequence[Passage]) -> Iterator[tuple[str, Sequence[Block]]]:
    """The whole, each section by its heading, each picture by its number, each table by its name."""
    numbered = [one.key for one in shown if one.kind == PassageKind.PICTURE]
    yield "nội dung", blocks_of(shown)
    for at, one in enumerate(shown):
        if one.kind == PassageKind.HEADING:
            section = _section(shown, at)
            yield f"mục: {one.said or one.drafted}", blocks_of(section, numbered)
        elif one.kind == PassageKind.PICTURE:
            yield f"hình {numbered.index(one.key) + 1}", blocks_of([one], numbered)
    for name, table in _tables(shown):
        yield f"bảng: {name}", blocks_of([table])[-1:]


def _empty(passages: Sequence[Passage]) -> Iterator[tuple[str, Sequence[Block]]]:
    """Sections and tables that a report may have: where it says nothing there, nothing takes their place."""
    for one in passages:
        if one.kind == PassageKind.HEADING:
            yield f"mục: {one.said or one.drafted}", []
    for name in queries.TABLES:
        yield f"bảng: {name}", []
    count = sum(one.kind == PassageKind.PICTURE for one in passages)
    for number in range(1, count + 1):
        yield f"hình {number}", []


def _section(shown: Sequence[Passage], at: int) -> list[Passage]:
    """What stands under the heading, without it."""
    found: list[Passage] = []
    for one in shown[at + 1 :]:
        if one.kind == PassageKind.HEADING and one.level <= shown[at].level:
            break
        found.append(one)
    return found


def _lists(shown: Sequence[Passage]) -> Iterator[tuple[str, Rows]]:
    for name, heads in queries.TABLES.items():
        yield name, Rows([name_of(head) for head in heads], [])
    for name, table in _tables(shown):
        heads, *rows = table.rows
        columns = [name_of(head) for head in heads]
        yield name, Rows(columns, [dict(zip(columns, row, strict=True)) for row in rows])
    written = [one.drafted.partition(": ") for one in shown if one.kind == PassageKind.WORDS]
    yield (
        "ý kiến đơn vị",
        Rows(_UNITS, [dict(zip(_UNITS, (who, said), strict=True)) for who, _colon, said in written]),
    )


def _tables(shown: Sequence[Passage]) -> Iterator[tuple[str, Passage]]:
    """Each table by its own name, or by the heading above it."""
    heading = ""
    for one in shown:
        if one.kind == PassageKind.HEADING:
            heading = one.said or one.drafted
        elif one.kind == PassageKind.TABLE:
            yield one.said or one.drafted or heading, one
