"""A page of its own for a person to check a reading: the text with its marks, what was found beside it."""

from collections import defaultdict
from collections.abc import Iterable
from html import escape

from chungtay.reader.blocks import Span
from chungtay.reader.contract import Deadline, Reading

_STYLE = """
:root { color-scheme: light; font-family: "Noto Sans", "Segoe UI", system-ui, sans-serif; line-height: 1.55; }
body { margin: 0; display: grid; grid-template-columns: minmax(0, 3fr) minmax(20rem, 2fr); }
main, aside { padding: 1.5rem; box-sizing: border-box; height: 100vh; overflow: auto; }
aside { background: #f6f7f9; border-left: 1px solid #d5d9e0; }
main p { margin: 0 0 .55rem; white-space: pre-wrap; }
h1 { font-size: 1.2rem; } h2 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .15rem .8rem; margin: 0; }
dt { color: #596273; } dd { margin: 0; }
ol { padding-left: 1.6rem; } li { margin-bottom: .5rem; } a { color: inherit; }
.task { background: #e3f0ff; } .heading { font-weight: 600; }
.target { background: #e2f6e5; } .figure { background: #f1ecfb; }
.citation { text-decoration: underline dotted; } .deadline { background: #ffe6b8; } .check { background: #ffd9d6; }
.reporting { border-bottom: 2px solid #b07a00; } .quiet { color: #596273; }
:target { outline: 2px solid #1f6feb; }
@media (max-width: 60rem) { body { display: block; } main, aside { height: auto; } }
"""


def page_of(reading: Reading) -> str:
    """The whole page; it needs no other file and runs no script."""
    title = escape(reading.header.title or reading.source.name)
    return (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><main>{_marked(reading)}</main>\n<aside>{_found(reading)}</aside></body></html>\n"
    )


def _marks(reading: Reading) -> list[tuple[Span, str, str]]:
    """Span, class and, where the page links to it, the id."""
    marks = [(section.heading, "heading", section.id) for section in reading.sections]
    marks += [(task.span, "task", f"task{n}") for n, task in enumerate(reading.tasks, 1)]
    marks += [(deadline.span, "deadline", "") for task in reading.tasks for deadline in task.deadlines]
    marks += [(citation.span, "citation", "") for citation in reading.citations]
    marks += [(target.span, "target", f"target{n}") for n, target in enumerate(reading.targets, 1)]
    marks += [(figure.span, "figure", "") for figure in reading.figures]
    marks += [(duty.span, "reporting", f"report{n}") for n, duty in enumerate(reading.reporting, 1)]
    marks += [
        (span, "check", f"check{n}") for n, check in enumerate(reading.checks, 1) for span in check.spans[:1]
    ]
    return [mark for mark in marks if mark[0][0] < mark[0][1]]


def _marked(reading: Reading) -> str:
    """The text cut at every beginning and end of a mark, so that marks may overlap."""
    marks = _marks(reading)
    ids: dict[int, list[str]] = defaultdict(list)
    opens: dict[int, list[str]] = defaultdict(list)
    closes: dict[int, list[str]] = defaultdict(list)
    for (start, end), name, identity in marks:
        opens[start].append(name)
        closes[end].append(name)
        if identity:
            ids[start].append(identity)
    paragraphs: list[str] = []
    active: list[str] = []
    offset = 0
    for paragraph in reading.text.split("\n"):
        cuts = sorted(
            {offset, offset + len(paragraph), *_within([*opens, *closes], offset, offset + len(paragraph))}
        )
        pieces: list[str] = []
        for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
            for name in closes.get(start, ()):
                active.remove(name)
            active += opens.get(start, ())
            anchors = "".join(f'<a id="{identity}"></a>' for identity in ids.get(start, ()))
            words = escape(reading.text[start:end])
            classes = " ".join(sorted(set(active)))
            pieces.append(
                anchors + (f'<span class="{classes}">{words}</span>' if classes and words else words)
            )
        paragraphs.append(f"<p>{''.join(pieces)}</p>")
        offset += len(paragraph) + 1
    return "\n".join(paragraphs)


def _within(places: Iterable[int], start: int, end: int) -> list[int]:
    return [place for place in places if start <= place <= end]


def _found(reading: Reading) -> str:
    header = reading.header
    period = header.period
    facts = {
        "Loại": header.kind,
        "Số, ký hiệu": header.code or header.symbol,
        "Cơ quan": header.issuer,
        "Nơi, ngày": ", ".join(filter(None, (header.place, header.issued_on))),
        "Thời gian": f"{period.start or '…'} – {period.end or '…'}" if period else None,
        "Người ký": "; ".join(
            " ".join(filter(None, (s.authority, s.position, s.name))) for s in header.signers
        ),
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value or '—')}</dd>" for name, value in facts.items())
    return (
        f"<h1>{escape(header.title or reading.source.name)}</h1><dl>{rows}</dl>"
        + _list(
            "Cần xem lại", ((f"check{n}", check.message, "") for n, check in enumerate(reading.checks, 1))
        )
        + _list(
            "Nhiệm vụ",
            (
                (f"task{n}", _roles(t.lead, t.support), _due(t.deadlines) + _short(t.text))
                for n, t in enumerate(reading.tasks, 1)
            ),
        )
        + _list(
            "Báo cáo",
            (
                (
                    f"report{n}",
                    f"{', '.join(r.who)} → {', '.join(r.to)}",
                    "; ".join(filter(None, (*r.every, r.by))),
                )
                for n, r in enumerate(reading.reporting, 1)
            ),
        )
        + _list(
            "Chỉ tiêu",
            (
                (
                    f"target{n}",
                    f"{t.relation} {t.value if t.value is not None else ''} {t.unit or ''}",
                    _short(t.text),
                )
                for n, t in enumerate(reading.targets, 1)
            ),
        )
        + _list("Mục", ((section.id, f"{section.label} {section.title}", "") for section in reading.sections))
    )


def _list(title: str, items: Iterable[tuple[str, str, str]]) -> str:
    entries = [
        f'<li><a href="#{identity}">{escape(words)}</a><br><span class="quiet">{escape(more)}</span></li>'
        for identity, words, more in items
    ]
    return f"<h2>{title} ({len(entries)})</h2><ol>{''.join(entries)}</ol>" if entries else ""


def _roles(lead: tuple[str, ...], support: tuple[str, ...]) -> str:
    led = ", ".join(lead) or "(chưa nêu cơ quan)"
    return f"{led}; phối hợp: {', '.join(support)}" if support else led


def _due(deadlines: tuple[Deadline, ...]) -> str:
    return "".join(f"[{deadline.text}] " for deadline in deadlines)


def _short(text: str) -> str:
    return text if len(text) <= 140 else text[:140].rsplit(" ", 1)[0] + " …"
