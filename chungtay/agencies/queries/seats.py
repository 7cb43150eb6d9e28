"""Finding posts and who holds them."""

from datetime import date

from django.db.models import QuerySet

from chungtay.agencies.models import Holding, Post
from chungtay.base.actor import Actor


def list_posts(actor: Actor, agency: int) -> QuerySet[Post]:
    return Post.objects.filter(agency=agency).prefetch_related("holdings__account").order_by("name")


def list_holdings(account: int, *, on: date) -> list[Holding]:
    """The posts a person holds on that day, the longest held first."""
    held = Holding.objects.filter(account=account, held_from__lte=on).exclude(held_to__lte=on)
    return list(held.select_related("post__agency").order_by("held_from", "pk"))


def list_example_accounts() -> list[Holding]:
    """The accounts that the sign-in page of the example offers; never any other."""
    return list(
        Holding.objects.filter(account__is_example=True, account__is_active=True)
        .select_related("account", "post__agency")
        .order_by("pk")
    )
