"""Who holds a post in which capacity, what passes with it, how it is signed, and who may change that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache

from chungtay.agencies.rules.powers import Power, Role, read_toml
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem

HOLDER = "holder"  # the capacity of who simply holds a post


@dataclass(frozen=True, slots=True)
class Capacity:
    """A row of capacities.toml, whose head says what each field means."""

    code: str
    name: str
    sentence: str
    prefix: str
    signs: str
    passes: str
    never: frozenset[Power]
    ground: bool
    ends: bool
    standing_in: bool
    hands_on: bool
    verified: bool


@cache
def capacities() -> dict[str, Capacity]:
    """All capacities by code. A field that is missing or too many fails here."""
    return {
        code: Capacity(code=code, **{**row, "never": frozenset(Power(name) for name in row.get("never", ()))})
        for code, row in read_toml("capacities.toml").items()
    }


def signature(capacity: str, *, post: str, own: str, body: str) -> str:
    """How a post is signed in this capacity; empty where it is simply its name.

    >>> signature("for_head", post="Trưởng Công an xã", own="Phó Trưởng Công an xã", body="Công an xã A")
    'KT. TRƯỞNG CÔNG AN XÃ – PHÓ TRƯỞNG CÔNG AN XÃ'
    """
    words = {"post": post.upper(), "own": own.upper(), "body": body.upper()}
    return capacities()[capacity].signs.format(**words)


def powers_passing(role: Role, capacity: str, named: Collection[str] = ()) -> frozenset[Power]:
    """The powers that a post gives to who holds it in this capacity; ``named`` cuts them down."""
    passing = role.powers - capacities()[capacity].never
    return frozenset(power for power in passing if not named or power in named)


@dataclass(frozen=True, slots=True)
class Term:
    """In what capacity and how long somebody is to hold a post; ``named`` lists powers, empty for the whole post."""

    held_from: date
    held_to: date | None = None
    capacity: str = HOLDER
    named: tuple[str, ...] = ()
    ground: str = ""


def check_term(term: Term, role: Role) -> list[Problem]:
    """Why somebody cannot hold a post of this role on these terms."""
    capacity = capacities().get(term.capacity)
    if capacity is None:
        return [Problem("capacity_unknown", "Chọn một tư cách trong danh sách.", "capacity")]
    problems = []
    if term.held_to is not None and term.held_to <= term.held_from:
        problems.append(Problem("term_backward", "Ngày kết thúc phải sau ngày bắt đầu.", "held_to"))
    if capacity.ends and term.held_to is None:
        problems.append(
            Problem("term_open", "Thừa ủy quyền phải có thời hạn: hãy ghi ngày kết thúc.", "held_to")
        )
    if capacity.ground and not term.ground.strip():
        problems.append(
            Problem("ground_empty", "Hãy ghi căn cứ: số, ngày của văn bản giao việc này.", "ground")
        )
    if capacity.passes == "named" and not term.named:
        problems.append(
            Problem("powers_unnamed", "Tư cách này chỉ ký những việc được nêu tên: hãy chọn việc.", "named")
        )
    if capacity.passes == "whole" and term.named:
        problems.append(
            Problem("powers_named", "Tư cách này nhận trọn chức danh: hãy bỏ chọn việc.", "named")
        )
    if set(term.named) - powers_passing(role, term.capacity):
        problems.append(
            Problem("powers_foreign", "Có việc mà chức danh này không có hoặc không giao lại được.", "named")
        )
    return problems


def check_role(role: str, known: Collection[str], *, narrowed: bool, narrows: bool) -> list[Problem]:
    """A post's role is of the list, and one that acts for its whole body is not cut down to some places."""
    if role not in known:
        return [Problem("role_unknown", "Chọn một vai trò trong danh sách.", "role")]
    if narrowed and not narrows:
        sentence = (
            "Vai trò này làm việc cho cả cơ quan nên không thu hẹp địa bàn được. "
            "Hãy để trống địa bàn, hoặc chọn vai trò khác, ví dụ cán bộ theo dõi địa bàn."
        )
        return [Problem("role_is_whole", sentence, "places")]
    return []


def may_manage_agency(actor: Actor, *, opened_by: int | None, above: Collection[int]) -> bool:
    """With the power for it: a body of the jurisdiction, past or present, or a placeless one that the office wrote in.

    ``above`` holds every place that the body's place is, was, or ever stood under. Writing in a body of another
    province, because a paper names it, gives no hold on it: a seat there would reach that whole province. A post that
    looks after some places only stays in them. Work that no post started (setting up) has no jurisdiction to stay in.
    """
    if not actor.can(Power.AGENCIES_MANAGE):
        return False
    wrote_it_in = opened_by == actor.agency and not above and not actor.places
    return not actor.agency or wrote_it_in or not actor.reach.isdisjoint(above)


def in_jurisdiction(actor: Actor, *, agency: int, above: Collection[int]) -> bool:
    """A body whose place lies in the actor's reach on a day; and the own body, unless the post looks after some
    places only. ``above`` holds the body's place and every place that it stands under on that day.
    """
    return not actor.reach.isdisjoint(above) or (agency == actor.agency and not actor.places)


def may_see_account(actor: Actor, *, account: int, manages: bool) -> bool:
    """One's own, and those that hold or held a post in a body one ``manages``."""
    return account == actor.account or manages


def may_close_account(actor: Actor, *, account: int, manages_all: bool) -> bool:
    """Who manages every body in which the person holds a post; nobody their own."""
    return manages_all and account != actor.account


def may_deputise(actor: Actor, *, post: int, capacity: str | None, manages: bool) -> bool:
    """Who manages the body, or who holds the post in a ``capacity`` that may be handed on (None: holds it not)."""
    hands_on = capacity is not None and capacities()[capacity].hands_on
    return manages or (actor.post == post and hands_on)
