"""Reading figures added up, and opening each number again."""

from chungtay.indicators.queries.layout import Laid, lay_out
from chungtay.indicators.queries.leaving import hidden_in, without_small
from chungtay.indicators.queries.looking import Answer, Asked, Row, levels_below, look
from chungtay.indicators.queries.measures import Measure, Slot, list_measures, measure_of
from chungtay.indicators.queries.opening import Opened, Source, open_number
from chungtay.indicators.queries.picturing import (
    draw_league,
    draw_map,
    draw_parts,
    draw_path,
    draw_series,
    latest,
)
from chungtay.indicators.queries.sight import sees, sees_any
from chungtay.indicators.queries.territory import steady
from chungtay.indicators.store.engine import NotReady
from chungtay.indicators.words import number_words, period_words

__all__ = [
    "Answer",
    "Asked",
    "Laid",
    "Measure",
    "NotReady",
    "Opened",
    "Row",
    "Slot",
    "Source",
    "draw_league",
    "draw_map",
    "draw_parts",
    "draw_path",
    "draw_series",
    "hidden_in",
    "latest",
    "lay_out",
    "levels_below",
    "list_measures",
    "look",
    "measure_of",
    "number_words",
    "open_number",
    "period_words",
    "sees",
    "sees_any",
    "steady",
    "without_small",
]
