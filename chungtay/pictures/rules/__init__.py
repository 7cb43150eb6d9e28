"""Describing a picture, and drawing it."""

from chungtay.pictures.rules.charts import (
    UNKNOWN,
    Area,
    AreaMap,
    Bar,
    Chart,
    League,
    Part,
    Parts,
    Point,
    TimeSeries,
)
from chungtay.pictures.rules.classes import Class, classes_of
from chungtay.pictures.rules.drawing import svg_of
from chungtay.pictures.rules.keeping import as_json, chart_of, linked
from chungtay.pictures.rules.paper import png_of
from chungtay.pictures.rules.saying import SENTENCES, Words, table_of, words_of
from chungtay.pictures.rules.uncertainty import Range, range_of_count, range_of_share, ranks

__all__ = [
    "SENTENCES",
    "UNKNOWN",
    "Area",
    "AreaMap",
    "Bar",
    "Chart",
    "Class",
    "League",
    "Part",
    "Parts",
    "Point",
    "Range",
    "TimeSeries",
    "Words",
    "as_json",
    "chart_of",
    "classes_of",
    "linked",
    "png_of",
    "range_of_count",
    "range_of_share",
    "ranks",
    "svg_of",
    "table_of",
    "words_of",
]
