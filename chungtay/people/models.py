"""Who a file is about, as the forms of the law ask it, sealed; who keeps the file; what tells two records apart.

What is counted (sex, year of birth, commune, people) lies open in its column and names nobody. Everything else is
sealed: see ``sealing``.
"""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from chungtay.people.rules import Drug, Route, Schooling, Sex
from chungtay.people.sealing import SealedField, SealedJson, row_number


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


def _place() -> "models.ForeignKey[object, object]":
    return models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)


class Person(models.Model):
    """One record of a human being: the summary of forms III-05 and V-33, and the ground on which it exists.

    ``keyed`` is the number of the key under which the tokens stand. Sealed or erased, nobody sees it.
    """

    row = row_number()
    ground = models.CharField(max_length=40)
    ground_on = models.DateField()
    ground_paper = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    sex = models.CharField(max_length=6, choices=_choices(Sex), blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    commune = _place()  # of the present address
    ethnicity = models.CharField(max_length=2, blank=True)  # the code of the census: "01" is Kinh
    schooling = models.CharField(max_length=20, choices=_choices(Schooling), blank=True)
    drug = models.CharField(max_length=20, choices=_choices(Drug), blank=True)
    route = models.CharField(max_length=20, choices=_choices(Route), blank=True)

    name = SealedField(null=True)
    aliases = SealedJson(null=True)  # ["Tý"]
    born = SealedField(null=True)  # as rules.Born is stored
    origin = SealedField(null=True)
    permanent_address = SealedField(null=True)
    temporary_address = SealedField(null=True)
    present_address = SealedField(null=True)
    permanent_commune = _place()
    temporary_commune = _place()
    numbers = SealedJson(null=True)  # [{"kind", "number", "issued_on", "issued_at"}]
    phones = SealedJson(null=True)
    religion = SealedJson(null=True)  # true, false
    nationality = SealedField(null=True)
    father = SealedJson(null=True)  # {"name", "born", "number"}
    mother = SealedJson(null=True)
    guardian = SealedJson(null=True)  # {"name", "number", "phone", "tie"}
    job = SealedField(null=True)
    workplace = SealedField(null=True)  # or school
    accounts = SealedJson(null=True)  # on social media
    records = SealedJson(null=True)  # of rules.Record
    disturbed = SealedJson(null=True)  # signs of psychosis seen: true, false
    past_decisions = SealedJson(null=True)  # ["Quyết định số …"]
    past_rehab = SealedJson(null=True)  # [{"place", "form", "from", "to", "decision"}]
    first_use = SealedField(null=True)  # as the person tells it
    first_found = SealedField(null=True)  # a day
    frequency = SealedField(null=True)
    dose = SealedField(null=True)

    keyed = models.PositiveSmallIntegerField(default=0)
    sealed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(ground_paper=""), name="person_only_on_a_ground"
            ),
            models.CheckConstraint(condition=Q(sex__in=["", *Sex]), name="person_sex_known"),
            models.CheckConstraint(
                condition=Q(schooling__in=["", *Schooling]), name="person_schooling_known"
            ),
            models.CheckConstraint(condition=Q(drug__in=["", *Drug]), name="person_drug_known"),
            models.CheckConstraint(condition=Q(route__in=["", *Route]), name="person_route_known"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(name__isnull=True, born__isnull=True, numbers__isnull=True),
                name="erased_person_has_no_name",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Keeping(models.Model):
    """A body has a file on a person because of something ("case:12"), from a moment until the file goes or ends."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="keepings")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=80)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "until"], name="keeping_of_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "because"], condition=Q(until__isnull=True), name="kept_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="keeping_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} kept by {self.agency_id}"


class Token(models.Model):
    """A blind word of a record: found by who has the keys and looks for the same; says nothing without them."""

    token = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")

    class Meta:
        indexes = [models.Index(fields=["token", "person"], name="token_leads_to_person")]

    def __str__(self) -> str:
        return f"token of {self.person_id}"


class Decision(models.Model):
    """Somebody said whether two records are of the same human being. Nothing moves, so undoing it is exact."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")  # the older record
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    same = models.BooleanField()
    why = models.CharField(max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="decision_on_two_records"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="decision_undone_whole",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(undone_at__isnull=True),
                name="one_decision_on_two_records",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class Bringing(models.Model):
    """A list on its way in: its cells, sealed, until it is taken or a day has passed; then only what came of it.

    ``asked`` is what the worker was asked to do and how (``rules.ListAct``), by ``asker``; until then that is who
    brought it. ``found`` tells what is wrong with which row, as it was tried, or as it was left out when it was taken.
    """

    row = row_number()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    grid = SealedJson(null=True)
    heads = models.PositiveSmallIntegerField()  # the last row of the heads, from 0
    columns = models.JSONField(default=dict)  # {"1": "name"}: which column holds what
    asked = models.JSONField(default=dict)  # {"act", "way", "on", "paper", "only_right"}
    asker = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+", null=True)
    tried_at = models.DateTimeField(null=True)
    found = SealedJson(null=True)  # [[row, code, sentence, place, severity, values]]
    reached = models.PositiveIntegerField(default=0)  # the last row of the sheet that was taken
    taken = models.JSONField(default=list)  # the subjects that were opened and still stand, "file:12"
    files = models.PositiveIntegerField(default=0)  # how many were opened
    taken_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(grid__isnull=True), name="taken_list_keeps_no_cells"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(taken_at__isnull=False),
                name="only_taken_lists_are_undone",
            ),
        ]

    def __str__(self) -> str:
        return f"list {self.pk}"
