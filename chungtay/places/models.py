"""Administrative units through time. Everything here is open information."""

from django.db import models
from django.db.models import F, Q

from chungtay.places.rules import NAME_LIMIT, Kind, Share

_FORWARD = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))


class Place(models.Model):
    """A unit from a day to a day (``valid_to`` is the first day it no longer is; null: it still is).

    It stays the same row when it is renamed, becomes a ward or passes to another parent; a unit that later
    bears the same code with another meaning is another row. ``name`` and its fellows are what it is called
    now, or was last; what it was called before is in FormerName, under whom it stands in PlaceClosure.
    """

    code = models.CharField(
        max_length=20
    )  # official, as text ("01", "00004"); a village: its commune's, "-", a number
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in Kind])
    type_word = models.CharField(max_length=30)  # "xã", "tổ dân phố"
    name = models.CharField(max_length=NAME_LIMIT)
    full_name = models.CharField(max_length=160)
    key = models.CharField(max_length=160, db_index=True)  # fold(full_name), for search; never unique
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    ground = models.CharField(max_length=200, blank=True)  # the resolution or decision that made it

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="place_once_per_code_and_day"),
            models.CheckConstraint(condition=_FORWARD, name="place_lives_forward"),
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="place_kind_known"),
        ]
        indexes = [models.Index(fields=["kind", "valid_from", "valid_to"], name="place_kind_days")]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.code})"


class FormerName(models.Model):
    """What a unit was called earlier in its life; ``ground`` is by what it gave the name up."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="former_names")
    type_word = models.CharField(max_length=30)
    name = models.CharField(max_length=NAME_LIMIT)
    full_name = models.CharField(max_length=160)
    key = models.CharField(max_length=160, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    ground = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["place", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["place", "valid_from"], name="former_name_once_per_day"),
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="former_name_lives_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class PlaceClosure(models.Model):
    """For these days the ancestor stands ``depth`` steps above: 0 is the unit itself, 1 its parent."""

    ancestor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ancestor", "descendant", "valid_from"], name="ancestor_once_per_day"
            ),
            models.CheckConstraint(condition=_FORWARD, name="ancestry_lives_forward"),
            models.CheckConstraint(
                condition=Q(depth=0, ancestor=F("descendant"))
                | (Q(depth__gt=0) & ~Q(ancestor=F("descendant"))),
                name="own_ancestor_at_depth_0_only",
            ),
        ]
        indexes = [models.Index(fields=["descendant", "depth"], name="ancestry_upward")]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.descendant_id} ({self.depth})"


class Succession(models.Model):
    """An old unit became, or gave a part to, a new one.

    ``evidence`` tells how the data knows it; data/PROVENANCE.md explains the words.
    """

    old = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="into")
    new = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="out_of")
    on = models.DateField()  # the first day of the new
    share = models.CharField(max_length=10, choices=[(share, share) for share in Share])
    ground = models.CharField(max_length=200)  # the resolution
    evidence = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_once_per_pair"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="succession_to_another"),
            models.CheckConstraint(condition=Q(share__in=list(Share)), name="succession_share_known"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} -> {self.new_id}"


class Outline(models.Model):
    """The shape of a unit for these days. Sources do not fit each other: a map draws from one."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="outlines")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=20)  # a code of data/sources.toml
    shape = models.TextField()  # coordinates of a GeoJSON MultiPolygon, WGS 84, as compact JSON

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "valid_from"], name="outline_once_per_day"),
            models.CheckConstraint(condition=_FORWARD, name="outline_lives_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} ({self.source})"
