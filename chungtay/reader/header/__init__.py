"""The header of a paper: kind, number, issuer, date, subject, period, who signed and who receives it."""

from collections.abc import Sequence

from chungtay.reader.blocks import Text
from chungtay.reader.contract import Carried, Citation, Header, Signer
from chungtay.reader.header.described import described_paper, posted_on
from chungtay.reader.header.issuer import complete, find_issuer
from chungtay.reader.header.letterhead import Letterhead, read_letterhead
from chungtay.reader.header.period import find_period
from chungtay.reader.header.recipients import read_recipients
from chungtay.reader.header.subject import kind_and_subject
from chungtay.reader.structure.frame import kind_of
from chungtay.reader.structure.outline import Outline


def find_header(text: Text, outline: Outline, citations: Sequence[Citation]) -> Header:
    """The outer paper's header; for a page about a paper, the header of the paper that it describes."""
    frame = outline.frame
    letterhead = read_letterhead(text, outline)
    if not frame.titles and not letterhead.symbol:
        return _of_page(text, outline, citations)
    kind, subject = kind_and_subject(text, frame.titles[0] if frame.titles else None, letterhead)
    return Header(
        kind=kind,
        number=letterhead.number,
        symbol=letterhead.symbol,
        code=letterhead.code,
        parent_body=complete(letterhead.parent, text) if letterhead.parent else None,
        issuer=find_issuer(text, outline, letterhead),
        place=letterhead.place,
        issued_on=letterhead.issued_on,
        title=subject,
        period=find_period(text, outline, subject, kind),
        signers=_signers(outline),
        recipients=read_recipients(text, frame),
        carries=_carried(text, outline, letterhead),
    )


def _of_page(text: Text, outline: Outline, citations: Sequence[Citation]) -> Header:
    described = described_paper(text, outline, citations)
    return Header(
        kind=described.kind,
        number=described.number,
        symbol=described.symbol,
        code=described.code,
        issuer=described.issuer,
        issued_on=described.issued_on,
        title=described.title,
        period=find_period(text, outline, described.title, described.kind),
        signers=_signers(outline),
        recipients=read_recipients(text, outline.frame),
        posted_on=posted_on(text),
    )


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
