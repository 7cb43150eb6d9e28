"""People follow the work: whoever held a post in a body that ended holds the same post in its successor."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from chungtay.agencies import queries
from chungtay.agencies.models import Agency, Holding, Post
from chungtay.agencies.rules import roles
from chungtay.base.actor import Actor
from chungtay.journal import services as journal


@transaction.atomic
def follow_posts(*, by: Actor, now: datetime, old: Agency, new: Agency, on: date, ground: str) -> int:
    """Holdings of the old body end on that day and go on in the new one; returns how many people followed.

    A post that stands in for another, or that looks after some places only, waits for a person to decide.
    """
    queries.must_manage(by, old)
    held = list_following(old.pk, on=on)
    for holding in held:
        begins = max(on, holding.held_from)
        post = _same_post(holding.post, new)
        Holding.objects.create(
            account_id=holding.account_id,
            post=post,
            held_from=begins,
            held_to=holding.held_to,
            capacity=holding.capacity,
            powers=holding.powers,
            ground=ground[:500],
            follows=holding,
        )
        Holding.objects.filter(pk=holding.pk).update(held_to=begins)
        journal.record(
            by=by, now=now, verb="account.followed", subject=f"account:{holding.account_id}",
            title=f"{post.name}, {new.name}", purpose=ground[:300], change={"post": [holding.post_id, post.pk]},
        )  # fmt: skip
    return len(held)


def list_following(agency: int, *, on: date) -> list[Holding]:
    """The holdings that pass on with a body on that day."""
    living = Q(held_to__isnull=True) | Q(held_to__gt=on) & Q(held_to__gt=F("held_from"))
    held = Holding.objects.filter(
        living, post__agency=agency, own_post__isnull=True, post__places__isnull=True
    )
    return list(held.select_related("post").order_by("held_from", "pk"))


def _same_post(post: Post, agency: Agency) -> Post:
    """A post of the same name and role. Two of one name and different roles stay two: nobody gains a power."""
    name = post.name
    if Post.objects.filter(agency=agency, name=name).exclude(role=post.role).exists():
        name = f"{post.name} ({roles()[post.role].name})"[:200]
    found, _made = Post.objects.get_or_create(agency=agency, name=name, defaults={"role": post.role})
    return found
