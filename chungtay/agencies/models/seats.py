"""Seats: the posts of a body, the people's accounts, and who holds which post from when to when."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from chungtay.agencies.models.bodies import Agency


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
    """A seat in an agency. ``role`` is a code of roles.toml."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="post_once_per_agency")]

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """A person holds a post from a day to a day (the last day not included)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    held_from = models.DateField()
    held_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_to__isnull=True) | Q(held_to__gt=F("held_from")),
                name="holding_lives_forward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} as {self.post_id}"
