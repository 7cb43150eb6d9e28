"""Files that have closed: sealed when their day comes, their names erased on a later one."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.people import services as people
from chungtay.rights.queries import EndingFile, ending_file, get_to_serve, list_endings
from chungtay.rights.rules import FILE
from chungtay.rights.words import HELD

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile


@transaction.atomic
def seal_closed(*, by: Actor, now: datetime, file: str) -> None:
    """Nobody opens the identity any more. Raises Refused before its day, or while something holds it."""
    row = get_to_serve(by, file)
    one = _checked(row, now)
    people.seal_person(by=by, now=now, person=row.person_id, ground=one.ending.why_sealed)


@transaction.atomic
def erase_closed(*, by: Actor, now: datetime, file: str) -> None:
    """The names go for good; what is counted stays. Raises Refused before its day, or while something holds it."""
    row = get_to_serve(by, file)
    one = _checked(row, now)
    if not one.to_erase(timezone.localdate(now)):
        raise Refused(_not_yet(f"{one.ending.erased_on:%d/%m/%Y}"))
    people.erase_person(by=by, now=now, person=row.person_id, ground=one.ending.why_erased)


def seal_due(*, by: Actor, now: datetime) -> int:
    """Seal every file of the actor's body whose day has come and that nothing holds; how many."""
    found = [one for one in list_endings(by, on=timezone.localdate(now)) if not one.held]
    to_seal = [one for one in found if one.file.person.sealed_at is None]
    for one in to_seal:
        seal_closed(by=by, now=now, file=one.file.code)
    return len(to_seal)


def _checked(row: "CaseFile", now: datetime) -> EndingFile:
    if row.closed_on is None:
        raise NotThere(FILE)
    one = ending_file(row)
    if one.held:
        words = "Chưa được niêm phong, xóa: {why}."
        raise Refused(Problem("held", words, values={"why": str(HELD[one.held])}))
    if timezone.localdate(now) < one.ending.sealed_on:
        raise Refused(_not_yet(f"{one.ending.sealed_on:%d/%m/%Y}"))
    return one


def _not_yet(day: str) -> Problem:
    return Problem("not_yet", "Chưa đến ngày: {day}.", values={"day": day})
