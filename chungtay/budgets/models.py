"""Money of a programme: the budget, its lines, and the estimates that say what each line may cost.

A line is what money hangs on, and stays the same line from one estimate to the next; how an estimate prints
it (number, words, amounts) is a row of that estimate. Amounts stand as the paper has them, with its unit,
and beside it in whole đồng; nine decimals keep the last đồng of a table in tỷ. There is no other money in this room.

What has happened to money is in the movements and their postings, which are only ever added to. The balances
on ceilings and purses are the sums of those postings, kept in the same transaction, so that the database
itself refuses to allot what was not approved and to spend what was not allotted.
"""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from chungtay.budgets.rules import EstimateState, Measure, MovementKind


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
    formula = models.CharField(max_length=400, blank=True)  # unit cost × quantity, for each of its years

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
    total = models.DecimalField(max_digits=24, decimal_places=9, null=True)  # as read, in ``unit``
    total_dong = models.BigIntegerField(null=True)
    state = models.CharField(max_length=20, choices=_choices(EstimateState), default=EstimateState.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    approval = models.ForeignKey("Movement", on_delete=models.PROTECT, related_name="+", null=True)

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
            models.CheckConstraint(
                condition=Q(state=EstimateState.DRAFT, approval__isnull=True)
                | ~Q(state=EstimateState.DRAFT) & Q(approval__isnull=False),
                name="estimate_approved_by_a_decision",
            ),
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
    total = models.DecimalField(max_digits=24, decimal_places=9, null=True)
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
    amount = models.DecimalField(max_digits=24, decimal_places=9)
    amount_dong = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["row", "position"]
        constraints = [models.UniqueConstraint(fields=["row", "column"], name="estimate_cell_once")]

    def __str__(self) -> str:
        return f"{self.column}: {self.amount}"


class Quantity(models.Model):
    """A named number that formulas count with, from a day on: communes of a type, persons, classes."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    since = models.DateField()
    paper = models.CharField(max_length=120)  # where it stands
    at = models.DateTimeField()
    account = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["code", "since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "code", "since"], name="quantity_once_a_day"),
            models.CheckConstraint(condition=Q(value__gte=0), name="quantity_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value} ({self.since})"


class Ceiling(models.Model):
    """How much may be allotted on a line in a year, and how much has been; both in đồng."""

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="ceilings", db_index=False)
    year = models.PositiveSmallIntegerField()
    approved = models.BigIntegerField(default=0)
    allotted = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["line", "year"]
        constraints = [
            models.UniqueConstraint(fields=["line", "year"], name="ceiling_once"),
            models.CheckConstraint(
                condition=Q(allotted__gte=0, approved__gte=F("allotted")), name="ceiling_not_passed"
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.line_id}, {self.year}"


class Purse(models.Model):
    """What one agency has of a ceiling, from one source, for one place; in đồng. Its total is what it may spend."""

    ceiling = models.ForeignKey(Ceiling, on_delete=models.PROTECT, related_name="purses")
    # The ceiling's own, here once more so that a cut through all money reads one table.
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+", db_index=False)
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20)  # a code of sources.toml
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    allotted = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)  # promised and not paid yet
    spent = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["ceiling", "agency", "pk"]
        indexes = [models.Index(fields=["budget", "year"], name="purse_in_budget")]
        constraints = [
            models.UniqueConstraint(
                fields=["ceiling", "source", "agency", "place"], name="purse_of_place_once"
            ),
            models.UniqueConstraint(
                fields=["ceiling", "source", "agency"], condition=Q(place__isnull=True), name="purse_once"
            ),
            models.CheckConstraint(
                condition=Q(committed__gte=0, spent__gte=0, allotted__gte=F("committed") + F("spent")),
                name="purse_spends_what_was_allotted",
            ),
        ]

    @property
    def free(self) -> int:
        """What may still be promised or spent."""
        return self.allotted - self.committed - self.spent

    def __str__(self) -> str:
        return f"{self.ceiling}: {self.source}, agency {self.agency_id}"


class Movement(models.Model):
    """One thing that happened to money, with the paper that it rests on. Written once and for good."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="movements", db_index=False)
    kind = models.CharField(max_length=20, choices=_choices(MovementKind))
    on = models.DateField()  # of the paper: the decision, the contract, the receipt
    paper = models.CharField(max_length=120)  # its number, "15/QĐ-UBND", as people cite it
    document = models.ForeignKey(
        "documents.OfficialDocument", on_delete=models.PROTECT, related_name="+", null=True
    )
    ground = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    account = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["budget", "on"], name="movement_of_budget")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(MovementKind)), name="movement_kind_known"),
            models.CheckConstraint(condition=~Q(paper=""), name="movement_rests_on_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.kind} {self.paper}"


class Posting(models.Model):
    """What a movement did to one balance: so many đồng more, or less, of one measure."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="postings")
    ceiling = models.ForeignKey(Ceiling, on_delete=models.PROTECT, related_name="postings", db_index=False)
    purse = models.ForeignKey(
        Purse, on_delete=models.PROTECT, related_name="postings", null=True, db_index=False
    )
    measure = models.CharField(max_length=20, choices=_choices(Measure))
    amount = models.BigIntegerField()
    month = models.PositiveIntegerField()  # of its paper, 202603, so that a year of months reads one index

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["month", "measure", "purse", "amount"], name="posting_by_month"),
            models.Index(fields=["purse", "measure", "month", "amount"], name="posting_of_purse"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(measure__in=list(Measure)), name="posting_measure_known"),
            models.CheckConstraint(
                condition=Q(measure=Measure.APPROVED, purse__isnull=True)
                | ~Q(measure=Measure.APPROVED) & Q(purse__isnull=False),
                name="posting_on_its_balance",
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="posting_moves_something"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.amount:+}"
