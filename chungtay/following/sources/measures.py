"""An indicator reaches its value: at the place of the body, in the latest period that says one."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from chungtay.agencies.queries.life import list_by_id
from chungtay.base.problems import NotThere
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.following.rules import Asked, Evidence, EvidenceState, Input
from chungtay.following.sources import NotNow
from chungtay.following.sources.reading import reader_of
from chungtay.following.sources.remembering import once
from chungtay.indicators import queries as indicators
from chungtay.law.rules import window

_KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
_LATEST = 4  # periods of a kind that are looked at


def knows(asked: Asked) -> bool:
    code = asked.settings.get("indicator")
    return any(one.code == code for one in once("indicators", catalogue.list_indicators)) and bool(
        _place(asked)
    )


def check_indicator(asked: Asked) -> Evidence:
    code, least, most = (asked.settings.get(name) for name in ("indicator", "at_least", "at_most"))
    name = str(catalogue.indicator(str(code)).name)
    found = next(_values(asked, str(code)), None)
    bound = Decimal(str(least if least is not None else most))
    wanted = f"{'ít nhất' if least is not None else 'không quá'} {bound.normalize():f}"
    link = reverse("indicators:look") + "?" + urlencode({"do": code, "noi": _place(asked)})
    if found is None:
        why = f"{name}: chưa có số trong kỳ, cần {wanted}."
        return Evidence(
            EvidenceState.NOT_YET, why, 0, bound, link, None, (Input(name, "chưa có số", False, link),)
        )
    period, value = found
    met = value >= bound if least is not None else value <= bound
    said = f"{round(value, 1).normalize():f}"
    state = (
        EvidenceState.MET
        if met
        else EvidenceState.PARTLY
        if value and least is not None
        else EvidenceState.NOT_YET
    )
    inputs = (Input(f"{name}, kỳ {period}", said, met, link),)
    return Evidence(state, f"{name}: {said} (kỳ {period}), cần {wanted}.", value, bound, link, None, inputs)


def _values(asked: Asked, code: str) -> Iterator[tuple[str, Decimal]]:
    """The latest first, of the finest kind of period that says anything."""
    until = min(asked.today, asked.last)
    for kind in _KINDS:
        every = [p for year in range(asked.first.year, until.year + 2) for p in periods_of(kind, year)]
        over = tuple(p for p in every if asked.first <= window(p).last <= until)[-_LATEST:]
        if over:
            figures = once(("measure", code, _place(asked), over), partial(_look, asked, code, over))
            yield from (
                (p, v) for p, v in zip(reversed(over), reversed(figures), strict=True) if v is not None
            )


def _look(asked: Asked, code: str, periods: tuple[str, ...]) -> list[Decimal | None]:
    question = indicators.Asked(measure=code, periods=periods, place=_place(asked))
    try:
        answer = indicators.look(reader_of(asked), question, on=asked.today)
    except indicators.NotReady:
        raise NotNow from None
    except NotThere:
        return [None] * len(periods)
    return [figure.value for figure in answer.total.figures]


def _place(asked: Asked) -> int | None:
    """Where the body works; a body without a place, in the whole area of the office."""
    found = once(("body", asked.unit), lambda: list_by_id([asked.unit]))
    return (found[0].place_id if found else None) or asked.office
