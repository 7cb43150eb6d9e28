"""What was answered to an action that a browser sent under a key of its own."""

from django.db import models
from django.db.models import F, Q


class Replay(models.Model):
    """``key`` and ``action`` are SHA-256 in hex: of account and key, and of the address and everything sent.

    ``status`` is 0 while the action is being done, which nobody outside its transaction sees.
    """

    account = models.ForeignKey(
        "agencies.Account", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=64)
    action = models.CharField(max_length=64)
    at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    leads_to = models.CharField(max_length=500, blank=True)  # the address of a redirect
    body = models.BinaryField(default=b"")  # deflated

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="replay_once"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("at")), name="replay_expires_later"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.at:%Y-%m-%d} {self.status}"
