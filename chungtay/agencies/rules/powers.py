"""What a post may do: powers, and the roles that give them."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Power(StrEnum):
    """The closed list of what a post may be allowed to do. A new power needs a row in roles.toml and a test."""

    DOCUMENTS_MANAGE = "documents.manage"  # take papers in, have them read, review what was found
    PLANS_MANAGE = "plans.manage"  # make a plan of a reviewed paper, hand out its tasks
    PLANS_OVERSEE = "plans.oversee"  # see every plan and task of the jurisdiction
    WORK_REPORT = "work.report"  # report on the own agency's share of the work
    BUDGETS_MANAGE = "budgets.manage"  # approve estimates, allot, adjust and carry over the money of the jurisdiction
    BUDGETS_OVERSEE = "budgets.oversee"  # see every budget of the jurisdiction
    BUDGETS_SPEND = "budgets.spend"  # commit and spend what has been allotted to the own agency
    AGENCIES_MANAGE = "agencies.manage"  # agencies, posts, accounts
    PLACES_MANAGE = "places.manage"  # units below the commune
    JOURNAL_READ = "journal.read"


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    name: str
    sentence: str
    powers: frozenset[Power]


@cache
def roles() -> dict[str, Role]:
    """All roles by code, as roles.toml has them. An unknown power fails here, at the first request."""
    raw = tomllib.loads(files("chungtay.agencies").joinpath("roles.toml").read_text(encoding="utf-8"))
    return {
        code: Role(code, row["name"], row["sentence"], frozenset(Power(power) for power in row["powers"]))
        for code, row in raw.items()
    }
