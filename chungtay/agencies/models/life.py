"""The life of a body: what it was before it changed, and who took over from it."""

from django.db import models
from django.db.models import F, Q

from chungtay.agencies.models.bodies import Agency
from chungtay.agencies.rules import AgencyLevel


class FormerSelf(models.Model):
    """What a body was called, where it stood and under whom, until a change; ``ground`` is by what it changed.

    What it is now, or was last, stands in Agency.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="former_selves")
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=20, choices=[(level, level) for level in AgencyLevel])
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    parent = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    ground = models.CharField(max_length=300)

    class Meta:
        ordering = ["agency", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "valid_from"], name="former_self_once_per_day"),
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="former_self_lives_forward"
            ),
            models.CheckConstraint(condition=Q(level__in=list(AgencyLevel)), name="former_self_level_known"),
        ]

    def __str__(self) -> str:
        return self.name


class AgencySuccession(models.Model):
    """One body takes over a subject of another's work from a day on.

    ``parted``: it took over only a part of the territory. ``verified`` is false where the ground was not read.
    """

    old = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="successions")
    new = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="precessions")
    subject = models.CharField(max_length=40)  # a code of successions.toml
    on = models.DateField()
    parted = models.BooleanField(default=False)
    ground = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "subject"], name="agency_succession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="agency_succeeds_another"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id} ({self.subject})"
