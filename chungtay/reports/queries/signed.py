"""The signed copies of a report, their signatures looked at anew each time: a root trusted since counts at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chungtay.documents import queries as documents
from chungtay.files import queries as files
from chungtay.letters.rules import Seal, read_seals
from chungtay.reports.models import Report
from chungtay.reports.queries.setup import trusted_by

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Signed:
    """A PDF that came back, a version of the outgoing paper; the newest first."""

    version: Any
    seals: Sequence[Seal]


def list_signed(report: Report, *, now: datetime) -> list[Signed]:
    """For a report already fetched for its actor."""
    if report.document is None:
        return []
    roots = [root.certificate.encode() for root in trusted_by(report.agency_id)]
    versions = [one for one in documents.list_versions(report.document) if one.file.media_type == PDF]
    return [
        Signed(one, read_seals(files.open_file(one.file_id).read_bytes(), roots, now=now)) for one in versions
    ]
