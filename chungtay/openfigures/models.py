"""The list of what a province publishes, and each table as it left."""

from django.db import models

from chungtay.openfigures.rules import Span


class OpenFigure(models.Model):
    """A decision to publish one measure. ``division``: "", a level of units, or a breakdown as "phan.CODE"."""

    province = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=200)
    division = models.CharField(max_length=80, blank=True)
    span = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Span])
    since = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.measure} by {self.division or 'nothing'}, {self.span}"


class Edition(models.Model):
    """One table as everybody may have it (``rules.Sheet`` as JSON); never changed."""

    figure = models.ForeignKey(OpenFigure, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sheet = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["figure", "number"], name="edition_once")]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.figure_id}"
