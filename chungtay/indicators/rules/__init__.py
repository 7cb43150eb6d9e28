"""Adding up, in plain Python: periods, both geographies, formulas, targets, small numbers."""

from chungtay.base.protection import Table, protect
from chungtay.indicators.rules.answers import NOTHING, Figure
from chungtay.indicators.rules.formulas import SLOT, THOUSANDTHS, NotAFormula, as_sql, pivot, rounded
from chungtay.indicators.rules.geography import WHOLE_COUNTRY, Frame, Part, Territory, Unit
from chungtay.indicators.rules.parcels import Basis, Parcel, allocate, allocation_basis, parcels, weights
from chungtay.indicators.rules.periods import Bucket, asked_of, bucket, number_of, period_of, span, tiles
from chungtay.indicators.rules.small_numbers import Policy, policy
from chungtay.indicators.rules.targets import Measured, Step, Target, level_of, measure_target, meets
from chungtay.indicators.rules.words import Blank, Geography, Standing, TargetDirection

__all__ = [
    "NOTHING",
    "SLOT",
    "THOUSANDTHS",
    "WHOLE_COUNTRY",
    "Basis",
    "Blank",
    "Bucket",
    "Figure",
    "Frame",
    "Geography",
    "Measured",
    "NotAFormula",
    "Parcel",
    "Part",
    "Policy",
    "Standing",
    "Step",
    "Table",
    "Target",
    "TargetDirection",
    "Territory",
    "Unit",
    "allocate",
    "allocation_basis",
    "as_sql",
    "asked_of",
    "bucket",
    "level_of",
    "measure_target",
    "meets",
    "number_of",
    "parcels",
    "period_of",
    "pivot",
    "policy",
    "protect",
    "rounded",
    "span",
    "tiles",
    "weights",
]
