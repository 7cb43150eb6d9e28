"""What the rooms above are given of a reviewed paper."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from chungtay.agencies.rules import name_key
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.documents.models import Finding, NameMatch, OfficialDocument, Reading
from chungtay.documents.queries.findings import count_progress, effective, taken
from chungtay.documents.queries.papers import current_reading, get_paper
from chungtay.documents.rules.findings import FindingKind, names_by_key, whole_date
from chungtay.documents.rules.reviewed import (
    FoundBudget,
    FoundCitation,
    FoundReport,
    FoundSection,
    FoundTarget,
    FoundTask,
    Reviewed,
    SourceWords,
    Span,
)


def reviewed(actor: Actor, document_id: int) -> Reviewed:
    """The accepted and corrected findings of a paper, names resolved. NotThere also while nothing has been read."""
    document = get_paper(actor, document_id)
    reading = current_reading(document.pk)
    if reading is None or reading.result is None:
        raise NotThere("reading")
    findings = list(taken(reading.pk))
    matches = list(NameMatch.objects.filter(document=document))
    meant = {match.key: match.agency_id for match in matches if match.agency_id is not None}
    left_open = {match.key for match in matches if match.left_open}
    used = names_by_key((finding.kind, effective(finding)) for finding in findings)
    decided, total = count_progress(reading.pk)
    of_kind = {kind: [finding for finding in findings if finding.kind == kind] for kind in FindingKind}
    return Reviewed(
        **_header(document),
        version=reading.version.n,
        sections=tuple(_sections(reading)),
        tasks=tuple(_task(finding, meant) for finding in of_kind[FindingKind.TASK]),
        targets=tuple(_target(finding) for finding in of_kind[FindingKind.TARGET]),
        budgets=tuple(_budget(finding) for finding in of_kind[FindingKind.BUDGET]),
        reports=tuple(_report(finding, meant) for finding in of_kind[FindingKind.REPORTING]),
        citations=tuple(_citation(finding) for finding in of_kind[FindingKind.CITATION]),
        undecided=total - decided,
        unresolved=tuple(name for key, name in used.items() if key not in meant and key not in left_open),
    )


def source_words(document_id: int, version: int, span: Span, around: int = 400) -> SourceWords:
    """The words at a span of one version, with up to ``around`` characters before and after.

    The caller has already fetched, for its actor, what came from them.
    """
    readings = Reading.objects.filter(
        version__document=document_id, version__n=version, stored_at__isnull=False
    )
    result = readings.order_by("-pk").values_list("result", flat=True).first()
    if result is None:
        raise NotThere("reading")
    text: str = result["text"]
    start, end = max(0, span[0]), min(len(text), span[1])
    return SourceWords(text[max(0, start - around) : start], text[start:end], text[end : end + around])


def _header(document: OfficialDocument) -> dict[str, Any]:
    return {
        "document": document.pk,
        "kind": document.kind or None,
        "code": document.code or None,
        "symbol": document.symbol or None,
        "title": document.title,
        "issuer_name": document.issuer_name,
        "issuer": document.issuer_id,
        "issued_on": document.issued_on,
        "issued_text": document.issued_text,
        "period_from": document.period_from,
        "period_to": document.period_to,
        "vision": document.vision,
    }


def _sections(reading: Reading) -> Iterator[FoundSection]:
    for row in (reading.result or {}).get("sections", []):
        yield FoundSection(row["id"], row["label"] or "", row["title"] or "", row["depth"], row["parent"])


def _span(finding: Finding) -> Span:
    return (finding.span_start or 0, finding.span_end or 0)


def _agencies(names: list[str], meant: dict[str, int]) -> tuple[int, ...]:
    ids = [meant[key] for name in names if (key := name_key(name)) in meant]
    return tuple(dict.fromkeys(ids))


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _task(finding: Finding, meant: dict[str, int]) -> FoundTask:
    said = effective(finding)
    return FoundTask(
        finding=finding.pk,
        text=said["text"],
        section=said.get("section"),
        leads=_agencies(said["lead"], meant),
        supports=_agencies(said["support"], meant),
        lead_names=tuple(said["lead"]),
        support_names=tuple(said["support"]),
        deadlines=tuple(said["deadlines"]),
        span=_span(finding),
    )


def _target(finding: Finding) -> FoundTarget:
    said = effective(finding)
    return FoundTarget(
        finding=finding.pk,
        text=said["text"],
        section=said.get("section"),
        relation=said["relation"],
        value=_decimal(said["value"]),
        value_max=_decimal(said["value_max"]),
        unit=said["unit"] or "",
        due=whole_date(said["due"]),
        baseline_year=said["baseline_year"],
        per=said["per"],
        span=_span(finding),
    )


def _budget(finding: Finding) -> FoundBudget:
    said = effective(finding)
    return FoundBudget(
        finding=finding.pk,
        title=said["title"] or "",
        unit=said["unit"] or "",
        columns=tuple(said["columns"]),
        rows=tuple(said["rows"]),
        total=_decimal(said["total"]),
        span=_span(finding),
    )


def _report(finding: Finding, meant: dict[str, int]) -> FoundReport:
    said = effective(finding)
    return FoundReport(
        finding=finding.pk,
        text=said["text"],
        who=_agencies(said["who"], meant),
        to=_agencies(said["to"], meant),
        via=_agencies(said["via"], meant),
        who_names=tuple(said["who"]),
        to_names=tuple(said["to"]),
        via_names=tuple(said["via"]),
        every=tuple(said["every"]),
        by=whole_date(said["by"]),
        periodic=said["periodic"],
        on_request=said["on_request"],
        span=_span(finding),
    )


def _citation(finding: Finding) -> FoundCitation:
    said = effective(finding)
    return FoundCitation(
        code=said["code"],
        kind=said["kind"],
        date=whole_date(said["date"]),
        issuer=said["issuer"],
        role=said["role"],
        span=_span(finding),
    )
