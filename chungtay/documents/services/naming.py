"""What the names in a paper mean: found by aliases near its issuer, or decided by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.agencies import services as agency_services
from chungtay.agencies.rules import AgencyLevel, kind_of
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.documents.models import NameMatch, OfficialDocument
from chungtay.documents.queries import effective, findings_of, get_managed, review
from chungtay.documents.rules.findings import must_be_known, names_by_key
from chungtay.documents.rules.names import propose_level
from chungtay.documents.services.header import day_of, place_named
from chungtay.journal import services as journal
from chungtay.places import queries as places
from chungtay.places.rules import Kind


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a body that is not there yet would be opened as."""

    match: int
    name: str
    level: AgencyLevel
    place: int | None
    place_name: str


def match_names(document: OfficialDocument, reading: int) -> None:
    """Find what every name of a reading means; what a person has decided stays. Part of storing and of deciding."""
    items = [(finding.kind, effective(finding)) for finding in findings_of(reading)]
    names, wanted = names_by_key(items), must_be_known(items)
    known = {match.key: match for match in NameMatch.objects.filter(document=document)}
    open_keys = [
        key for key in names if key not in known or not (known[key].agency_id or known[key].decided_at)
    ]
    found = _resolve(document, [names[key] for key in open_keys])
    for key in open_keys:
        agency = found.get(names[key])
        if key not in known:
            left_open = agency is None and key not in wanted
            NameMatch.objects.create(
                document=document, key=key[:300], name=names[key][:300], agency_id=agency, left_open=left_open
            )
        elif agency is not None:
            NameMatch.objects.filter(pk=known[key].pk).update(agency=agency, left_open=False)
        elif known[key].left_open and key in wanted:  # a supporter that a correction has made a leader
            NameMatch.objects.filter(pk=known[key].pk).update(left_open=False)


def _resolve(document: OfficialDocument, names: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for on in (day_of(document), timezone.localdate()):
        left = [name for name in names if name not in found]
        found |= agencies.resolve(left, on=on, near=document.place_id)
    return found


@transaction.atomic
def match_name(
    *, by: Actor, now: datetime, document: int, match: int, agency: int | None = None, left_open: bool = False
) -> None:
    """A person says which agency a name in this paper means, or that it stays open. Both empty: undecided again."""
    paper = get_managed(by, document)
    row = _match(paper, match)
    if agency is not None:
        agencies.get_agency(by, agency)
    decided = agency is not None or left_open
    NameMatch.objects.filter(pk=row.pk).update(
        agency=agency,
        left_open=left_open and agency is None,
        decided_at=now if decided else None,
        decided_by=by.account if decided else None,
    )
    journal.record(
        by=by, now=now, verb="document.name_matched", subject=f"document:{paper.pk}", title=row.name,
        change={"agency": [row.agency_id, agency], "left_open": [row.left_open, left_open]},
    )  # fmt: skip


@transaction.atomic
def match_new(
    *, by: Actor, now: datetime, document: int, match: int, level: AgencyLevel | None = None
) -> int:
    """Open the agency that a name means, with the level and place that the paper suggests; returns its number.

    Refused like every opening of an agency: without the power for it, or where there is one of that name.
    """
    paper = get_managed(by, document)
    row = _match(paper, match)
    [proposal] = propose(paper, [row])
    opened = agency_services.open_agency(
        by=by,
        now=now,
        name=row.name,
        level=level or proposal.level,
        place=proposal.place,
        valid_from=min(day_of(paper), timezone.localdate(now)),
        kind=kind_of(row.name),
        ground=paper.code[:300],
        is_example=paper.is_example,
    )
    match_name(by=by, now=now, document=document, match=match, agency=opened.pk)
    return opened.pk


@transaction.atomic
def match_all_new(*, by: Actor, now: datetime, document: int) -> int:
    """Open an agency for every name that still means nothing, after the person has seen the list; returns how many.

    A name whose agency cannot be opened stays as it is; refused only if none can be.
    """
    paper = get_managed(by, document)
    shown = review(paper)
    unresolved = shown.unresolved if shown else []
    if not unresolved:
        raise Refused(Problem("no_names", _("Không còn tên cơ quan nào chưa rõ.")))
    refused: list[Problem] = []
    for row in unresolved:
        try:
            match_new(by=by, now=now, document=document, match=row.pk)
        except Refused as refusal:  # that one stays unresolved; the others need not wait for it
            refused += refusal.problems
    if len(refused) == len(unresolved):
        raise Refused(refused)
    return len(unresolved) - len(refused)


def propose(document: OfficialDocument, matches: Sequence[NameMatch]) -> list[Proposal]:
    """What the bodies behind these names of a paper would be opened as, in a constant number of queries
    but for names that carry the name of a unit ("Công an xã Mường Pồn")."""
    issuer = _level(document)
    levels = [propose_level(match.name, issuer) for match in matches]
    at = [_place(document, match.name, level, issuer) for match, level in zip(matches, levels, strict=True)]
    named = places.names_of(place for place in at if place is not None)
    return [
        Proposal(match.pk, match.name, level, place, named.get(place or 0, ""))
        for match, level, place in zip(matches, levels, at, strict=True)
    ]


def _place(document: OfficialDocument, name: str, level: AgencyLevel, issuer: AgencyLevel) -> int | None:
    if level == AgencyLevel.CENTRAL:
        return None
    return (level != issuer and place_named(document, name)) or document.place_id


def _level(document: OfficialDocument) -> AgencyLevel:
    if document.place_id is None:
        return AgencyLevel.CENTRAL
    kind = places.get_place(document.place_id).kind
    return AgencyLevel.COMMUNE if kind == Kind.VILLAGE else AgencyLevel(str(kind))


def _match(document: OfficialDocument, match: int) -> NameMatch:
    row = NameMatch.objects.filter(document=document, pk=match).first()
    if row is None:
        raise NotThere("name")
    return row
