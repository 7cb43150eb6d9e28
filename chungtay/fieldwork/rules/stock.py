"""Stock of controlled substances must reconcile: inside a period, and from each period to the next."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from chungtay.base.problems import Problem
from chungtay.base.text import fold
from chungtay.fieldwork.rules.attention import Attention, Row, said
from chungtay.fieldwork.rules.sentences import number

REGISTER = "lawful_stock"
SMALLER = {"kg": ("g", 1000), "l": ("ml", 1000)}  # a unit, and how many of a smaller one it is


def check_stock(rows: Iterable[Row]) -> Iterator[Attention]:
    """Each discrepancy: opening + in − out − lost against closing, and each opening against the closing before it.

    A site's substance is followed by its code, its name where it is an unlisted one, and what it is measured by: from
    grams to kilograms the book goes on.
    """
    chains: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        chains[_chain(row)].append(row)
    for chain in chains.values():
        ordered = sorted(chain, key=lambda row: (row.day, row.entry))
        for row in ordered:
            yield from _check_within(row)
        for before, after in pairwise(ordered):
            yield from _check_between(before, after)


def _chain(row: Row) -> tuple[str, ...]:
    named = (fold(str(row.answers.get(key, ""))) for key in ("site", "substance", "other_substance"))
    return (*named, _measure(row)[0])


def _measure(row: Row) -> tuple[str, int]:
    """The smallest unit of what it is measured by, and how many of these its own is."""
    unit = str(row.answers.get("unit", ""))
    return SMALLER.get(unit, (unit, 1))


def _amount(row: Row, question: str) -> Decimal:
    return Decimal(str(row.answers.get(question) or 0))


def expected_closing(row: Row) -> Decimal:
    """What must be left: opening + received − issued − lost."""
    opening, received, issued, lost = (_amount(row, one) for one in ("opening", "received", "issued", "lost"))
    return opening + received - issued - lost


def _check_within(row: Row) -> Iterator[Attention]:
    expected, counted = expected_closing(row), _amount(row, "closing")
    if expected == counted:
        return
    if counted < expected:
        sentence = "Tồn cuối kỳ {counted} {unit}, theo sổ phải là {expected} {unit}: thiếu {gap} {unit}."
    else:
        sentence = "Tồn cuối kỳ {counted} {unit}, theo sổ phải là {expected} {unit}: thừa {gap} {unit}."
    told = {"counted": number(counted), "expected": number(expected), "gap": number(abs(counted - expected))}
    problem = Problem("stock_differs", sentence, values={**told, "unit": _unit(row)})
    yield Attention(REGISTER, row.entry, problem)


def _check_between(before: Row, after: Row) -> Iterator[Attention]:
    closed, opened = _amount(before, "closing"), _amount(after, "opening")
    if closed * _measure(before)[1] != opened * _measure(after)[1]:
        sentence = "Tồn đầu kỳ {opened} {unit} khác tồn cuối kỳ trước ({closed} {before}, chốt ngày {day})."
        yield Attention(
            REGISTER,
            after.entry,
            Problem(
                "opening_differs",
                sentence,
                values={
                    "opened": number(opened),
                    "closed": number(closed),
                    "unit": _unit(after),
                    "before": _unit(before),
                    "day": said(before.day),
                },
            ),
        )
    since = after.day_of("since")
    if since is None or since == before.day + timedelta(days=1):
        return
    if since > before.day:
        sentence = "Chưa có sổ từ ngày {first} đến ngày {last}."
        first, last = before.day + timedelta(days=1), since - timedelta(days=1)
        yield Attention(
            REGISTER,
            after.entry,
            Problem("stock_gap", sentence, values={"first": said(first), "last": said(last)}),
        )
    else:
        sentence = "Kỳ này tính từ ngày {since}, chồng lên kỳ trước chốt ngày {day}."
        yield Attention(
            REGISTER,
            after.entry,
            Problem("stock_overlap", sentence, values={"since": said(since), "day": said(before.day)}),
        )


def _unit(row: Row) -> str:
    return {"vien": "viên", "ong": "ống", "l": "lít"}.get(
        str(row.answers.get("unit")), str(row.answers.get("unit", ""))
    )
