"""One file, for the body that keeps it: what was served, told and asked."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem
from chungtay.cases import queries as cases
from chungtay.people.access import everything
from chungtay.rights.models import Complaint, Request, Serving, Telling
from chungtay.rights.rules import (
    FILE,
    Happened,
    Owed,
    Reader,
    check_to_court,
    may_serve,
    owed,
    still_to_serve,
)

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile


def get_to_serve(actor: Actor, code: str) -> "CaseFile":
    """The file, closed ones too, for who serves the person's rights at its keeper; NotThere for anybody else."""
    file = cases.get_file(actor, code)
    if not may_serve(actor, keeper=file.keeper_id):
        raise NotThere(FILE)
    return file


def list_servings(file: int) -> QuerySet[Serving]:
    """Of a file that the caller has fetched for its actor; so are the next three."""
    return Serving.objects.filter(file=file)


def list_tellings(file: int) -> QuerySet[Telling]:
    return Telling.objects.filter(file=file)


def list_requests(file: int) -> QuerySet[Request]:
    return Request.objects.filter(file=file)


def list_owed(file: "CaseFile", *, on: date) -> list[Owed]:
    """What the person, and a minor's parents, have not been told and given yet."""
    steps = [Happened(fact.number, fact.event, fact.day) for fact in cases.facts_of(file)]
    told = set(list_tellings(file.pk).values_list("step", "what", "to"))
    return owed(steps, age=cases.age_of(file, on=on), told=told)


def list_to_serve(file: "CaseFile", *, on: date) -> list[Reader]:
    """Who has to be given the copies and has not been, once a compulsory file is open."""
    if not any(fact.event == "compulsory_file_opened" for fact in cases.facts_of(file)):
        return []
    return still_to_serve(cases.age_of(file, on=on), [one.served for one in list_servings(file.pk)])


def standing_of(file: "CaseFile", *, on: date) -> dict[str, Any]:
    """How many things are owed, asked and complained of, and who has not been given the copies."""
    return {
        "owed": len(list_owed(file, on=on)),
        "to_serve": list_to_serve(file, on=on),
        "asked": list_requests(file.pk).filter(answered="").count(),
        "complaints": Complaint.objects.filter(file=file, settled_on__isnull=True).count(),
    }


def why_not_to_court(file: "CaseFile", at: datetime) -> Problem | None:
    """What keeps the file from the court: somebody has not been given the copies, or not had the law's days to read."""
    with everything():
        served = [one.served for one in list_servings(file.pk)]
        return check_to_court(cases.age_of(file, on=timezone.localdate(at)), served, at=at)
