"""Finding posts, who holds them in which capacity, and the accounts that one looks after."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, time

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from chungtay.agencies.models import Account, Holding, Post
from chungtay.agencies.queries.bodies import managed_by
from chungtay.agencies.rules import (
    HOLDER,
    Power,
    capacities,
    may_close_account,
    powers_passing,
    roles,
    signature,
)
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.places import queries as places


def held_on(on: date) -> Q:
    return Q(held_from__lte=on) & (Q(held_to__isnull=True) | Q(held_to__gt=on))


def list_posts(actor: Actor, agency: int) -> QuerySet[Post]:
    """The posts of a body; names of bodies and of who works in them are open to every signed-in person."""
    return Post.objects.filter(agency=agency).prefetch_related("places").order_by("name")


def get_post(actor: Actor, post: int) -> Post:
    try:
        return Post.objects.select_related("agency").prefetch_related("places").get(pk=post)
    except Post.DoesNotExist:
        raise NotThere("post") from None


def list_terms(actor: Actor, *, posts: list[int]) -> list[Holding]:
    """Who holds, held and will hold these posts, the latest first; without what was called off before it began."""
    rows = Holding.objects.filter(post__in=posts).exclude(held_to=F("held_from"))
    return list(
        rows.select_related("account", "post__agency", "own_post", "follows__account").order_by(
            "-held_from", "-pk"
        )
    )


def list_holdings(account: int, *, on: date) -> list[Holding]:
    """The posts a person holds on that day, the longest held first.

    Asked before every page: what few holdings have, a post of one's own or somebody before, is fetched where it is.
    """
    held = Holding.objects.filter(held_on(on), account=account)
    return list(held.select_related("account", "post__agency").order_by("held_from", "pk"))


def holdings_of_post(post: int, *, on: date) -> list[Holding]:
    """Everybody who holds the post on that day, deputies included, the longest first."""
    held = Holding.objects.filter(held_on(on), post=post, account__is_active=True)
    return list(held.select_related("account").order_by("held_from", "pk"))


def holders_of_power(power: Power, *, near: int | None, on: date) -> frozenset[int]:
    """The accounts that hold, on that day, a post with the power in a body whose place is, or lies above, this one."""
    able = [code for code, role in roles().items() if power in role.powers]
    held = Holding.objects.filter(
        held_on(on),
        post__role__in=able,
        post__agency__place__in=places.ids_ever_above(near),
        account__is_active=True,
    ).select_related("post")
    return frozenset(
        holding.account_id
        for holding in held
        if power in powers_passing(roles()[holding.post.role], holding.capacity, holding.powers)
    )


def signed_as(holding: Holding) -> str:
    """How the holder signs; empty where that is simply the name of the post."""
    return signature(
        holding.capacity,
        post=holding.post.name,
        own=holding.own_post.name if holding.own_post else "",
        body=holding.post.agency.name,
    )


def followed_by(holding: Holding) -> Iterator[tuple[int, datetime]]:
    """Who held the post before, one after the other backwards: the account, and the moment at which they handed on."""
    while holding.follows is not None:
        since, holding = holding.held_from, holding.follows
        yield holding.account_id, timezone.make_aware(datetime.combine(since, time.min))


def get_holding(actor: Actor, holding: int) -> Holding:
    """A holding of a body that the actor manages."""
    rows = Holding.objects.filter(post__agency__in=managed_by(actor).values("pk"))
    found = rows.select_related("account", "post__agency", "own_post").filter(pk=holding).first()
    if found is None:
        raise NotThere("holding")
    return found


def list_colleagues(agency: int, *, on: date) -> QuerySet[Holding]:
    """Who holds a post of the body in a capacity of their own on that day: those that may stand in for another."""
    own = [code for code, capacity in capacities().items() if not capacity.standing_in]
    held = Holding.objects.filter(held_on(on), post__agency=agency, capacity__in=own, account__is_active=True)
    return held.select_related("account", "post").order_by("account__name", "pk")


def managed_accounts(actor: Actor) -> QuerySet[Account]:
    """The accounts that hold, held or will hold a post in a body that the actor manages."""
    there = Holding.objects.filter(post__agency__in=managed_by(actor).values("pk"))
    return Account.objects.filter(pk__in=there.values("account"))


def visible_accounts(actor: Actor) -> QuerySet[Account]:
    """Every account for which rules.may_see_account says yes."""
    return Account.objects.filter(Q(pk=actor.account) | Q(pk__in=managed_accounts(actor).values("pk")))


def get_account(actor: Actor, account: int) -> Account:
    found = visible_accounts(actor).filter(pk=account).first()
    if found is None:
        raise NotThere("account")
    return found


def manages_all(actor: Actor, account: int, *, on: date) -> bool:
    """Whether the actor manages every body in which the person holds a post on that day or later."""
    held = Holding.objects.filter(Q(held_to__isnull=True) | Q(held_to__gt=on), account=account)
    return (
        managed_accounts(actor).filter(pk=account).exists()
        and not held.exclude(post__agency__in=managed_by(actor).values("pk")).exists()
    )


def get_closable(actor: Actor, account: int, *, on: date) -> Account:
    """An account that the actor may close, open again or help: rules.may_close_account."""
    found = get_account(actor, account)
    if not may_close_account(actor, account=account, manages_all=manages_all(actor, account, on=on)):
        raise NotThere("account")
    return found


def list_held_by(accounts: Collection[int], *, on: date) -> dict[int, list[Holding]]:
    """What each of these accounts, already fetched for the actor, holds on that day."""
    rows = Holding.objects.filter(held_on(on), account__in=accounts)
    held: dict[int, list[Holding]] = defaultdict(list)
    for row in rows.select_related("account", "post__agency", "own_post").order_by("held_from", "pk"):
        held[row.account_id].append(row)
    return held


def who_sits(accounts: Collection[int], *, on: date) -> set[tuple[int, int]]:
    """Post and account, wherever one of these accounts holds a post on that day and may sign in."""
    rows = Holding.objects.filter(held_on(on), account__in=accounts, account__is_active=True)
    return set(rows.values_list("post", "account"))


def list_accounts(actor: Actor, *, words: str = "") -> QuerySet[Account]:
    """The accounts one manages, by name."""
    found = managed_accounts(actor)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(username__icontains=word))
    return found.order_by("name", "pk")


def list_terms_of(account: int) -> list[Holding]:
    """Every post that a person holds, held or will hold, the latest first; the caller fetched the account."""
    rows = Holding.objects.filter(account=account).exclude(held_to=F("held_from"))
    return list(
        rows.select_related("account", "post__agency", "own_post", "follows__account").order_by(
            "-held_from", "-pk"
        )
    )


def list_example_accounts() -> list[Holding]:
    """The accounts that the sign-in page of the example offers; never any other."""
    return list(
        Holding.objects.filter(account__is_example=True, account__is_active=True, capacity=HOLDER)
        .select_related("account", "post__agency")
        .order_by("pk")
    )


def find_account(actor: Actor, username: str, *, on: date) -> Account | None:
    """The account of that name to give a post to: one that the actor manages, or whose holder has no post from that
    day on. A day on which a person had no post yet gives nobody a claim on them.
    """
    bound = Holding.objects.filter(Q(held_to__isnull=True) | Q(held_to__gt=on)).exclude(
        held_to=F("held_from")
    )
    free = Account.objects.filter(is_active=True).exclude(pk__in=bound.values("account"))
    known = managed_accounts(actor) | free
    return known.filter(username=username.strip().lower()).first()
