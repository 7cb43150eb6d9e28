"""What is counted: elements, how they are broken down, the forms that gather them. No value stands here.

Days are half-open: ``valid_to`` is the first day on which the thing no longer is; null while it is. Nothing is
deleted. ``place`` is whose own thing it is: null for what the project ships, for everybody.
"""

from django.db import models
from django.db.models import F, Q

from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.catalogue.rules import Aggregation, PeriodKind, ValueKind

CODE_LIMIT = 80
_FORWARD = Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))


class Breakdown(models.Model):
    """A way to divide a number. ``additive``: its parts may be added together (heroin and pills may not)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    additive = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class BreakdownOption(models.Model):
    """``unit`` is in what this option is counted, where that is not the element's unit (pills among grams)."""

    breakdown = models.ForeignKey(Breakdown, on_delete=models.PROTECT, related_name="options")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    unit = models.CharField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["breakdown", "position"]
        constraints = [
            models.UniqueConstraint(fields=["breakdown", "code"], name="option_once"),
            models.CheckConstraint(condition=_FORWARD, name="option_lives_forward"),
        ]

    def __str__(self) -> str:
        return self.code


class DataElement(models.Model):
    """One thing that is counted. ``definition`` is for the clerk who counts; ``reporter`` says who knows it.

    ``legal_source`` and ``article`` say by which paper it is asked for; ``verified`` whether that paper was read.
    """

    code = models.CharField(max_length=CODE_LIMIT, unique=True)
    group = models.CharField(max_length=20)  # a code of data/groups.toml
    name = models.CharField(max_length=240)
    name_en = models.CharField(max_length=240, blank=True)
    definition = models.TextField()
    unit = models.CharField(max_length=20)
    aggregation = models.CharField(max_length=10, choices=[(a, a) for a in Aggregation])
    value_kind = models.CharField(max_length=10, choices=[(k, k) for k in ValueKind])
    decimals = models.PositiveSmallIntegerField(default=0)
    legal_source = models.CharField(max_length=200, blank=True)
    article = models.CharField(max_length=80, blank=True)
    verified = models.BooleanField(default=False)
    reporter = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    place = models.ForeignKey("places.Place", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(condition=_FORWARD, name="element_lives_forward"),
            models.CheckConstraint(condition=Q(aggregation__in=list(Aggregation)), name="aggregation_known"),
            models.CheckConstraint(condition=Q(value_kind__in=list(ValueKind)), name="value_kind_known"),
            models.CheckConstraint(condition=Q(decimals__lte=6), name="at_most_6_decimals"),
        ]

    def __str__(self) -> str:
        return self.code


class ElementBreakdown(models.Model):
    """The breakdowns of an element, in the order in which the code of a cell names their options."""

    element = models.ForeignKey(DataElement, on_delete=models.PROTECT, related_name="breakdowns")
    breakdown = models.ForeignKey(Breakdown, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["element", "position"]
        constraints = [
            models.UniqueConstraint(fields=["element", "position"], name="breakdown_once_per_position"),
            models.UniqueConstraint(fields=["element", "breakdown"], name="breakdown_once_per_element"),
        ]

    def __str__(self) -> str:
        return f"{self.element_id}/{self.breakdown_id}"


class Cell(models.Model):
    """One element with one option of each of its breakdowns: what a value is entered for. Its id never changes.

    ``code`` is the element's, a colon and the options' ("DEMAND.FILE.TOTAL:nu.16_18"); the element's alone where it
    has no breakdown. ``unit`` is the option's where it has one, else the element's.
    """

    element = models.ForeignKey(DataElement, on_delete=models.PROTECT, related_name="cells")
    code = models.CharField(max_length=200, unique=True)
    options = models.ManyToManyField(BreakdownOption, related_name="+")
    unit = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["element__position", "element", "position"]
        constraints = [models.CheckConstraint(condition=_FORWARD, name="cell_lives_forward")]

    def __str__(self) -> str:
        return self.code


class DataSet(models.Model):
    """A form. Due ``due_days`` working days after the last day of the period's window (law.rules.window)."""

    code = models.CharField(max_length=CODE_LIMIT, unique=True)
    name = models.CharField(max_length=240)
    name_en = models.CharField(max_length=240, blank=True)
    note = models.TextField(blank=True)  # for who fills it
    period_kind = models.CharField(max_length=10, choices=[(k, k) for k in PeriodKind])
    due_days = models.PositiveSmallIntegerField()
    legal_source = models.CharField(max_length=200, blank=True)
    article = models.CharField(max_length=80, blank=True)
    verified = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    place = models.ForeignKey("places.Place", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(condition=_FORWARD, name="data_set_lives_forward"),
            models.CheckConstraint(condition=Q(period_kind__in=list(PeriodKind)), name="period_kind_known"),
        ]

    def __str__(self) -> str:
        return self.code


class DataSetReporter(models.Model):
    """Agencies of this kind at this level report the data set, each for its own place.

    ``name``: only those whose name begins so ("Sở Y tế"). ``only``: where it names options of a breakdown, of
    elements with that breakdown the agency fills only the cells of these options (each force its own).
    """

    data_set = models.ForeignKey(DataSet, on_delete=models.PROTECT, related_name="reporters")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in AgencyKind])
    level = models.CharField(max_length=10, choices=[(k, k) for k in AgencyLevel])
    name = models.CharField(max_length=120, blank=True)
    only = models.ManyToManyField(BreakdownOption, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["data_set", "level", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["data_set", "kind", "level", "name"], name="reporter_once"),
            models.CheckConstraint(condition=_FORWARD, name="reporter_lives_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.data_set_id}: {self.kind}/{self.level} {self.name}"


class DataSetItem(models.Model):
    """One element of a form, under the heading of its section."""

    data_set = models.ForeignKey(DataSet, on_delete=models.PROTECT, related_name="items")
    element = models.ForeignKey(DataElement, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=200)
    section_en = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["data_set", "position"]
        constraints = [
            models.UniqueConstraint(fields=["data_set", "element"], name="element_once_per_data_set"),
            models.CheckConstraint(condition=_FORWARD, name="item_lives_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.data_set_id}: {self.element_id}"
