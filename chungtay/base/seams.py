"""Where a room above has a say in what happens below it, without the room below knowing who speaks.

A room joins a seam when it is ready (``apps.ready``); the room below asks everybody who has joined.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

Say = Callable[..., Any]
_JOINED: dict[str, list[Say]] = {}


class Seam(StrEnum):
    """The places where others may speak, and what each is asked."""

    TASK_PAGE = "task_page"  # (request, task) -> HTML beside the task's turns
    PLAN_PAGE = "plan_page"  # (request, plan) -> HTML on the plan at a glance
    WORK_PAGE = "work_page"  # (request, None) -> HTML above one's own work
    MONEY_PAGE = "money_page"  # (request, None) -> HTML among the ways on from all money
    REGISTERS_PAGE = "registers_page"  # (request, None) -> HTML among the ways on from all registers
    REGISTER_PAGE = "register_page"  # (request, register) -> HTML among the ways on from one register
    FIGURES_FORM = "figures_form"  # (request, figures.queries.Sheet) -> HTML among the ways on from a form
    SHARE_FORM = "share_form"  # (request, share) -> HTML in the place of the form that reports on it
    COUNTED = "counted"  # (agency, period, codes) -> {code: (words, address, number now)}: never typed
    FILE_LIST = "file_list"  # (request, None) -> HTML above the list of one's own files
    FILE_PAGE = "file_page"  # (request, file) -> HTML on the page of a case file
    PATIENT_PAGE = "patient_page"  # (request, patient) -> HTML among the ways on from a patient
    FILE_STEP = "file_step"  # (file, event, at) -> Problem, why this step may not be written into it
    REPORTING = "reporting"  # (share: int) -> Problem, why nobody may report on it by hand


def join(seam: Seam, say: Say, *, first: bool = False) -> None:
    """From now on ``say`` is asked at this seam, before all others or after them; joining twice is joining once."""
    if say not in (joined := _JOINED.setdefault(seam, [])):
        joined.insert(0 if first else len(joined), say)


def ask(seam: Seam, *given: Any) -> list[Any]:
    """What those who joined answer, without those who have nothing to say."""
    return [answer for say in _JOINED.get(seam, ()) if (answer := say(*given))]
