"""Files that have closed: sealed when their day comes, their names erased on a later one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor, system
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.people import services as people
from chungtay.rights.queries import EndingFile, ending_file, get_to_serve, list_left_to_machine
from chungtay.rights.rules import FILE
from chungtay.rights.words import HELD

AT_ONCE = 500  # the rest in the next turn


@transaction.atomic
def seal_closed(*, by: Actor, now: datetime, file: str) -> None:
    """Nobody opens the identity any more. Raises Refused before its day, or while something holds it."""
    one = _checked(by, now, file)
    people.seal_person(by=by, now=now, person=one.file.person_id, ground=one.ending.why_sealed)


@transaction.atomic
def erase_closed(*, by: Actor, now: datetime, file: str) -> None:
    """The names go for good; what is counted stays. Raises Refused before its day, or while something holds it."""
    one = _checked(by, now, file)
    if not one.to_erase(timezone.localdate(now)):
        raise Refused(_not_yet(f"{one.ending.erased_on:%d/%m/%Y}"))
    people.erase_person(by=by, now=now, person=one.file.person_id, ground=one.ending.why_erased)


def end_due(now: datetime) -> int:
    """A turn of the worker: seal what is due and held by nothing, erase what nobody has erased in time; how many."""
    due = list_left_to_machine(timezone.localdate(now), at_once=AT_ONCE)
    return sum(_end_by_itself(file, now) for file in due)


@transaction.atomic
def _end_by_itself(file: int, now: datetime) -> bool:
    """Asked anew in its own transaction: a complaint may have come in since the list was made."""
    one = ending_file(file)
    if one is None or one.held:
        return False
    by = system("lịch niêm phong, xóa tên", place=one.file.keeper.place_id)
    if one.to_erase_by_itself(timezone.localdate(now)):
        people.erase_person(by=by, now=now, person=one.file.person_id, ground=one.ending.why_erased)
    else:
        people.seal_person(by=by, now=now, person=one.file.person_id, ground=one.ending.why_sealed)
    return True


def _checked(by: Actor, now: datetime, file: str) -> EndingFile:
    one = ending_file(get_to_serve(by, file).pk)
    if one is None:
        raise NotThere(FILE)
    if one.held:
        words = "Chưa được niêm phong, xóa: {why}."
        raise Refused(Problem("held", words, values={"why": str(HELD[one.held])}))
    if timezone.localdate(now) < one.ending.sealed_on:
        raise Refused(_not_yet(f"{one.ending.sealed_on:%d/%m/%Y}"))
    return one


def _not_yet(day: str) -> Problem:
    return Problem("not_yet", "Chưa đến ngày: {day}.", values={"day": day})
