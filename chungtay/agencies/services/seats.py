"""What can happen to a post and to who holds it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from chungtay.agencies import queries
from chungtay.agencies.models import Account, Agency, Holding, Post
from chungtay.agencies.rules import (
    Term,
    capacities,
    check_role,
    check_term,
    may_deputise,
    roles,
)
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.places import queries as places


@transaction.atomic
def open_post(
    *, by: Actor, now: datetime, agency: Agency, name: str, role: str, looks_after: Collection[int] = ()
) -> Post:
    """A post of that name and role in the body, looking after these of its places; the standing one if it fits.

    NotThere for a body that one does not manage.
    """
    queries.must_manage(by, agency)
    post = Post.objects.filter(agency=agency, name=name).first()
    if post is not None and post.role == role and not looks_after:
        return post
    problems = check_post(agency, role, looks_after)
    if post is not None:
        sentence = "Cơ quan đã có chức danh này với vai trò hoặc địa bàn khác: hãy đặt tên khác."
        problems.append(Problem("post_differs", sentence, "post_name"))
    if problems:
        raise Refused(problems)
    post = Post.objects.create(agency=agency, name=name, role=role)
    post.places.set(looks_after)
    journal.record(
        by=by, now=now, verb="post.opened", subject=f"post:{post.pk}", title=_titled(post),
        change={"role": [None, role], "places": [[], sorted(looks_after)]},
    )  # fmt: skip
    return post


def check_post(agency: Agency, role: str, looks_after: Collection[int]) -> list[Problem]:
    """Why a post of the body cannot have this role and look after these places."""
    narrows = role in roles() and roles()[role].narrows
    problems = check_role(role, roles(), narrowed=bool(looks_after), narrows=narrows)
    inside = set(places.ids_ever_within([agency.place_id])) if agency.place_id else set()
    if set(looks_after) - inside:
        problems.append(
            Problem("places_outside", "Có địa bàn không thuộc địa bàn của cơ quan này.", "places")
        )
    return problems


@transaction.atomic
def set_places(*, by: Actor, now: datetime, post: int, looks_after: Collection[int]) -> None:
    """The post looks after these places from now on; none for the whole. NotThere where one does not manage."""
    changed = _managed_post(by, post)
    problems = check_post(changed.agency, changed.role, looks_after)
    if problems:
        raise Refused(problems)
    before = sorted(changed.places.values_list("pk", flat=True))
    if before == sorted(looks_after):
        return
    changed.places.set(looks_after)
    journal.record(
        by=by, now=now, verb="post.places_set", subject=f"post:{post}", title=_titled(changed),
        change={"places": [before, sorted(looks_after)]},
    )  # fmt: skip


@transaction.atomic
def give_post(*, by: Actor, now: datetime, post: int, account: Account, term: Term) -> Holding:
    """A person holds a post on these terms; standing in for somebody is ``deputise``.

    NotThere for a post that one does not manage. Refused: terms that cannot be, an account that is closed or
    already holds the post in that time.
    """
    given = _managed_post(by, post)
    problems = check_term(term, roles()[given.role])
    if not problems and capacities()[term.capacity].standing_in:
        problems = [
            Problem("stands_in", "Ký thay, thừa lệnh, thừa ủy quyền thì dùng “Ủy quyền”.", "capacity")
        ]
    problems += _check_person(by, account, given.pk, term)
    if problems:
        raise Refused(problems)
    return _hold(by, now, account, given, term)


@transaction.atomic
def deputise(*, by: Actor, now: datetime, post: int, deputy: Account, term: Term) -> Holding:
    """Somebody who holds another post of the body stands in for this one, from a day to a day; ends by itself.

    For who manages the body, and for who holds the post and may hand it on; anybody else gets NotThere.
    """
    lent = _post(post)
    capacity = _capacity_of(by, post, on=term.held_from)
    if not may_deputise(by, post=post, capacity=capacity, manages=queries.may_manage(by, lent.agency)):
        raise NotThere("post")
    problems = check_term(term, roles()[lent.role])
    if not problems and not capacities()[term.capacity].standing_in:
        problems = [Problem("stands_alone", "Tư cách này không phải là làm thay người khác.", "capacity")]
    own = queries.list_colleagues(lent.agency_id, on=term.held_from).filter(account=deputy).exclude(post=post)
    own_post = own.first()
    if own_post is None:
        sentence = "Chỉ giao cho người đang giữ chức danh khác trong cùng cơ quan vào ngày ấy."
        problems.append(Problem("deputy_foreign", sentence, "deputy"))
    problems += _check_person(by, deputy, post, term)
    if own_post is None or problems:
        raise Refused(problems)
    return _hold(by, now, deputy, lent, term, own_post=own_post.post)


@transaction.atomic
def end_holding(*, by: Actor, now: datetime, holding: int, on: date, ground: str) -> None:
    """A person no longer holds a post from that day; before it began, it is called off. NotThere as for give_post."""
    ended = queries.get_holding(by, holding)
    problems = []
    if not ground.strip():
        problems.append(Problem("ground_empty", "Hãy ghi căn cứ: văn bản hoặc lý do.", "ground"))
    if ended.held_to is not None and ended.held_to <= on:
        problems.append(Problem("ended_before", "Người này đã thôi giữ chức danh trước ngày ấy.", "on"))
    if problems:
        raise Refused(problems)
    end_terms(by=by, now=now, holdings=[ended], on=on, ground=ground)


def end_terms(*, by: Actor, now: datetime, holdings: Sequence[Holding], on: date, ground: str) -> None:
    """End these holdings, and what their holders stand in for from these posts. The caller checked that ``by`` may."""
    for holding in holdings:
        standing_in = Holding.objects.filter(account=holding.account_id, own_post=holding.post_id)
        for ended in [holding, *standing_in.filter(Q(held_to__isnull=True) | Q(held_to__gt=on))]:
            last = max(on, ended.held_from)
            before = ended.held_to.isoformat() if ended.held_to else None
            Holding.objects.filter(pk=ended.pk).update(held_to=last)
            journal.record(
                by=by, now=now, verb="post.left", subject=f"post:{ended.post_id}", title=_titled(ended.post),
                change={"account": [ended.account_id, None], "held_to": [before, last.isoformat()]},
                purpose=ground,
            )  # fmt: skip


@transaction.atomic
def pass_on(
    *, by: Actor, now: datetime, holdings: Collection[int], to: Account, on: date, ground: str
) -> list[Holding]:
    """Posts pass to a successor from that day, in the same capacity and to the same end; the former holds them no more.

    Returns the new holdings, each following an old one. NotThere for a post that one does not manage. Refused:
    nothing chosen, a day on which they are not held, a successor that is closed or holds the post already.
    """
    passing = [queries.get_holding(by, holding) for holding in holdings]
    problems = _check_passing(passing, to, on, ground)
    for holding in passing:
        problems += _check_person(by, to, holding.post_id, Term(held_from=on, held_to=holding.held_to))
    if problems:
        raise Refused(problems)
    ends = {holding.pk: holding.held_to for holding in passing}
    end_terms(by=by, now=now, holdings=passing, on=on, ground=ground)
    return [
        _hold(
            by, now, to, holding.post,
            Term(on, ends[holding.pk], holding.capacity, tuple(holding.powers), ground), follows=holding,
        )
        for holding in passing
    ]  # fmt: skip


def _check_passing(passing: Sequence[Holding], to: Account, on: date, ground: str) -> list[Problem]:
    problems = []
    if not passing:
        problems.append(Problem("posts_empty", "Chọn ít nhất một chức danh để bàn giao.", "holdings"))
    if not ground.strip():
        problems.append(
            Problem("ground_empty", "Hãy ghi căn cứ: số, ngày của quyết định điều động.", "ground")
        )
    if any(holding.account_id == to.pk for holding in passing):
        problems.append(Problem("to_oneself", "Người nhận phải là người khác.", "to"))
    if any(on <= holding.held_from for holding in passing):
        problems.append(Problem("day_too_early", "Ngày bàn giao phải sau ngày nhận chức danh.", "on"))
    if any(holding.held_to is not None and holding.held_to <= on for holding in passing):
        problems.append(Problem("day_too_late", "Đến ngày ấy người này đã thôi giữ chức danh.", "on"))
    if any(capacities()[holding.capacity].standing_in for holding in passing):
        sentence = "Việc làm thay người khác không bàn giao được: hãy ủy quyền lại cho người mới."
        problems.append(Problem("stands_in", sentence, "holdings"))
    return problems


def _check_person(by: Actor, account: Account, post: int, term: Term) -> list[Problem]:
    """Why this person cannot hold the post in that time; nobody gives a post to themselves."""
    if account.pk == by.account:
        return [
            Problem("own_hand", "Không ai tự giao chức danh cho mình: hãy nhờ một quản trị khác.", "account")
        ]
    if not account.is_active:
        return [Problem("account_closed", "Tài khoản này đã đóng: hãy mở lại trước.", "account")]
    held = Holding.objects.filter(account=account, post=post).exclude(held_to=F("held_from"))
    held = held.filter(Q(held_to__isnull=True) | Q(held_to__gt=term.held_from))
    if term.held_to is not None:
        held = held.filter(held_from__lt=term.held_to)
    if held.exists():
        return [Problem("holds_already", "Người này đã giữ chức danh ấy trong thời gian đó.", "account")]
    return []


def _hold(
    by: Actor, now: datetime, account: Account, post: Post, term: Term, *,
    own_post: Post | None = None, follows: Holding | None = None,
) -> Holding:  # fmt: skip
    made = Holding.objects.create(
        account=account, post=post, held_from=term.held_from, held_to=term.held_to, capacity=term.capacity,
        own_post=own_post, powers=sorted(term.named), ground=term.ground, follows=follows,
    )  # fmt: skip
    change = {
        "account": [follows.account_id if follows else None, account.pk],
        "capacity": [None, term.capacity],
    }
    days = {"held_from": [None, term.held_from.isoformat()]}
    if term.held_to:
        days["held_to"] = [None, term.held_to.isoformat()]
    if term.named:
        days["powers"] = [None, ", ".join(sorted(term.named))]
    verb = "post.passed_on" if follows else "post.lent" if own_post else "post.given"
    journal.record(
        by=by, now=now, verb=verb, subject=f"post:{post.pk}", title=_titled(post), change={**change, **days},
        purpose=term.ground,
    )  # fmt: skip
    return made


def _post(post: int) -> Post:
    found = Post.objects.select_related("agency").filter(pk=post).first()
    if found is None:
        raise NotThere("post")
    return found


def _managed_post(by: Actor, post: int) -> Post:
    found = _post(post)
    queries.must_manage(by, found.agency)
    return found


def _capacity_of(by: Actor, post: int, *, on: date) -> str | None:
    """In what capacity the actor holds the post on that day, if at all."""
    return next(
        (row.capacity for row in queries.list_holdings(by.account, on=on) if row.post_id == post), None
    )


def _titled(post: Post) -> str:
    return f"{post.name}, {post.agency.name}"
