"""Findings become rows, with what a person decided about the reading before."""

from collections.abc import Sequence

from chungtay.documents.models import Finding, Reading
from chungtay.documents.rules import Change, FindingKind
from chungtay.documents.rules.carrying import Carried, Earlier, carry
from chungtay.documents.rules.findings import Found

_STEP = 1000  # room between two findings for the parts of a cut one


def write_findings(reading: Reading, found: Sequence[Found], before: Reading | None) -> None:
    """Write all findings of a reading. Where nothing changed, the decision and its author come along."""
    old = {row.pk: row for row in Finding.objects.filter(reading=before)} if before else {}
    earlier = [
        Earlier(row.pk, FindingKind(row.kind), row.key, row.content)
        for row in old.values()
        if not row.made_of
    ]
    carried = carry(found, earlier)
    document = reading.version.document_id
    rows = [
        _row(document, reading, position, item, fate, old.get(fate.earlier or 0))
        for position, (item, fate) in enumerate(zip(found, carried, strict=True))
    ]
    Finding.objects.bulk_create(rows)
    _make_again(list(Finding.objects.filter(reading=reading)), list(old.values()))


def _row(
    document: int, reading: Reading, position: int, item: Found, fate: Carried, earlier: Finding | None
) -> Finding:
    row = Finding(
        document_id=document,
        reading=reading,
        kind=item.kind,
        key=item.key,
        order=(position + 1) * _STEP,
        span_start=item.span[0] if item.span else None,
        span_end=item.span[1] if item.span else None,
        content=item.content,
        confidence=item.confidence,
        doubt=item.doubt,
        change=fate.change,
        previous=earlier,
    )
    if earlier is not None and fate.change == Change.SAME:
        _take_over(row, earlier)
        row.replaced = earlier.replaced
    return row


def _take_over(row: Finding, earlier: Finding) -> None:
    row.decision = earlier.decision
    row.decided_at, row.decided_by, row.decided_name = (
        earlier.decided_at,
        earlier.decided_by,
        earlier.decided_name,
    )
    if earlier.settled is not None:
        # Who answers and by when is the person's; the section is where the words stand now.
        row.settled = earlier.settled | {key: row.content[key] for key in ("section",) if key in row.content}


def _make_again(rows: list[Finding], old: list[Finding]) -> None:
    """Cut and join as a person did before, where all the pieces are still the same; else show them whole again."""
    now_called = {row.previous_id: row for row in rows if row.previous_id and row.change == Change.SAME}
    was = {row.pk: row for row in old}
    kept_whole = {row.pk: row for row in rows if row.replaced}
    made = []
    for row in old:
        originals = [now_called.get(pk) for pk in row.made_of]
        if not row.made_of or None in originals:
            continue
        sources = [source for source in originals if source is not None]
        moved = (sources[0].span_start or 0) - (was[row.made_of[0]].span_start or 0)
        again = Finding(
            document_id=row.document_id,
            reading=sources[0].reading,
            kind=row.kind,
            key=made_key([source.pk for source in sources], row.key.rsplit(".", 1)[-1]),
            order=sources[0].order + row.order % _STEP,
            span_start=None if row.span_start is None else row.span_start + moved,
            span_end=None if row.span_end is None else row.span_end + moved,
            content=row.content,
            change=Change.SAME,
            previous=row,
            made_of=[source.pk for source in sources],
        )
        _take_over(again, row)
        made.append(again)
        for source in sources:
            kept_whole.pop(source.pk, None)
    Finding.objects.bulk_create(made)
    for row in kept_whole.values():
        Finding.objects.filter(pk=row.pk).update(replaced=False)


def made_key(originals: Sequence[int], part: int | str) -> str:
    return f"made-{'+'.join(map(str, originals))}.{part}"[-40:]
