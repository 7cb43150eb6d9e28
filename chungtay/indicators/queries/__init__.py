"""Reading figures added up, and opening each number again."""

from chungtay.indicators.queries.layout import Laid, lay_out
from chungtay.indicators.queries.looking import Answer, Asked, Row, look
from chungtay.indicators.queries.measures import Measure, Slot, measure_of
from chungtay.indicators.queries.opening import Opened, Source, open_number
from chungtay.indicators.queries.sight import sees_any
from chungtay.indicators.queries.territory import levels_of

__all__ = [
    "Answer",
    "Asked",
    "Laid",
    "Measure",
    "Opened",
    "Row",
    "Slot",
    "Source",
    "lay_out",
    "levels_of",
    "look",
    "measure_of",
    "open_number",
    "sees_any",
]
