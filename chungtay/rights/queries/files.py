"""One file, for the body that keeps it: what was served, told and asked."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.cases import queries as cases
from chungtay.people.rules import read_born
from chungtay.rights.models import Request, Serving, Telling
from chungtay.rights.rules import FILE, Happened, Owed, Reader, may_serve, owed, reading_ends, still_to_serve

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
    return owed(steps, age=age_of(file, on=on), told=told)


def list_to_serve(file: "CaseFile", *, on: date) -> list[Reader]:
    """Who has to be given the copies and has not been, once a compulsory file is open."""
    if not any(fact.event == "compulsory_file_opened" for fact in cases.facts_of(file)):
        return []
    return still_to_serve(age_of(file, on=on), [one.served for one in list_servings(file.pk)])


def reading_is_over(file: int, now: datetime) -> bool:
    """Whether everybody who was given the copies has had the days of the law to read."""
    ends = reading_ends([one.served for one in list_servings(file)])
    return ends is not None and now > ends


def age_of(file: "CaseFile", *, on: date) -> int:
    """In whole years; an adult's where the day of birth is gone, for nothing of a minor's is then owed any more."""
    born = read_born(file.person.born or "")
    return 18 if born is None else born.age(on)
