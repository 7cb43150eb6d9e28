"""When something last happened to the installation itself."""

from django.db import models
from django.db.models import Q

from chungtay.operation.rules import MarkName


class Mark(models.Model):
    """``told`` are sizes and seconds, for the page of the administrators; never a name of a person."""

    name = models.CharField(max_length=20, unique=True, choices=[(one.value, one.value) for one in MarkName])
    at = models.DateTimeField()
    told = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(name__in=list(MarkName)), name="mark_name_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at}"
