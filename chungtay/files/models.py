"""One row for each different content; the bytes lie on disk under their own checksum."""

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """``name`` is the name it first came with; whoever attaches it keeps the name it came with there."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()  # bytes
    media_type = models.CharField(max_length=120)  # what the content says, not what the sender said
    name = models.CharField(max_length=200)
    kept_at = models.DateTimeField()
    kept_by = models.BigIntegerField()  # account; 0 for the system

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_sha256_hex"),
        ]

    def __str__(self) -> str:
        return self.name
