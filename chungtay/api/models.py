"""Tokens: with which machines ask as a post."""

from django.db import models
from django.db.models import F, Q


class Token(models.Model):
    """What a machine shows to ask as one post of one person.

    ``handle`` is open, ``hash`` the SHA-256 of the secret part in hex. ``minute`` and ``asked`` count the requests of
    the present minute; no address is kept, and of the use only the day.
    """

    account = models.ForeignKey("agencies.Account", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey("agencies.Post", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    handle = models.CharField(max_length=12, unique=True)
    hash = models.CharField(max_length=64)
    scopes = models.JSONField()
    made = models.DateTimeField()
    ends_on = models.DateField()  # its last day
    revoked = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)
    minute = models.DateTimeField(null=True)
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked__isnull=True) | Q(revoked__gte=F("made")), name="token_revoked_after_made"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handle} of {self.account_id}"
