"""One value: entered, checked, sent, approved cell by cell, closed in a snapshot.

Two tables grow to tens of millions of rows: DataValue and ValueChange. They are narrow, their keys into other rooms
are kept by the services (``db_constraint=False``) and no column has an index that no question needs. ``account`` is who
acted, none for work that no person started. Numbers have 15 digits: those are exact on SQLite too, whose numbers are
floats, and in every spreadsheet.
"""

from django.db import models
from django.db.models import F, Q

from chungtay.figures.rules import ValueState

_STATES = [(state.value, state.name) for state in ValueState]


class Submission(models.Model):
    """One data set × reporting agency × place × period. ``period`` is the law's code (law.rules.window).

    The counts are of its values and kept true by the services: completeness and lists are read without a look at any
    value. ``first_sent_on`` decides whether it came on time; ``open_until`` is set where the form was opened again
    after the cut-off.
    """

    data_set = models.ForeignKey("catalogue.DataSet", models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    period = models.CharField(max_length=8)
    given = models.PositiveSmallIntegerField(default=0)  # cells with a number, or not reported with a reason
    sent = models.PositiveSmallIntegerField(default=0)  # of them submitted, passed or approved
    passed = models.PositiveSmallIntegerField(default=0)
    approved = models.PositiveSmallIntegerField(default=0)
    returned = models.PositiveSmallIntegerField(default=0)
    first_sent_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, db_index=False
    )
    open_until = models.DateField(null=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "data_set", "period", "place"], name="submission_once"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True, first_sent_on__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False, first_sent_on__isnull=False),
                name="submission_sent_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["data_set", "period"], name="submission_of_period"),
            models.Index(fields=["place"], name="submission_waits", condition=Q(sent__gt=F("approved"))),
        ]

    def __str__(self) -> str:
        return f"{self.data_set_id} {self.agency_id} {self.place_id} {self.period}"


class DataValue(models.Model):
    """What one cell of a submission says now: a number, or *not reported* for a reason of reasons.toml.

    No row: nobody has said anything. A row with neither says that what was said has been taken back; it stays for its
    ``revision``, which counts what has been said of the cell (and not the steps of its state). ``at`` is when the
    person wrote it, perhaps without a network.
    """

    pk = models.CompositePrimaryKey("submission", "cell")
    at = models.DateTimeField()
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="values", db_index=False)
    cell = models.ForeignKey(
        "catalogue.Cell", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    account = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, db_index=False, db_constraint=False
    )
    revision = models.PositiveIntegerField(default=1)
    missing = models.PositiveSmallIntegerField(null=True)
    state = models.PositiveSmallIntegerField(choices=_STATES, default=ValueState.ENTERED.value)
    value = models.DecimalField(max_digits=15, decimal_places=3, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(missing__isnull=True), name="value_is_number_or_missing"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ValueState]), name="value_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.cell_id}"


class ValueChange(models.Model):
    """One change of a value or of its state: the history of the cell and the feed of the columnar copy.

    ``number`` counts without a gap in the order in which changes became visible: who has read up to a number has
    missed nothing (services/feed.py). The database refuses to alter a row (migrations/0002). ``words`` is the reason
    of a return, or what was said when a returned value was confirmed. ``made_at`` is when the person did it, ``at``
    when it arrived here.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="changes", db_index=False, db_constraint=False
    )
    cell = models.ForeignKey(
        "catalogue.Cell", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    account = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, db_index=False, db_constraint=False
    )
    post = models.BigIntegerField()  # from which the person acted; 0 for the system
    revision = models.PositiveIntegerField()
    old_missing = models.PositiveSmallIntegerField(null=True)
    missing = models.PositiveSmallIntegerField(null=True)
    old_state = models.PositiveSmallIntegerField(choices=_STATES, null=True)  # none: the first that was said
    state = models.PositiveSmallIntegerField(choices=_STATES)
    old_value = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    value = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["submission", "cell", "number"], name="change_of_cell")]

    def __str__(self) -> str:
        return f"{self.number} {self.submission_id}/{self.cell_id}"


class Clash(models.Model):
    """What somebody else wrote into a cell without having seen what stands there (rules/merging.py).

    Open until somebody who has seen both says which it is; kept afterwards, so that sent again it is known.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="clashes", db_index=False)
    cell = models.ForeignKey("catalogue.Cell", models.PROTECT, related_name="+", db_index=False)
    account = models.BigIntegerField()  # 0 for work that no person started
    value = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    missing = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()
    settled = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "cell", "account"], name="clash_once_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.cell_id}: {self.account}"


class Explanation(models.Model):
    """Why a warning is right as it is. It holds as long as the values it was about stay: ``about`` is their hash."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="explanations", db_index=False)
    check_code = models.CharField(max_length=80)
    about = models.CharField(max_length=64)
    words = models.CharField(max_length=500)
    explained_at = models.DateTimeField()
    explained_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "check_code", "about"], name="explained_once"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.check_code}"


class Snapshot(models.Model):
    """Figures closed for a report, as they stood after ``change``. ``hash`` covers every cell and the scope."""

    title = models.CharField(max_length=300)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    data_sets = models.JSONField()  # codes, in order
    periods = models.JSONField()  # codes, in order
    change = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class SnapshotCell(models.Model):
    """One value as it was; ``hash`` covers its words and the hash of the cell before it."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="cells", db_index=False)
    position = models.PositiveIntegerField()
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", db_index=False)
    cell = models.ForeignKey("catalogue.Cell", models.PROTECT, related_name="+", db_index=False)
    revision = models.PositiveIntegerField()
    missing = models.PositiveSmallIntegerField(null=True)
    state = models.PositiveSmallIntegerField(choices=_STATES)
    value = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["snapshot", "position"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "position"], name="snapshot_cell_once")]

    def __str__(self) -> str:
        return f"{self.snapshot_id}/{self.position}"
