"""Days off that a province has entered, and the numbers it gives to its outgoing papers."""

from django.db import models
from django.db.models import F, Q

from chungtay.law.rules.calendar import DayOffKind


class DayOff(models.Model):
    """One line of the yearly decision, in force for the bodies of a place and below it."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in DayOffKind])
    works = models.DateField(null=True)  # the Saturday worked in exchange
    ground = models.CharField(max_length=300)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="day_off_runs_forward"),
            models.CheckConstraint(condition=Q(kind__in=list(DayOffKind)), name="day_off_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=DayOffKind.EXCHANGED, works__isnull=False)
                | (~Q(kind=DayOffKind.EXCHANGED) & Q(works__isnull=True)),
                name="day_off_exchange_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.name}"


class NumberSeries(models.Model):
    """A body's numbers of one kind of paper, begun anew each year. ``first`` is where the year of entry began."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    symbol = models.CharField(max_length=60)  # "KH-UBND"
    name = models.CharField(max_length=200)
    opened_on = models.DateField()
    first = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["symbol"]
        constraints = [models.UniqueConstraint(fields=["agency", "symbol"], name="series_once_per_agency")]

    def __str__(self) -> str:
        return self.symbol


class PaperNumber(models.Model):
    """A number taken for a paper. A number given up stays, struck through, so that none is given twice."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="numbers")
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=400)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    void_ground = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="number_once_a_year"),
            models.CheckConstraint(condition=Q(number__gte=1), name="number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.series_id}/{self.year}"
