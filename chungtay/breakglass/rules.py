"""When something may be opened in an emergency, for how long, and who looks at it afterwards."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem


class Verdict(StrEnum):
    """What the second person says of an opening."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"


@dataclass(frozen=True, slots=True)
class Policy:
    """``hours`` open at most; ``review_days`` within which it is reviewed; letters that a reason has at least."""

    hours: int
    reason_letters: int
    review_days: int


@cache
def policy() -> Policy:
    raw = tomllib.loads(files("chungtay.breakglass").joinpath("policy.toml").read_text(encoding="utf-8"))
    return Policy(raw["hours"], raw["reason_letters"], raw["review_days"])


def subject_of(kind: str, thing: int) -> str:
    return f"{kind}:{thing}"


def opened_ids(actor: Actor, kind: str) -> frozenset[int]:
    """The things of a kind that stand open to the actor now, by emergency."""
    marks = (subject.partition(":") for subject in actor.opened)
    return frozenset(int(thing) for what, _colon, thing in marks if what == kind)


def check_reason(reason: str) -> list[Problem]:
    letters = sum(character.isalpha() for character in reason)
    if letters >= policy().reason_letters:
        return []
    sentence = "Hãy ghi rõ vì sao phải mở ngay (ít nhất {letters} chữ cái): người rà soát sẽ đọc lý do này."
    return [Problem("reason_short", sentence, "reason", values={"letters": policy().reason_letters})]


def ends_at(opened_at: datetime) -> datetime:
    return opened_at + timedelta(hours=policy().hours)


def review_due(opened_at: datetime) -> datetime:
    """The moment by which a second person has looked at it."""
    return opened_at + timedelta(days=policy().review_days)


def may_review(actor: Actor, *, opener: int, reviewed: bool) -> bool:
    """A second person: who opened a thing never reviews it, from whatever post."""
    return actor.can("emergency.review") and actor.account != opener and not reviewed
