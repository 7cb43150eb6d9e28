"""A data set was sent for every period of the turn; a figure reached a value.

Looked at are the body's own submissions; where it reports none of the forms, those of the bodies beneath its place,
if the criterion counts them as its own (``whole``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from chungtay.agencies import queries as agencies
from chungtay.agencies.queries.life import list_by_id
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.figures.queries.sight import visible_to
from chungtay.following.rules import Asked, Evidence, EvidenceState, Input
from chungtay.following.sources.reading import reader_of
from chungtay.following.sources.remembering import once
from chungtay.law.rules import window
from chungtay.places import queries as places


@dataclass(frozen=True, slots=True)
class _Forms:
    """Who sends which form for which periods."""

    code: str
    name: str
    senders: tuple[int, ...]
    periods: tuple[str, ...]
    due: tuple[str, ...]  # of them, those whose window is over

    @property
    def wanted(self) -> int:
        return len(self.senders) * len(self.periods)


def knows(asked: Asked) -> bool:
    return _forms(asked) is not None


def check_data_set(asked: Asked) -> Evidence:
    forms = _forms(asked)
    if forms is None:
        return Evidence(EvidenceState.UNKNOWN, "Cơ quan này không gửi biểu mẫu nào về việc này.")
    sent = _sent(asked, forms)
    return _by_forms(forms, sent, met=sent >= forms.wanted)


def check_figure(asked: Asked) -> Evidence:
    """Every period is sent, and what it counts adds up to at least so much; ``once``: reaching it is enough."""
    forms = _forms(asked)
    if forms is None:
        return Evidence(EvidenceState.UNKNOWN, "Cơ quan này không gửi biểu mẫu nào về việc này.")
    sent, least = _sent(asked, forms), Decimal(str(asked.settings.get("at_least", 1)))
    element = str(asked.settings["element"])
    sums = _sums(asked, forms, element)
    told = [total for body in forms.senders if (total := sums.get(body)) is not None]
    total = sum(told, Decimal(0)) if told else None
    reached = total is not None and total >= least
    counted = Input(_named(element), "chưa có số" if total is None else f"{total.normalize():f}", reached)
    once_is_enough = bool(asked.settings.get("once"))
    met = reached and (once_is_enough or sent >= forms.wanted)
    evidence = _by_forms(forms, sent, met=met, counted=counted)
    if once_is_enough and not met and total is not None:
        return Evidence(EvidenceState.PARTLY, evidence.why, total, least, "", None, evidence.inputs)
    return evidence


def _by_forms(forms: _Forms, sent: int, *, met: bool, counted: Input | None = None) -> Evidence:
    state = EvidenceState.MET if met else EvidenceState.PARTLY if sent else EvidenceState.NOT_YET
    why = f"{forms.name}: đã gửi {sent}/{forms.wanted} kỳ báo cáo"
    why += f"; {counted.label}: {counted.value}." if counted else "."
    late = len(forms.senders) * len(forms.due) - sent
    inputs = [Input(forms.name, f"{sent}/{forms.wanted}", sent >= forms.wanted)]
    if late > 0:
        inputs.append(Input("Kỳ đã hết mà chưa gửi", str(late), good=False))
    if counted:
        inputs.append(counted)
    return Evidence(state, why, sent, forms.wanted, "", None, tuple(inputs))


def _sent(asked: Asked, forms: _Forms) -> int:
    """How many of the senders' periods came."""

    def find() -> dict[int, int]:
        return dict(_rows(asked, forms).values_list("agency").annotate(number=Count("pk")))

    counts = once(("sent", asked.office, forms.code, forms.periods), find)
    return sum(counts.get(body, 0) for body in forms.senders)


def _sums(asked: Asked, forms: _Forms, element: str) -> dict[int, Decimal | None]:
    """What each body counted of an element over these periods."""

    def find() -> dict[int, Decimal | None]:
        rows = _rows(asked, forms).filter(values__cell__element__code=element)
        return dict(rows.values_list("agency").annotate(total=Sum("values__value")))

    return once(("sums", asked.office, forms.code, forms.periods, element), find)


def _rows(asked: Asked, forms: _Forms) -> QuerySet[Any]:
    seen = visible_to(reader_of(asked)).filter(data_set__code=forms.code, period__in=forms.periods)
    return seen.filter(sent_at__isnull=False, returned=0).order_by()


def _named(element: str) -> str:
    return once(("element", element), lambda: str(catalogue.element(element).name))


def _forms(asked: Asked) -> _Forms | None:
    """The first of the criterion's forms that the body sends; else, where it counts as its own, those beneath it."""
    found = once(("body", asked.unit), lambda: list_by_id([asked.unit]))
    if not found:
        return None
    body, wanted = found[0], list(asked.settings.get("sets", ()))
    own = _reported(body.kind, body.level, body.name, asked.today)
    for code in wanted:
        if code in own:
            return _periods(code, own[code], (body.pk,), asked)
    if body.kind not in asked.settings.get("whole", ()) or body.place_id is None:
        return None
    beneath = once(("beneath", body.place_id, asked.today), lambda: _beneath(asked, body.place_id or 0))
    for code in wanted:
        senders = tuple(
            pk for pk, kind, level, name in beneath if code in _reported(kind, level, name, asked.today)
        )
        if senders:
            kind, level, name = next((k, v, n) for pk, k, v, n in beneath if pk == senders[0])
            return _periods(code, _reported(kind, level, name, asked.today)[code], senders, asked)
    return None


def _beneath(asked: Asked, place: int) -> list[tuple[int, str, str, str]]:
    bodies = agencies.list_agencies(reader_of(asked), on=asked.today).exclude(kind=AgencyKind.GROUP)
    inside = bodies.filter(place__in=places.subtree_ids(place, asked.today))
    return list(inside.order_by("pk").values_list("pk", "kind", "level", "name"))


def _reported(kind: str, level: str, name: str, on: date) -> dict[str, tuple[str, str]]:
    """The forms that such a body sends: name and period kind, by code. Communes differ by their names alone."""
    called = "" if level == AgencyLevel.COMMUNE else name

    def find() -> dict[str, tuple[str, str]]:
        rows = catalogue.reports_of(kind=kind, level=level, name=called, above=(), on=on)
        return {row.data_set.code: (row.data_set.name, row.data_set.period_kind) for row in rows}

    return once(("forms", kind, level, called, on), find)


def _periods(code: str, said: tuple[str, str], senders: Iterable[int], asked: Asked) -> _Forms | None:
    """The periods that end within the turn; for a turn shorter than a period, the one in which the turn ends."""
    name, kind = said
    years = range(asked.first.year, asked.last.year + 2)
    every = [period for year in years for period in periods_of(PeriodKind(kind), year)]
    inside = [period for period in every if asked.first <= window(period).last <= asked.last]
    if not inside:
        inside = [period for period in every if window(period).last >= asked.last][:1]
    due = tuple(period for period in inside if window(period).last < asked.today)
    return _Forms(code, name, tuple(senders), tuple(inside), due) if inside else None
