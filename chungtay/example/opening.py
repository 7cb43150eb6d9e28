"""What the example province publishes: work by commune, and people as a whole."""

from datetime import date, datetime

from chungtay.base.actor import Actor
from chungtay.openfigures import services
from chungtay.openfigures.rules import Chosen, Span
from chungtay.places.rules import Kind

GROUND = "Công văn số 118/UBND-NC ngày 02/02/2026 (ví dụ)"
OPENED = (
    ("PROPAGANDA.SESSIONS", str(Kind.COMMUNE)),
    ("SUPPLY.POINTS_OPEN", ""),
    ("DEMAND.FILE.TOTAL", str(Kind.COMMUNE)),
)


def publish_figures(office: Actor, *, now: datetime, today: date) -> int:
    """How many tables everybody may have."""
    for measure, division in OPENED:
        chosen = Chosen(office.place or 0, measure, division, Span.MONTH, today.year)
        services.publish_figure(by=office, now=now, chosen=chosen, ground=GROUND)
    return len(OPENED)
