from chungtay.documents.models.findings import Finding, NameMatch
from chungtay.documents.models.papers import DocumentOpening, OfficialDocument, Reading, Version

__all__ = ["DocumentOpening", "Finding", "NameMatch", "OfficialDocument", "Reading", "Version"]
