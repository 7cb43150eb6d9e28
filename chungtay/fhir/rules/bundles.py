"""Resources together: the file of one episode, a page of a search, and what this system offers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chungtay.fhir.rules.resources import Episode, Resource, resources_of

MEDIA, ROOT = "application/fhir+json", "/api/v1/fhir"


def file_of(episode: Episode, *, base: str, now: datetime) -> Resource:
    """One episode with all that it refers to; ``base``: the address below which resources are called."""
    entries = [_entry(one, base) for one in resources_of(episode)]
    return {"resourceType": "Bundle", "type": "collection", "timestamp": now.isoformat(), "entry": entries}


def search_of(episodes: Sequence[Episode], *, base: str, links: dict[str, str], total: int) -> Resource:
    """A page of a search: the episodes match, what they refer to is included, each once."""
    matches: list[dict[str, Any]] = []
    included: dict[str, Resource] = {}
    for episode in episodes:
        match, *others = resources_of(episode)
        matches.append(_entry(match, base) | {"search": {"mode": "match"}})
        included |= {f"{one['resourceType']}/{one['id']}": one for one in others}
    entries = [*matches, *(_entry(one, base) | {"search": {"mode": "include"}} for one in included.values())]
    return {
        "resourceType": "Bundle", "type": "searchset", "total": total,
        "link": [{"relation": relation, "url": url} for relation, url in links.items()],
        **({"entry": entries} if entries else {}),
    }  # fmt: skip


def _entry(resource: Resource, base: str) -> dict[str, Any]:
    return {"fullUrl": f"{base}/{resource['resourceType']}/{resource['id']}", "resource": resource}


def capability(*, base: str, now: datetime) -> Resource:
    """What may be asked here, as FHIR wants it told."""
    said = (
        "Reading only, for the clinical posts of a treating facility and its own patients. Every request names its "
        "purpose in the header Purpose-Of-Use (v3-ActReason: TREAT, COC, PATRQT), and every look is recorded. "
        "Errors are OperationOutcomes."
    )
    interactions = [{"code": "read"}, {"code": "search-type"}]
    return {
        "resourceType": "CapabilityStatement", "status": "active", "date": now.isoformat(), "kind": "instance",
        "implementation": {"description": "Chung Tay", "url": base}, "fhirVersion": "4.0.1", "format": [MEDIA],
        "rest": [
            {
                "mode": "server", "documentation": said,
                "security": {"description": "Bearer token with the scope fhir.read"},
                "resource": [
                    {
                        "type": "EpisodeOfCare", "interaction": interactions, "versioning": "no-version",
                        "searchInclude": ["EpisodeOfCare:patient", "EpisodeOfCare:organization"],
                    }
                ],
            }
        ],
    }  # fmt: skip
