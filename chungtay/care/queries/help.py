"""Helpers and help, for the bodies that have a part in the file."""

from typing import TYPE_CHECKING

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.care.models import Help, Helper
from chungtay.care.rules import FILE, may_support
from chungtay.cases import queries as cases
from chungtay.people.access import everything

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile


def get_helped(actor: Actor, code: str) -> "CaseFile":
    """The file of a person whom the actor's body helps; NotThere for everybody else."""
    file = cases.get_file(actor, code)
    with everything():
        if not may_support(actor, bodies=cases.touching(file).bodies):
            raise NotThere(FILE)
    return file


def helped_lately(actor: Actor, file: "CaseFile") -> tuple[int, Help | None] | None:
    """How many stand in the team, and what was done last; None for who does not help this person."""
    with everything():
        if not may_support(actor, bodies=cases.touching(file).bodies):
            return None
        team = Helper.objects.filter(file=file, until__isnull=True).count()
        return team, Help.objects.filter(file=file).first()


def list_helpers(file: int) -> list[Helper]:
    """Of a file that the caller has fetched for its actor (``get_helped``); so are the next."""
    with everything():
        return list(Helper.objects.filter(file=file))


def list_help(file: int) -> list[Help]:
    with everything():
        return list(Help.objects.filter(file=file).select_related("agency")[:200])
