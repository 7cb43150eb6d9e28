"""One question to the facts, as the tables that the SQL files join and the statement that answers it.

The tables are plain lists, so that DuckDB and Spark are asked the same.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chungtay.catalogue.rules import Aggregation
from chungtay.indicators.rules import Frame, pivot

FRAME = ("whole_places", "place_parts")
SQL = Path(__file__).parents[1] / "sql"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One cell in one slot. ``step``: its smallest unit in thousandths; ``shift``: to which periods it looks."""

    cell: int
    slot: int
    shift: int
    aggregation: Aggregation
    step: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A period of a form counts in a bucket, for slots of one shift. ``ends``: the last one of it that is due."""

    period: int
    form: int
    bucket: int
    shift: int
    ends: int


@dataclass(frozen=True, slots=True)
class Question:
    """``formula`` is SQL over the columns of ``rules.pivot``; "NULL" where a slot alone is asked for."""

    cells: tuple[Wanted, ...]
    periods: tuple[Counted, ...]
    slots: int
    formula: str = "NULL"

    def statement(self) -> str:
        used = {wanted.aggregation for wanted in self.cells}
        totals = " UNION ALL ".join(
            f"SELECT * FROM (\n{sql_of(kind)}\n) {kind.value}_rows"  # noqa: S608
            for kind in Aggregation
            if kind in used
        )
        return f"WITH totals AS (\n{totals}\n)\n{pivot(self.slots, self.formula)}"

    def tables(self) -> Mapping[str, tuple[Mapping[str, str], Sequence[Sequence[object]]]]:
        """name -> (column -> type, rows): what the statement joins beside ``facts`` and the frame."""
        return {
            "asked_cells": (
                {"cell": "INT", "slot": "INT", "shift": "INT", "aggregation": "STRING", "step": "BIGINT"},
                [(w.cell, w.slot, w.shift, w.aggregation.value, w.step) for w in self.cells],
            ),
            "asked_periods": (
                {"period": "INT", "form": "INT", "bucket": "INT", "shift": "INT", "ends": "INT"},
                [(p.period, p.form, p.bucket, p.shift, p.ends) for p in self.periods],
            ),
        }


def frame_tables(frame: Frame) -> Mapping[str, tuple[Mapping[str, str], Sequence[Sequence[object]]]]:
    """Of each part besides: whether it ``leads`` those of its place with the same unit, so that a report counts there
    once; in how many ``pieces`` the place lies, with how many ``holders``.
    """
    pieces = Counter(part.place for part in frame.parts)
    leading: dict[tuple[int, int], int] = {}
    for part in frame.parts:
        key = (part.place, part.unit)
        leading[key] = min(part.parcel, leading.get(key, part.parcel))
    holders = Counter(place for place, _unit in leading)
    return {
        "whole_places": ({"place": "INT", "unit": "INT"}, list(frame.whole.items())),
        "place_parts": (
            {
                "place": "INT", "parcel": "INT", "unit": "INT", "weight": "BIGINT", "whole": "BIGINT", "era": "INT",
                "divided": "INT", "leads": "INT", "pieces": "INT", "holders": "INT",
            },
            [
                (
                    p.place, p.parcel, p.unit, p.weight, p.whole, p.era, int(p.divided),
                    int(leading[p.place, p.unit] == p.parcel), pieces[p.place], holders[p.place],
                )
                for p in frame.parts
            ],
        ),
    }  # fmt: skip


@cache
def sql_of(kind: Aggregation) -> str:
    return (SQL / f"{kind.value}.sql").read_text(encoding="utf-8")
