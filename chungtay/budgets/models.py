"""Money of a programme: the budget, its lines, and the estimates that say what each line may cost.

A line is what money hangs on, and stays the same line from one estimate to the next; how an estimate prints
it (number, words, amounts) is a row of that estimate. Amounts stand as the paper has them, with its unit,
and beside it in whole đồng; there is no other money in this room.
"""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from chungtay.budgets.rules import EstimateState


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Budget(models.Model):
    """One table of money. ``subject`` says what it is for in the words of a room above: "plan:12"."""

    subject = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=1)  # among the tables of its subject
    title = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.OfficialDocument", on_delete=models.PROTECT, related_name="+", null=True
    )
    owner = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-made_at", "subject", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "position"], condition=~Q(subject=""), name="budget_place_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title[:80] or self.subject


class BudgetLine(models.Model):
    """What money hangs on, through every estimate of its budget."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")

    class Meta:
        ordering = ["budget", "pk"]

    def __str__(self) -> str:
        return f"{self.budget_id}/{self.pk}"


class Estimate(models.Model):
    """What the lines may cost, as proposed or as approved. Of each budget at most one is in each of both states."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="estimates", db_index=False)
    n = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(null=True)  # of the paper that it was read from
    source = models.PositiveBigIntegerField(null=True)  # the finding, in the room of documents
    unit = models.CharField(max_length=60, blank=True)
    total = models.DecimalField(max_digits=20, decimal_places=2, null=True)  # as read, in ``unit``
    total_dong = models.BigIntegerField(null=True)
    state = models.CharField(max_length=20, choices=_choices(EstimateState), default=EstimateState.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["budget", "n"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "n"], name="estimate_number_once"),
            models.UniqueConstraint(
                fields=["budget", "state"],
                condition=~Q(state=EstimateState.REPLACED),
                name="estimate_state_once",
            ),
            models.CheckConstraint(condition=Q(state__in=list(EstimateState)), name="estimate_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id}: {self.state} {self.n}"


class EstimateRow(models.Model):
    """A line as one estimate prints it."""

    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="rows", db_index=False)
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="rows")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, related_name="parts", null=True)
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    no = models.CharField(max_length=20, blank=True)
    label = models.TextField()
    total = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    total_dong = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["estimate", "position"]
        constraints = [
            models.UniqueConstraint(fields=["estimate", "position"], name="estimate_row_place_once"),
            models.UniqueConstraint(fields=["estimate", "line"], name="estimate_row_of_line_once"),
            models.CheckConstraint(
                condition=Q(level=1, parent__isnull=True) | Q(level__gt=1), name="estimate_row_in_tree"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.no} {self.label}".strip()[:80]


class EstimateCell(models.Model):
    """A column (mostly a year) of a row. An empty cell has no row here: not said is not zero."""

    row = models.ForeignKey(EstimateRow, on_delete=models.CASCADE, related_name="cells", db_index=False)
    column = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField(null=True)
    position = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    amount_dong = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["row", "position"]
        constraints = [models.UniqueConstraint(fields=["row", "column"], name="estimate_cell_once")]

    def __str__(self) -> str:
        return f"{self.column}: {self.amount}"
