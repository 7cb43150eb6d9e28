"""What an agency is, and what it is called."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.base.text import fold


class AgencyKind(StrEnum):
    PEOPLES_COMMITTEE = "peoples_committee"
    POLICE = "police"
    MILITARY = "military"
    BORDER_GUARD = "border_guard"
    CUSTOMS = "customs"
    DEPARTMENT = "department"
    PARTY = "party"
    FRONT = "front"
    MASS_ORGANISATION = "mass_organisation"
    COURT = "court"
    PROCURACY = "procuracy"
    FACILITY = "facility"
    STEERING_COMMITTEE = "steering_committee"
    GROUP = "group"  # named together in papers ("các sở, ban, ngành"); its members do the work
    OTHER = "other"


class AgencyLevel(StrEnum):
    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@cache
def _lexicon() -> dict[str, Any]:
    raw = files("chungtay.agencies").joinpath("abbreviations.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


def name_key(name: str) -> str:
    """The key under which a body's name is found, whatever its spelling, dashes and abbreviations.

    >>> name_key("Sở LĐ-TB&XH") == name_key("Sở Lao động, Thương binh và Xã hội")
    True
    """
    return " ".join(_without(_lexicon()["silent"]["words"], _spelled_out(name)).split())


def kind_of(name: str) -> AgencyKind:
    """The kind that a body's name tells, OTHER where it tells none.

    >>> kind_of("UBND các xã, phường"), kind_of("UBND phường Mường Thanh")
    (<AgencyKind.GROUP: 'group'>, <AgencyKind.PEOPLES_COMMITTEE: 'peoples_committee'>)
    """
    spelled, plural = _spelled_out(name).strip(), _lexicon()["plural"]
    if spelled.startswith(tuple(plural["starts"])) or any(words in spelled for words in plural["phrases"]):
        return AgencyKind.GROUP
    key = name_key(name)
    for start, kind in _lexicon()["kinds"].items():
        if key.startswith(start):
            return AgencyKind(kind)
    return AgencyKind.OTHER


def _spelled_out(name: str) -> str:
    """The folded name between blanks, its abbreviations written out."""
    spelled = f" {fold(name)} "
    for short, long in _lexicon()["short"].items():
        spelled = spelled.replace(f" {short} ", f" {long} ")
    return spelled


def _without(words: list[str], spelled: str) -> str:
    for word in words:
        spelled = spelled.replace(f" {word} ", " ")
    return spelled
