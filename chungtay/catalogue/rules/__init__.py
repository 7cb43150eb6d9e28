"""The words of the catalogue, the language of its formulas, its checks and indicators."""

from chungtay.catalogue.rules.words import Aggregation, Better, PeriodKind, ValueKind

__all__ = ["Aggregation", "Better", "PeriodKind", "ValueKind"]
