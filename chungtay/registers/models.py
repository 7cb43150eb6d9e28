"""Registers and what stands in them.

Entries grow to hundreds of thousands: each index answers a list (by day), a jurisdiction, what waits, a map. ``words``
is what search looks in, folded. ``numbers`` holds what can be added up of an entry that counts, and nothing of one that
does not, so that sums ask no more. The keys of ``Share`` into other rooms are kept by the services.
"""

from django.db import models
from django.db.models import F, Q

from chungtay.registers.rules import EntryEvent, EntryState, How, Sight


class Register(models.Model):
    """``place`` is whose own register it is: null for what the project ships, for everybody. ``ended_on`` is the
    first day on which nothing more is written into it. Its words are those of its newest version.
    """

    code = models.CharField(max_length=64)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=240)
    group = models.CharField(max_length=120, blank=True)
    order = models.PositiveIntegerField()
    sight = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Sight])
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["place", "code"], name="register_code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(place__isnull=True), name="shipped_register_code_once"
            ),
            models.CheckConstraint(condition=Q(sight__in=list(Sight)), name="register_sight_known"),
        ]

    def __str__(self) -> str:
        return self.code


class RegisterVersion(models.Model):
    """A form, frozen: as it was given (``source``, Markdown tables), as it is used, as a telephone gets it."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    source = models.TextField()
    definition = models.JSONField()
    xform = models.TextField()
    checksum = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    publisher = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["register", "number"]
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="register_version_once")]

    def __str__(self) -> str:
        return f"{self.register_id}/{self.number}"


class Entry(models.Model):
    """``uuid`` comes from who wrote it, so that sent twice it is one. ``revision`` counts its changes."""

    uuid = models.UUIDField(unique=True)
    register = models.ForeignKey(Register, models.PROTECT, related_name="entries", db_index=False)
    version = models.ForeignKey(RegisterVersion, models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    until = models.DateField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in EntryState])
    title = models.CharField(max_length=300)
    answers = models.JSONField()
    numbers = models.JSONField(default=dict)
    words = models.TextField()
    revision = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    author = models.ForeignKey(
        "agencies.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(EntryState)), name="entry_state_known"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False),
                name="entry_point_whole",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("day")), name="entry_lives_forward"
            ),
        ]
        indexes = [
            # What sight asks stands in the index too: counting as far as a page says touches no entry.
            models.Index(
                fields=["register", "-day", "-id"], include=["agency", "place", "state"], name="entry_list"
            ),
            models.Index(fields=["register", "agency", "-day", "-id"], name="entry_of_agency"),
            models.Index(fields=["register", "place", "-day", "-id"], name="entry_of_place"),
            models.Index(fields=["register", "state", "-day", "-id"], name="entry_of_state"),
            models.Index(
                fields=["register", "lat", "lon"], name="entry_on_map", condition=Q(lat__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_id}: {self.day} {self.title[:60]}"


class EntryFile(models.Model):
    """A file that answers a question. One that a later answer replaced stays, for the history."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="files", db_index=False)
    question = models.CharField(max_length=200)
    name = models.CharField(max_length=200)  # as the answer says it
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "question", "name"], name="entry_file_once")]

    def __str__(self) -> str:
        return self.name


class EntryChange(models.Model):
    """What happened to an entry; the database refuses to alter a row (migrations/0002).

    ``changed`` holds the answers that an edit changed (rules.merging); ``mark`` knows an edit sent again. ``made_at``
    is when the person did it, ``at`` when it arrived.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="changes", db_index=False)
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=10, choices=[(one.value, one.value) for one in EntryEvent])
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in EntryState])
    changed = models.JSONField(default=dict)
    mark = models.CharField(max_length=64, blank=True)
    words = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    at = models.DateTimeField()
    account = models.ForeignKey(
        "agencies.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    post = models.BigIntegerField()

    class Meta:
        ordering = ["entry", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="entry_change_once"),
            models.UniqueConstraint(fields=["entry", "mark"], condition=~Q(mark=""), name="entry_edit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.number}"


class Share(models.Model):
    """What an entry that counts gives to one cell of the catalogue (rules.contributing), by the cell's code."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="shares")
    register = models.ForeignKey(
        Register, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    cell = models.CharField(max_length=200)
    how = models.CharField(max_length=10, choices=[(one.value, one.value) for one in How])
    day = models.DateField()
    until = models.DateField(null=True)
    value = models.DecimalField(max_digits=15, decimal_places=3)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(how__in=list(How)), name="share_how_known")]
        indexes = [models.Index(fields=["agency", "cell", "day"], name="share_of_cell")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.cell}"
