"""From which day a commune's files are complete enough to be counted."""

from django.db import models


class Counting(models.Model):
    """A person has said that the files of this place are all here: from ``since`` its numbers are counted, not typed.

    Without a row nothing is counted: files that are not in the system yet are no zero.
    """

    place = models.OneToOneField("places.Place", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"place {self.place_id} since {self.since}"
