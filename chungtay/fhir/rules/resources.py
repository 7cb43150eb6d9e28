"""The resources of one episode: EpisodeOfCare, Patient, Organization, and the days of attendance as an Observation.

No name, no number of a paper, no address, no file of the authority, no note and no finding: whoever receives an episode
learns that it is, since when, with what, and whether doses were taken. HIV status is not even read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Resource = dict[str, Any]
_HL7 = "http://terminology.hl7.org/CodeSystem"
# Restricted; about the use of substances; under a pseudonym: what carries it on must keep it so.
SECURITY = [
    {"system": f"{_HL7}/v3-Confidentiality", "code": "R", "display": "restricted"},
    {"system": f"{_HL7}/v3-ActCode", "code": "ETH", "display": "substance abuse information sensitivity"},
    {"system": f"{_HL7}/v3-ObservationValue", "code": "PSEUDED", "display": "pseudonymized"},
]
TREATMENTS = {
    "substitution": "điều trị bằng thuốc thay thế",
    "rehab": "cai nghiện",
    "other": "điều trị khác",
}
# Of a day nothing may be written: care counts it as missed and says so, and so does this.
DOSES = {
    "taken": "đã uống",
    "missed": "vắng",
    "excused": "vắng có lý do",
    "unwritten": "không ghi, tính là vắng",
}
_EPISODE_EXTENSION = "http://hl7.org/fhir/StructureDefinition/workflow-episodeOfCare"


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many days of each kind (keys of DOSES) from the first to the last of them."""

    first: date
    last: date
    days: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Episode:
    """``number`` is the episode's in this system, ``pseudonym`` what the facility calls the patient outside."""

    number: int
    pseudonym: str
    facility: int
    facility_name: str
    treatment: str
    since: date
    until: date | None
    sex: str  # "male", "female" or ""
    birth_year: int | None
    attendance: Attendance | None = None


def resources_of(episode: Episode) -> list[Resource]:
    """The episode first, then whom and what it refers to."""
    made = [_episode(episode), _patient(episode), _organization(episode)]
    return [*made, _attendance(episode, episode.attendance)] if episode.attendance else made


def _resource(kind: str, number: str) -> Resource:
    return {
        "resourceType": kind, "id": number, "meta": {"security": SECURITY},
        "identifier": [{"system": f"urn:chungtay:{kind.lower()}", "value": number}],
    }  # fmt: skip


def _coded(kind: str, code: str, words: Mapping[str, str]) -> dict[str, Any]:
    coding = {"system": f"urn:chungtay:{kind}", "code": code, "display": words[code]}
    return {"coding": [coding], "text": words[code]}


def _episode(episode: Episode) -> Resource:
    period = {"start": episode.since.isoformat()}
    if episode.until:
        period["end"] = episode.until.isoformat()
    return _resource("EpisodeOfCare", str(episode.number)) | {
        "status": "finished" if episode.until else "active",
        "type": [_coded("treatment", episode.treatment, TREATMENTS)],
        "patient": {"reference": f"Patient/{episode.pseudonym}"},
        "managingOrganization": {"reference": f"Organization/{episode.facility}"},
        "period": period,
    }


def _patient(episode: Episode) -> Resource:
    born = {"birthDate": f"{episode.birth_year:04}"} if episode.birth_year else {}
    return _resource("Patient", episode.pseudonym) | {
        "gender": episode.sex or "unknown", **born,
        "managingOrganization": {"reference": f"Organization/{episode.facility}"},
    }  # fmt: skip


def _organization(episode: Episode) -> Resource:
    return _resource("Organization", str(episode.facility)) | {"active": True, "name": episode.facility_name}


def _attendance(episode: Episode, attendance: Attendance) -> Resource:
    days = {"unit": "ngày", "system": "http://unitsofmeasure.org", "code": "d"}
    return _resource("Observation", f"{episode.number}-attendance") | {
        "status": "final",
        "extension": [
            {"url": _EPISODE_EXTENSION, "valueReference": {"reference": f"EpisodeOfCare/{episode.number}"}}
        ],
        "code": {"text": "Số ngày dùng thuốc thay thế và vắng"},
        "subject": {"reference": f"Patient/{episode.pseudonym}"},
        "performer": [{"reference": f"Organization/{episode.facility}"}],
        "effectivePeriod": {"start": attendance.first.isoformat(), "end": attendance.last.isoformat()},
        "component": [
            {"code": _coded("dose", state, DOSES), "valueQuantity": {"value": count, **days}}
            for state, count in attendance.days.items()
        ],
    }
