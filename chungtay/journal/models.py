"""One table that only grows. It points at no other table, so that history neither blocks nor follows a deletion."""

from django.db import models


class Entry(models.Model):
    """Something that happened, or a look at a guarded page (``verb`` "looked")."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    account = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200)
    agency = models.CharField(max_length=300)
    place = models.BigIntegerField(
        null=True, db_index=True
    )  # of the body; none for the installation's own work
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)  # "plan:12"; never a person's name
    title = models.CharField(max_length=400)
    change = models.JSONField(default=dict)  # {"field": [before, after]}
    purpose = models.CharField(max_length=300, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["subject", "number"], name="journal_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"
