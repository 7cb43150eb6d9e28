"""Keys of phones, and what has come through the OpenRosa door."""

from django.db import models
from django.db.models import F, Q


class PhoneKey(models.Model):
    """Opens the OpenRosa door, and nothing else, for one person in one post from one phone.

    ``name`` is what the phone says it is; of its secret only the SHA-256 is kept (the secret has 120 bits, so nothing
    slower is needed). ``label`` is the person's own word for the phone.
    """

    account = models.ForeignKey("agencies.Account", models.CASCADE, related_name="+")
    post = models.ForeignKey("agencies.Post", models.CASCADE, related_name="+")
    name = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=60)
    secret = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_on = models.DateField()  # the first day on which it opens nothing
    revoked_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)  # the day, no finer

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(secret__regex=r"^[0-9a-f]{64}$"), name="phone_secret_hashed"),  # noqa: S106
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")),
                name="phone_key_lives_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Received(models.Model):
    """One filled form that came in, by the instanceID that the phone gave it: what comes again is known by this.

    ``revision`` is that of the entry once it was in, for an edit that was made on it.
    """

    instance = models.CharField(max_length=200)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey("registers.Entry", models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    key = models.ForeignKey(PhoneKey, models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "instance"], name="instance_received_once")]

    def __str__(self) -> str:
        return self.instance
