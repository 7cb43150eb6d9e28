"""Lines, shapes, names of periods and identifiers, in plain Python."""

from chungtay.exchange.rules.hiding import Counted, hidden_of
from chungtay.exchange.rules.lines import Line, LineStanding, Reading, check_lines, plain
from chungtay.exchange.rules.periods import (
    DHIS2_KINDS,
    as_range,
    check_kind,
    dhis2_period,
    known_period,
    period_of_dhis2,
)
from chungtay.exchange.rules.shape import Division, Element, Named, Shape, ShapeCell, body_code, outside
from chungtay.exchange.rules.uids import DEFAULT_CATEGORY_COMBO, DEFAULT_OPTION_COMBO, uid_of

__all__ = [
    "DEFAULT_CATEGORY_COMBO", "DEFAULT_OPTION_COMBO", "DHIS2_KINDS", "Counted", "Division", "Element", "Line",
    "LineStanding", "Named", "Reading", "Shape", "ShapeCell", "as_range", "body_code", "check_kind", "check_lines",
    "dhis2_period", "hidden_of", "known_period", "outside", "period_of_dhis2", "plain", "uid_of",
]  # fmt: skip
