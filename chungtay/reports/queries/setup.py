"""A body's own outlines, tried before they are kept, and the certificates that it trusts."""

from datetime import date

from django.db.models import QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.indicators import queries as indicators
from chungtay.reports.models import OwnOutline, Report, TrustRoot
from chungtay.reports.queries.drafts import Draft
from chungtay.reports.queries.gathering import compose
from chungtay.reports.rules import Drawing, Fault, Kind, Outline, kinds, parse_outline, period_of


def outlines() -> dict[str, Kind]:
    """The first kind of each outline: the one that it is tried with."""
    found: dict[str, Kind] = {}
    for kind in kinds().values():
        found.setdefault(kind.outline, kind)
    return found


def get_own_outline(agency: int, outline: str) -> OwnOutline | None:
    found = OwnOutline.objects.filter(agency=agency, outline=outline)
    return found.select_related("changed_by", "layout").first()


def check_outline(text: str, *, on: date) -> tuple[Outline, list[Fault]]:
    """The outline, and everything that is wrong in it by its line: also codes that the catalogue does not know."""
    outline = parse_outline(text)
    faults = [*outline.faults]
    for code, line in outline.lines.items():
        if not is_known(code, on):
            words = (
                f"Danh mục chỉ tiêu không có mã “{code}”. Mã của từng chỉ tiêu có ở trang Danh mục chỉ tiêu."
            )
            faults.append(Fault(line, words))
    faults += [fault for line, one in outline.drawings if (fault := _not_split(line, one, on))]
    return outline, sorted(faults, key=lambda fault: fault.line)


def _not_split(line: int, one: Drawing, on: date) -> Fault | None:
    """A breakdown that the measure of a picture does not have."""
    if not one.by or not is_known(one.code, on):
        return None
    known = indicators.measure_of(one.code, on).splits
    if one.by in known:
        return None
    has = ", ".join(known) or "không có phân tổ nào"
    return Fault(line, f"{one.code} không chia được theo “{one.by}”. Phân tổ của chỉ tiêu này: {has}.")


def is_known(code: str, on: date) -> bool:
    """Whether the catalogue knows a measure of this code."""
    try:
        indicators.measure_of(code, on)
    except NotThere:
        return False
    return True


def try_outline(actor: Actor, outline: Outline, name: str, *, today: date) -> tuple[Report, list[Draft]]:
    """What a report of this outline would say today, of the period of the body's newest one: it, and its passages.
    Writes nothing.

    Raises NotReady while the copy of the figures is made anew.
    """
    kind = outlines()[name]
    same = [code for code, known in kinds().items() if known.outline == name]
    last = Report.objects.filter(agency=actor.agency, kind__in=same).order_by("-made_at", "-pk").first()
    report = Report(
        kind=kind.code, agency_id=actor.agency, place_id=actor.place, title=kind.name, symbol="BC"
    )
    report.period = last.period if last else period_of(kind.period, today.year)
    report.plan = last.plan if last else None
    return report, compose(actor, report, today=today, outline=outline)


def trusted_by(agency: int) -> QuerySet[TrustRoot]:
    return TrustRoot.objects.filter(agency=agency).order_by("name", "fingerprint")
