"""A report, its passages, what the units write for it; outlines, targets and trusted certificates of a body's own."""

from django.db import models
from django.db.models import Q

from chungtay.reports.rules import Asks, PassageKind, ReportState


def _choices(words: type[ReportState] | type[PassageKind] | type[Asks]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Report(models.Model):
    """One report of a body about a period, or about the whole of a plan. ``number`` is null until it is registered.

    ``period`` is one of the law, or the years of a plan ("2022-2025"). ``snapshot``: the figures closed with it.
    """

    kind = models.CharField(max_length=40)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+", null=True)
    period = models.CharField(max_length=10)
    title = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=_choices(ReportState), default=ReportState.DRAFT)
    symbol = models.CharField(max_length=60)
    number = models.PositiveIntegerField(null=True)
    dated = models.DateField(null=True)
    signed_as = models.CharField(max_length=300, blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    snapshot = models.ForeignKey("figures.Snapshot", on_delete=models.PROTECT, related_name="+", null=True)
    document = models.ForeignKey(
        "documents.OfficialDocument", on_delete=models.PROTECT, related_name="+", null=True
    )
    revision = models.PositiveIntegerField(default=0)  # a page that saw an older one is refused
    drafted_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(ReportState)), name="report_state_known"),
            models.UniqueConstraint(
                fields=["agency", "kind", "period", "title"],
                condition=Q(plan__isnull=True),
                name="report_of_period_once",
            ),
            models.UniqueConstraint(fields=["agency", "plan"], name="report_of_plan_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """A heading, a sentence or a table in the order of the report.

    ``drafted`` is what the figures say, ``said`` what a person made of it (empty: nothing was changed). ``numbers``
    are those of the draft: code, value, where they are printed. ``rows`` are a table's, the heads first; ``picture``
    is one with all its numbers (``pictures``), as it was drawn.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="passages", db_index=False)
    key = models.CharField(max_length=80)  # its place in the outline: what is drafted again finds it
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=_choices(PassageKind))
    level = models.PositiveSmallIntegerField(default=0)
    drafted = models.TextField(blank=True)
    said = models.TextField(blank=True)
    left_out = models.BooleanField(default=False)
    numbers = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    picture = models.JSONField(default=dict)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="passage_once"),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=True, changed_by__isnull=True)
                | Q(changed_at__isnull=False, changed_by__isnull=False),
                name="passage_changed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.said or self.drafted


class Contribution(models.Model):
    """What one unit was asked to write for a report: results without figures, causes, proposals.

    ``sent_at`` is null until the unit has written; ``remark`` says why it was returned.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="contributions", db_index=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    result = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    remark = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "agency"], name="contribution_once"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="contribution_sent_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.report_id}: agency {self.agency_id}"


class Remark(models.Model):
    """What a reader says of a section (the key of its heading); open until who writes the report has settled it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="remarks", db_index=False)
    section = models.CharField(max_length=80)
    text = models.CharField(max_length=1000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["report", "made_at", "pk"]
        indexes = [models.Index(fields=["report", "section"], name="remark_of_section")]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=False) | Q(answer=""), name="remark_answered_when_settled"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class OwnOutline(models.Model):
    """How a body words and sets the reports of an outline itself; the text as ``data/README.md`` describes it.

    ``text`` is empty where it is the project's. ``layout``: a Word file with placeholders, beside the decree's paper.
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    outline = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    layout = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["agency", "outline"]
        constraints = [models.UniqueConstraint(fields=["agency", "outline"], name="outline_of_body_once")]

    def __str__(self) -> str:
        return f"{self.outline} of {self.agency_id}"


class TargetMeasure(models.Model):
    """A person has said which measure of the catalogue tells whether a target of a plan is kept."""

    target = models.OneToOneField("plans.Target", on_delete=models.CASCADE, related_name="+")
    measure = models.CharField(max_length=120)
    tied_at = models.DateTimeField()
    tied_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["target"]

    def __str__(self) -> str:
        return f"target {self.target_id}: {self.measure}"


class TrustRoot(models.Model):
    """A certificate of an authority that the body trusts; ``certificate`` is PEM, ``fingerprint`` its SHA-256."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=300)
    certificate = models.TextField()
    fingerprint = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["agency", "name", "fingerprint"]
        constraints = [models.UniqueConstraint(fields=["agency", "fingerprint"], name="root_of_body_once")]

    def __str__(self) -> str:
        return self.name
