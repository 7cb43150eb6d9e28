"""A programme: its plan, its duties, who owes what by when, and what was promised.

Late and soon are never stored: they follow from ``due_on`` and today. What *is* stored on a task
(``next_due`` and the three counts) is counted from its shares by services.counting in the transaction
that changes a share.
"""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from chungtay.plans.rules import AssignmentRole, LinkRole, PlanState, Relation, ShareState, TaskKind

CODE = 60


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Plan(models.Model):
    """A confirmed paper as a running programme. ``owner`` is the standing office that made it."""

    document = models.OneToOneField("documents.OfficialDocument", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    code = models.CharField(max_length=CODE, blank=True)  # "101/KH-UBND"; blank where the paper leaves it so
    code_key = models.CharField(max_length=CODE, blank=True, db_index=True)
    symbol = models.CharField(max_length=CODE, blank=True)
    title = models.TextField()
    issuer = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    issuer_name = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    issued_on = models.DateField(null=True)
    issued_text = models.CharField(max_length=20, blank=True)  # "2024-06" where the day is blank
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    vision = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=_choices(PlanState), default=PlanState.IN_FORCE)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    end_ground = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PlanState)), name="plan_state_known"),
            models.CheckConstraint(
                condition=Q(
                    state=PlanState.IN_FORCE, ended_at__isnull=True, ended_by__isnull=True, end_ground=""
                )
                | Q(state=PlanState.ENDED, ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(end_ground=""),
                name="plan_end_told_whole",
            ),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=F("period_from")),
                name="plan_period_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.code or (f"…/{self.symbol}" if self.symbol else self.title[:80])


class PlanLink(models.Model):
    """This plan names a paper; ``linked`` is the plan made of that paper, empty until there is one."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="links", db_index=False)
    role = models.CharField(max_length=20, choices=_choices(LinkRole))
    code = models.CharField(max_length=CODE)
    code_key = models.CharField(max_length=CODE, db_index=True)
    issued_on = models.DateField(null=True)
    issuer_name = models.CharField(max_length=300, blank=True)
    linked = models.ForeignKey(Plan, on_delete=models.SET_NULL, related_name="named_by", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code_key", "issued_on"], name="plan_names_paper_once"),
            models.UniqueConstraint(
                fields=["plan", "code_key"],
                condition=Q(issued_on__isnull=True),
                name="plan_names_undated_paper_once",
            ),
            models.CheckConstraint(condition=Q(role__in=list(LinkRole)), name="plan_link_role_known"),
            models.CheckConstraint(
                condition=Q(linked__isnull=True) | ~Q(linked=F("plan")), name="plan_not_linked_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.role} {self.code}"


class PlanSection(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections", db_index=False)
    ref = models.CharField(max_length=40)  # the reading's id of the section, "s7"
    label = models.CharField(max_length=40, blank=True)
    title = models.TextField(blank=True)
    depth = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.CASCADE, related_name="parts", null=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "ref"], name="plan_section_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()


class Task(models.Model):
    """A duty in the words of the paper, from a finding and its span; added by hand, it has neither."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks", db_index=False)
    section = models.ForeignKey(PlanSection, on_delete=models.SET_NULL, related_name="tasks", null=True)
    kind = models.CharField(max_length=20, choices=_choices(TaskKind), default=TaskKind.WORK)
    position = models.PositiveIntegerField()
    text = models.TextField()
    key = models.TextField()  # base.text.fold of the words, for search
    source = models.PositiveBigIntegerField(null=True)  # the finding, in the room of documents
    source_start = models.PositiveIntegerField(null=True)
    source_end = models.PositiveIntegerField(null=True)
    source_version = models.PositiveIntegerField(
        null=True
    )  # the version of the paper that the span counts in
    deadlines = models.JSONField(default=list)  # as read, in the form of the reader's contract
    on_request = models.BooleanField(default=False)  # a report that may also be asked for at any time
    done_when = models.TextField(blank=True)  # how it is known to be done; words until progress is derived
    changed_in = models.PositiveIntegerField(
        null=True
    )  # the version of the paper that changed its words or dates
    closed_at = models.DateTimeField(null=True)
    close_ground = models.CharField(max_length=500, blank=True)
    next_due = models.DateField(null=True)  # the earliest date of the shares not done
    share_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    begun_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["plan", "position", "pk"]
        indexes = [
            models.Index(fields=["plan", "position"], name="task_in_plan"),
            models.Index(fields=["next_due", "plan"], name="task_next_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(TaskKind)), name="task_kind_known"),
            models.CheckConstraint(
                condition=Q(source_start__isnull=True, source_end__isnull=True)
                | Q(source_start__isnull=False, source_end__gte=F("source_start")),
                name="task_span_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, close_ground="")
                | Q(closed_at__isnull=False) & ~Q(close_ground=""),
                name="task_close_told_whole",
            ),
            models.CheckConstraint(
                condition=Q(share_count__gte=F("done_count") + F("begun_count")), name="task_counts_fit"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Assignment(models.Model):
    """One agency's part, as the paper names it. A group stays a group; its members get the shares."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="assignments", db_index=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20, choices=_choices(AssignmentRole))
    written = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["agency", "role", "task"], name="assignment_of_agency")]
        constraints = [
            models.UniqueConstraint(fields=["task", "agency", "role"], name="assignment_once"),
            models.CheckConstraint(condition=Q(role__in=list(AssignmentRole)), name="assignment_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.written}"


class Occurrence(models.Model):
    """One time at which a task is owed; every task has at least one."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="occurrences", db_index=False)
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=300, blank=True)
    opens_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    dropped_at = models.DateTimeField(null=True)  # a newer version of the paper no longer asks for it

    class Meta:
        ordering = ["task", "position"]
        constraints = [
            models.UniqueConstraint(fields=["task", "position"], name="occurrence_place_once"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(due_on__isnull=False, due_on__gte=F("opens_on")),
                name="occurrence_opens_before_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.due_on or ''}".strip()


class Share(models.Model):
    """What one agency owes by one date; one per doer and occurrence. Released when the work passes on."""

    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.CASCADE, related_name="shares", db_index=False
    )
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="shares", db_index=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=_choices(ShareState), default=ShareState.OPEN)
    percent = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)  # of the last update
    done_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(
        default=0
    )  # counts updates; a form that saw an older one is refused
    updated_at = models.DateTimeField(null=True)
    updated_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["task", "occurrence", "pk"]
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="share_of_agency"),
            models.Index(fields=["due_on"], name="share_due"),
            models.Index(fields=["task", "agency"], name="share_of_task"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "agency"], name="share_once"),
            models.CheckConstraint(condition=Q(state__in=list(ShareState)), name="share_state_known"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="share_percent_range"),
            models.CheckConstraint(
                condition=Q(state=ShareState.DONE, percent=100, done_on__isnull=False)
                | Q(state=ShareState.IN_PROGRESS, percent__lt=100, done_on__isnull=True)
                | Q(state=ShareState.OPEN, percent=0, done_on__isnull=True),
                name="share_state_and_percent_agree",
            ),
            models.CheckConstraint(
                condition=Q(updated_at__isnull=True, updated_by__isnull=True)
                | Q(updated_at__isnull=False, updated_by__isnull=False),
                name="share_update_told_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.state} {self.due_on or ''}".strip()


class Passing(models.Model):
    """An open share passed into another, by a handover. ``parted``: others took over parts of it as well."""

    old = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="passed")
    new = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="received")
    on = models.DateField()
    ground = models.CharField(max_length=500)
    parted = models.BooleanField(default=False)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="passing_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"


class Update(models.Model):
    """What the doer said, once and for good."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="updates")
    at = models.DateTimeField()
    account = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=_choices(ShareState))
    percent = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(ShareState)), name="update_state_known"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="update_percent_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.state} {self.percent}"


class UpdateFile(models.Model):
    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="files", db_index=False)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update", "file"], name="update_file_once")]

    def __str__(self) -> str:
        return f"file {self.file}"


class Target(models.Model):
    """A measurable promise of the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    section = models.ForeignKey(PlanSection, on_delete=models.SET_NULL, related_name="+", null=True)
    position = models.PositiveIntegerField()
    text = models.TextField()
    relation = models.CharField(max_length=20, choices=_choices(Relation))
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    value_max = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    unit = models.CharField(max_length=60, blank=True)
    due = models.DateField(null=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    per = models.CharField(max_length=120, blank=True)
    source = models.PositiveBigIntegerField()
    source_start = models.PositiveIntegerField()
    source_end = models.PositiveIntegerField()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(relation__in=list(Relation)), name="target_relation_known"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class TaskMoney(models.Model):
    """A task is paid from this line of a budget; a line may pay several tasks, and a task draw on several."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="money", db_index=False)
    line = models.ForeignKey("budgets.BudgetLine", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["task", "line"]
        constraints = [models.UniqueConstraint(fields=["task", "line"], name="task_paid_from_line_once")]

    def __str__(self) -> str:
        return f"task {self.task_id}: line {self.line_id}"
