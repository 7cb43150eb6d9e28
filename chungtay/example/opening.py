"""What the example province publishes: work by commune, and people as a whole."""

from contextlib import suppress
from datetime import datetime

from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.openfigures import services
from chungtay.openfigures.rules import Chosen, Span
from chungtay.places.rules import Kind

SINCE = 2026
GROUND = "Công văn số 118/UBND-NC ngày 02/02/2026 (ví dụ)"
OPENED = (
    ("PROPAGANDA.SESSIONS", str(Kind.COMMUNE)),
    ("SUPPLY.POINTS_OPEN", ""),
    ("DEMAND.FILE.TOTAL", str(Kind.COMMUNE)),
)


def publish_figures(office: Actor, *, now: datetime) -> int:
    """How many tables everybody may have; early in the first year no period has closed, and there is none."""
    opened = 0
    for measure, division in OPENED:
        chosen = Chosen(office.place or 0, measure, division, Span.MONTH, SINCE)
        with suppress(Refused):
            services.publish_figure(by=office, now=now, chosen=chosen, ground=GROUND)
            opened += 1
    return opened
