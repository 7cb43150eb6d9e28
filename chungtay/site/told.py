"""Whose business an event is: for each kind of thing, the query of its own room that says who sees it.

What is registered here may be told outside (room events); no kind of the people wing ever stands here.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.areas import queries as areas
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.budgets import queries as budgets
from chungtay.documents import queries as documents
from chungtay.events.services import Sight, register_subject
from chungtay.figures import queries as figures
from chungtay.openfigures import queries as openfigures
from chungtay.places import queries as places
from chungtay.plans import queries as plans
from chungtay.registers import queries as registers
from chungtay.reports import queries as reports
from chungtay.supervision import queries as supervision


def _of(visible: Callable[[Actor, date], QuerySet[Any]]) -> Sight:
    """Those of the things that the query of their room gives the actor."""
    return lambda actor, on, ids: visible(actor, on).filter(pk__in=ids).values_list("pk", flat=True)


def _assessments(actor: Actor, _on: date, ids: Collection[int]) -> list[int]:
    return [one for one in ids if _is_there(lambda: areas.get_assessment(actor, one))]  # noqa: B023  asked at once


def _open_figures(actor: Actor, on: date, ids: Collection[int]) -> set[int]:
    """What everybody may have; what is withdrawn, who decides on it."""
    kept = openfigures.list_kept(actor, on=on) if actor.can(Power.FIGURES_PUBLISH) else []
    return {one.figure.pk for one in (*openfigures.list_published(), *kept)} & set(ids)


def _villages(actor: Actor, _on: date, ids: Collection[int]) -> set[int]:
    return set(places.ids_ever_within(actor.reach).filter(descendant__in=ids))


def _is_there(get: Callable[[], object]) -> bool:
    try:
        get()
    except NotThere:
        return False
    return True


_SUBJECTS: dict[str, tuple[Sight, str]] = {
    "plan": (_of(plans.visible_plans), "plans:plan"),
    "task": (_of(plans.visible_tasks), "plans:task"),
    "share": (_of(plans.visible_shares), ""),
    "document": (_of(lambda actor, _on: documents.visible_to(actor)), "documents:paper"),
    "budget": (_of(budgets.visible_budgets), "budgets:budget"),
    "submission": (_of(lambda actor, _on: figures.visible_to(actor)), "figures:submission"),
    "register": (_of(lambda actor, _on: registers.visible_registers(actor)), "registers:register"),
    "entry": (_of(lambda actor, _on: registers.visible_to(actor)), "registers:entry"),
    "report": (_of(lambda actor, on: reports.visible_to(actor, on=on)), "reports:report"),
    "assessment": (_assessments, ""),
    "inspection": (_of(supervision.visible_inspections), "supervision:inspection"),
    "recommendation": (_of(supervision.visible_recommendations), "supervision:recommendation"),
    "campaign": (_of(supervision.visible_campaigns), "supervision:campaign"),
    "commendation": (_of(supervision.visible_commendations), "supervision:commendation"),
    "agency": (_of(lambda actor, on: agencies.within_jurisdiction(actor, on=on)), "agencies:agency"),
    "place": (_villages, ""),
    "open_figure": (_open_figures, ""),
}


def register_subjects() -> None:
    for kind, (sight, page) in _SUBJECTS.items():
        register_subject(kind, sight, page=page)
