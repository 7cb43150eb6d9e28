"""Seats: the posts of a body, the people's accounts, and who holds which post from when to when."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from chungtay.agencies.models.bodies import Agency
from chungtay.agencies.rules import HOLDER, capacities

STANDING_IN = sorted(code for code, capacity in capacities().items() if capacity.standing_in)


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=(username or "").lower())


class Account(AbstractBaseUser):
    """One person's login. Never shared; what it may do comes from the posts it holds."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(username=Lower("username")), name="account_username_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.username


class Post(models.Model):
    """A seat in an agency. ``role`` is a code of roles.toml.

    ``places`` are those of the agency's places that it looks after; none where it looks after the whole.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    places = models.ManyToManyField("places.Place", related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="post_once_per_agency")]

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """A person holds a post from a day to a day (the last day not included), in a capacity of capacities.toml.

    Who stands in for the post does so from an ``own_post``. ``powers`` names what passes, empty for the whole
    post. ``follows`` is the holding that this one took over. A holding that was called off before it began ends
    on the day it would have begun: it never held, and history keeps it.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    held_from = models.DateField()
    held_to = models.DateField(null=True)
    capacity = models.CharField(max_length=20, default=HOLDER)
    own_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True)
    powers = models.JSONField(default=list)
    ground = models.CharField(max_length=500, blank=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_to__isnull=True) | Q(held_to__gte=F("held_from")),
                name="holding_lives_forward",
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=sorted(capacities())), name="holding_capacity_known"
            ),
            models.CheckConstraint(
                condition=Q(own_post__isnull=False, capacity__in=STANDING_IN)
                | Q(own_post__isnull=True) & ~Q(capacity__in=STANDING_IN),
                name="holding_stands_in_from_own_post",
            ),
            models.CheckConstraint(
                condition=Q(own_post__isnull=True) | ~Q(own_post=F("post")),
                name="holding_stands_in_for_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} as {self.post_id}"
