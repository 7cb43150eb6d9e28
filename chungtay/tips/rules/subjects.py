"""What a tip may be about, who then receives it, and what holds of every tip: data of this room, read once."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.agencies.rules import AgencyLevel, name_key


@dataclass(frozen=True, slots=True)
class Subject:
    """``to``: levels and beginnings of names, in the order in which they are asked; ``only``: nobody else;
    ``goes``: what the sender is told of that.
    """

    code: str
    name: str
    name_en: str
    goes: str
    goes_en: str
    to: tuple[tuple[AgencyLevel, str], ...]
    crime: bool
    names_body: bool
    only: bool
    keep: int  # days


@dataclass(frozen=True, slots=True)
class Body:
    """A body that has somebody who can open tips. ``above``: the bodies over it."""

    agency: int
    name: str
    level: str
    place: int | None
    above: frozenset[int] = frozenset()


@cache
def subjects() -> dict[str, Subject]:
    return {
        code: Subject(
            code, row["name"], row["name_en"], row["goes"], row["goes_en"],
            tuple((AgencyLevel(level), name_key(start)) for level, start in row["to"]),
            row.get("crime", False), row.get("about") == "agency", row.get("only", False),
            row["keep"],
        )
        for code, row in _data("subjects").items()
    }  # fmt: skip


@cache
def policy() -> dict[str, Any]:
    return _data("policy")


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("chungtay.tips").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def may_receive(body: Body, subject: Subject, about: int | None) -> bool:
    """Never the body that a tip speaks of, nor one beneath it: whoever is accused does not read the accusation.

    And what is for some bodies only, for no other: help for somebody never goes to the police.
    """
    spoken_of = about is not None and (body.agency == about or about in body.above)
    return not spoken_of and (not subject.only or any(_is(body, *named) for named in subject.to))


def route(
    subject: Subject, bodies: Iterable[Body], *, commune: int | None, province: int, about: int | None, owner: int
) -> int | None:  # fmt: skip
    """The agency that receives a tip: who is competent, else the line's ``owner``, else who is left in the province.

    None where nobody may.
    """
    free = sorted(
        (body for body in bodies if may_receive(body, subject, about)), key=lambda body: body.agency
    )
    for level, start in subject.to:
        place = commune if level == AgencyLevel.COMMUNE else province
        for body in free:
            if body.place == place and _is(body, level, start):
                return body.agency
    left = [body.agency for body in free if body.agency == owner or body.place == province]
    return None if subject.only or not left else owner if owner in left else left[0]


def _is(body: Body, level: AgencyLevel, start: str) -> bool:
    return body.level == level and name_key(body.name).startswith(start)
