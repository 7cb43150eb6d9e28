"""What a token may do, what it looks like, how long it lives, how much it may ask."""

import secrets
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem

_PREFIX = "ct"  # so that a scanner of leaked secrets knows one when it meets it
_PEOPLE = ("people.", "cases.", "care.", "rights.", "tips.", "emergency.")


class TokenScope(StrEnum):
    """The closed list of what a token may be given. Each has its sentence and its powers in scopes.toml."""

    DIRECTORY_READ = "directory.read"
    WORK_READ = "work.read"
    WORK_REPORT = "work.report"
    WORK_MANAGE = "work.manage"
    DOCUMENTS_READ = "documents.read"
    DOCUMENTS_SEND = "documents.send"
    DOCUMENTS_REVIEW = "documents.review"
    NOTICES_READ = "notices.read"
    REPORTS_READ = "reports.read"
    REPORTS_WRITE = "reports.write"
    MONEY_READ = "money.read"
    MONEY_SPEND = "money.spend"
    MONEY_MANAGE = "money.manage"
    AREAS_READ = "areas.read"
    AREAS_WRITE = "areas.write"
    FIGURES_READ = "figures.read"
    FIGURES_WRITE = "figures.write"
    FIGURES_APPROVE = "figures.approve"
    REGISTERS_READ = "registers.read"
    REGISTERS_WRITE = "registers.write"
    REGISTERS_APPROVE = "registers.approve"
    SUPERVISION_READ = "supervision.read"
    SUPERVISION_WRITE = "supervision.write"
    HANDOVERS_MANAGE = "handovers.manage"
    DIRECTORY_MANAGE = "directory.manage"
    PROVINCE_MANAGE = "province.manage"
    EVENTS_READ = "events.read"
    EVENTS_MANAGE = "events.manage"
    FHIR_READ = "fhir.read"


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """What a scope lets a machine do, as a sentence, and the powers of the post that it works with.

    ``part``: what it is about, as the page offers it. ``everybody``: also for a post that has none of the powers, since
    part of it needs none.
    """

    part: str
    sentence: str
    powers: frozenset[Power]
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    a_minute: int
    page: int
    longest_page: int
    longest_days: int
    tokens: int


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("chungtay.api").joinpath(name).read_text(encoding="utf-8"))


@cache
def worked_examples() -> list[dict[str, str]]:
    """[{"words", "curl"}]: what the page about the interface shows, with $KHOA, $MAY and things in the place of ids."""
    return list(_read("examples.toml")["example"])


@cache
def limits() -> Limits:
    return Limits(**_read("limits.toml"))


@cache
def scopes() -> dict[TokenScope, ScopeWords]:
    """All scopes in the order of the file. An unknown scope or power fails here, at the first request."""
    return {
        TokenScope(code): ScopeWords(
            row["part"], row["sentence"], frozenset(map(Power, row["powers"])), row.get("everybody", False)
        )
        for code, row in _read("scopes.toml").items()
    }


def opens_people(scope: TokenScope) -> bool:
    """Whether what is done under the scope reads about persons: then the database is told for whom."""
    return any(power.startswith(_PEOPLE) for power in scopes()[scope].powers)


def scopes_for(powers: Collection[str]) -> list[TokenScope]:
    """What a post with these powers has a use for.

    What is about patients is for who treats them, and for nobody who merely may read files.
    """
    return [scope for scope in TokenScope if _has_use(scope, set(powers))]


def _has_use(scope: TokenScope, powers: set[str]) -> bool:
    if opens_people(scope):
        return Power.CARE_TREAT in powers
    words = scopes()[scope]
    return words.everybody or bool(words.powers & powers)


def narrowed(actor: Actor, scope: TokenScope) -> Actor:
    """The actor as an operation of this scope gets them: no power that the scope does not name, no emergency."""
    return replace(actor, powers=actor.powers & scopes()[scope].powers, opened=frozenset())


def last_day(today: date) -> date:
    """The longest that a token made today may live."""
    return today + timedelta(days=limits().longest_days)


def check_token(
    asked: Collection[str], ends_on: date, *, offered: Collection[str], living: int, today: date
) -> list[Problem]:
    """Why no token is made: nothing asked, something that the post cannot give, no sensible end, too many."""
    found = []
    if not asked:
        found.append(Problem("no_scope", "Hãy chọn ít nhất một việc mà khóa được làm.", "scopes"))
    if set(asked) - set(offered):
        found.append(Problem("scope_not_yours", "Chức danh này không làm được một việc đã chọn.", "scopes"))
    if not today < ends_on <= last_day(today):
        sentence = "Khóa phải có ngày hết hạn, sau hôm nay và chậm nhất là {day}."
        found.append(Problem("end", sentence, "ends_on", values={"day": f"{last_day(today):%d/%m/%Y}"}))
    if living >= limits().tokens:
        sentence = "Tài khoản đã có {n} khóa đang dùng; hãy thu hồi khóa không dùng nữa rồi tạo khóa mới."
        found.append(Problem("too_many", sentence, values={"n": living}))
    return found


# -- the secret ----------------------------------------------------------------------------------------------


def new_handle() -> str:
    """The open part: tells one token from another on a page and in the journal."""
    return secrets.token_hex(6)


def new_secret() -> str:
    """256 bits by chance: nothing that is worth guessing, so a plain hash keeps it (unlike a password)."""
    return secrets.token_hex(32)


def written(handle: str, secret: str) -> str:
    """The token as a machine sends it: ct_<handle>_<secret>."""
    return f"{_PREFIX}_{handle}_{secret}"


def parts_of(token: str) -> tuple[str, str] | None:
    """Handle and secret of what a machine sent; None for what cannot be a token."""
    prefix, _, rest = token.partition("_")
    handle, _, secret = rest.partition("_")
    fits = prefix == _PREFIX and len(handle) == 12 and len(secret) == 64 and token.isascii()
    return (handle, secret) if fits else None


def hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def in_order(chosen: Iterable[str]) -> list[str]:
    """Scopes as they are kept: each once, in the order of the list."""
    given = set(chosen)
    return [scope.value for scope in TokenScope if scope in given]
