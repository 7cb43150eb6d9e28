"""The header of a paper: kind, number, issuer, date, subject, period, who signed and who receives it."""

from collections.abc import Iterator, Sequence

from chungtay.reader.blocks import Span, Text
from chungtay.reader.contract import Carried, Citation, Header, Signer
from chungtay.reader.header.described import described_paper, page_date, posted_on
from chungtay.reader.header.issuer import complete, find_issuer
from chungtay.reader.header.letterhead import Letterhead, read_letterhead
from chungtay.reader.header.period import find_period
from chungtay.reader.header.recipients import read_recipients
from chungtay.reader.header.subject import kind_and_subject
from chungtay.reader.structure.frame import kind_of
from chungtay.reader.structure.outline import Outline
from chungtay.reader.trust.why import Why


def find_header(text: Text, outline: Outline, citations: Sequence[Citation]) -> Header:
    """The outer paper's header; for a page about a paper, the header of the paper that it describes."""
    frame = outline.frame
    letterhead = read_letterhead(text, outline)
    if not frame.titles and not letterhead.symbol:
        return _of_page(text, outline, citations)
    kind, subject = kind_and_subject(text, frame.titles[0] if frame.titles else None, letterhead)
    issuer, named = find_issuer(text, outline, letterhead)
    period, timed = find_period(text, outline, subject, kind)
    whence = {"issuer": named, "period": timed} | ({} if frame.titles else _BY_SYMBOL)
    return Header(
        kind=kind,
        number=letterhead.number,
        symbol=letterhead.symbol,
        code=letterhead.code,
        parent_body=complete(letterhead.parent, text) if letterhead.parent else None,
        issuer=issuer,
        place=letterhead.place,
        issued_on=letterhead.issued_on,
        title=subject,
        period=period,
        signers=_signers(outline),
        recipients=read_recipients(text, frame),
        carries=_carried(text, outline, letterhead),
        posted_on=page_date(text),
        why=tuple(_whys(_places(text, outline) | letterhead.places, whence)),
    )


def _of_page(text: Text, outline: Outline, citations: Sequence[Citation]) -> Header:
    described = described_paper(text, outline, citations)
    period, timed = find_period(text, outline, described.title, described.kind)
    whence = dict.fromkeys(("kind", "number", "issuer", "date", "title"), "header.page") | {"period": timed}
    return Header(
        kind=described.kind,
        number=described.number,
        symbol=described.symbol,
        code=described.code,
        issuer=described.issuer,
        issued_on=described.issued_on,
        title=described.title,
        period=period,
        signers=_signers(outline),
        recipients=read_recipients(text, outline.frame),
        posted_on=posted_on(text),
        why=tuple(_whys(_places(text, outline), whence)),
    )


# The rule for each part of the header where it is as usual.
_USUAL = {
    "kind": "header.title",
    "number": "header.number_line",
    "issuer": "header.letterhead",
    "date": "header.place_and_date",
    "title": "header.title",
    "period": "header.time_in_title",
    "signers": "header.signature",
    "recipients": "header.recipients",
}
_BY_SYMBOL = {"kind": "header.symbol", "title": "header.about"}  # a letter has no title line


def _places(text: Text, outline: Outline) -> dict[str, Span]:
    """Where each part stands: the title, the signatures, the list of recipients; "" elsewhere."""
    frame = outline.frame

    def across(first: int, last: int) -> Span:
        return text.lines[first].start, text.lines[last].end

    places: dict[str, Span] = {}
    if frame.titles:
        title = across(frame.titles[0].start, frame.titles[0].stop - 1)
        places |= {"kind": title, "title": title, "period": title}
    if frame.signatures:
        places["signers"] = across(frame.signatures[0].first, frame.signatures[-1].last)
    if frame.recipients:
        places["recipients"] = across(frame.recipients[0].start, frame.recipients[0].stop - 1)
    return places


def _whys(places: dict[str, Span], whence: dict[str, str]) -> Iterator[Why]:
    for part, usual in _USUAL.items():
        yield Why(whence.get(part, usual), places.get(part), part)


def _signers(outline: Outline) -> tuple[Signer, ...]:
    signers = [Signer(s.authority, s.position, s.name) for s in outline.frame.signatures]
    return tuple(dict.fromkeys(signers))


def _carried(text: Text, outline: Outline, letterhead: Letterhead) -> Carried | None:
    """The paper that a decision issues, where it follows in the same file."""
    for title in outline.frame.titles[1:]:
        found = kind_of(text.lines[title.start].text.strip(" *:_"))
        kind, subject = kind_and_subject(text, title, letterhead)
        if found and kind and subject:
            return Carried(kind, subject)
    return None
