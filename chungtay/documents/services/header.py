"""The paper's own fields follow its header, as read or as a person corrected it."""

import re
from datetime import date
from typing import Any

from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.base.text import fold
from chungtay.documents.models import OfficialDocument
from chungtay.documents.rules.findings import first_day, whole_date
from chungtay.places import queries as places

# "UBND thị xã Việt Yên", "Ban Thường vụ Tỉnh ủy Hà Tĩnh": the words from the kind of unit on are its name.
_UNIT = re.compile(
    r"\b(tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn)\s+(?:ủy\s+)?(.+)$", re.IGNORECASE
)


def write_header(document: OfficialDocument, header: dict[str, Any]) -> None:
    """Fill the paper's own fields. One that the header lacks is emptied, all but the title."""
    period = header["period"] or {}
    issuer = header["issuer"] or header["parent_body"] or ""
    document.kind = (header["kind"] or "")[:10]
    document.number = (header["number"] or "")[:20]
    document.symbol = (header["symbol"] or "")[:40]
    document.code = (header["code"] or "")[:60]
    document.title = (header["title"] or document.title)[:1000]
    document.issued_text = (header["issued_on"] or "")[:10]
    document.issued_on = whole_date(header["issued_on"])
    document.period_from = whole_date(period.get("from"))
    document.period_to = whole_date(period.get("to"))
    document.vision = whole_date(period.get("vision"))
    document.issuer_name = issuer[:300]
    document.place_id = place_of(document, issuer, header["place"] or "")
    document.issuer_id = _resolve_issuer(document) if issuer else None
    document.search_key = fold(f"{document.code} {document.title} {issuer}")[:1200]
    document.save()


def day_of(document: OfficialDocument) -> date:
    """The day on which the paper's names are understood: that of its issue, else the first that it speaks of."""
    return first_day(document.issued_text) or document.period_from or timezone.localdate()


def place_of(document: OfficialDocument, issuer: str, place: str) -> int | None:
    """The unit that the issuer's name tells, else the place before the date, else the owner's."""
    return place_named(document, issuer) or _find(document, place) or document.owner.place_id


def place_named(document: OfficialDocument, body: str) -> int | None:
    """The unit that a body's name tells ("Công an xã Mường Pồn"), if it tells one."""
    unit = _UNIT.search(body)
    return _find(document, f"{unit[1].lower()} {unit[2]}") if unit else None


def _find(document: OfficialDocument, wanted: str) -> int | None:
    for on in (day_of(document), timezone.localdate()):
        for found in places.find_places(wanted, on, limit=5):
            if fold(wanted) in (fold(found.full_name), fold(found.name)):
                return found.pk
    return None


def _resolve_issuer(document: OfficialDocument) -> int | None:
    for on in (day_of(document), timezone.localdate()):
        found = agencies.resolve([document.issuer_name], on=on, near=document.place_id)
        if found:
            return found[document.issuer_name]
    return None
