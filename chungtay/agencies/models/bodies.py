"""Bodies: agencies, their names, and the groups that papers name together."""

from django.db import models
from django.db.models import F, Q

from chungtay.agencies.rules import AgencyKind, AgencyLevel


class Agency(models.Model):
    """A body from a day to a day. A group ("các sở, ban, ngành") is an agency of kind GROUP with members."""

    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in AgencyKind])
    level = models.CharField(max_length=20, choices=[(level, level) for level in AgencyLevel])
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="children", null=True)
    members: "models.ManyToManyField[Agency, Membership]" = models.ManyToManyField(
        "self", through="Membership", symmetrical=False, related_name="groups"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    ground = models.CharField(max_length=300, blank=True)  # the decision that made it
    end_ground = models.CharField(max_length=300, blank=True)  # and the one that ended it
    opened_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True
    )  # whose office wrote it in
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["level", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="agency_lives_forward",
            ),
            models.CheckConstraint(condition=Q(kind__in=list(AgencyKind)), name="agency_kind_known"),
            models.CheckConstraint(condition=Q(level__in=list(AgencyLevel)), name="agency_level_known"),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyAlias(models.Model):
    """Another way in which papers write the name; ``key`` is rules.name_key of it. Not unique: see queries.resolve.

    It means the body in papers of these days; empty for as long as the body is.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=300)
    key = models.CharField(max_length=300, db_index=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="alias_once_per_agency"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="alias_lives_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Membership(models.Model):
    group = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="membership_rows")
    member = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="group_rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="member_once"),
            models.CheckConstraint(condition=~Q(group=F("member")), name="group_not_its_own_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"
