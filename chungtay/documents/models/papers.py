"""A paper, the files it came as, and what the reader made of them."""

from django.db import models
from django.db.models import F, Q

from chungtay.documents.rules.findings import Direction


class OfficialDocument(models.Model):
    """A paper in or out. What its header says is kept as read, or as a person corrected it."""

    owner = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(
        max_length=3, choices=[(way.value, way.value) for way in Direction], default=Direction.IN.value
    )
    kind = models.CharField(max_length=10, blank=True)  # KH QĐ CT ĐA …
    code = models.CharField(
        max_length=60, blank=True, db_index=True
    )  # "101/KH-UBND"; empty where the number is blank
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=1000)
    issuer_name = models.CharField(max_length=300, blank=True)
    issuer = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    issued_text = models.CharField(max_length=10, blank=True)  # ISO; "2024-06" where the day is blank
    issued_on = models.DateField(null=True, db_index=True)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    vision = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField()  # account
    created_name = models.CharField(max_length=120)
    search_key = models.CharField(max_length=1200, blank=True)  # folded number, title and issuer
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=[item.value for item in Direction]), name="document_direction_known"
            ),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=F("period_from")),
                name="document_period_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.title


class Version(models.Model):
    """One file of a paper; the latest stands for it."""

    document = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.BigIntegerField()
    uploaded_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["document", "n"]
        constraints = [
            models.UniqueConstraint(fields=["document", "n"], name="version_number_once"),
            models.UniqueConstraint(fields=["document", "file"], name="version_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.n})"


class Reading(models.Model):
    """One reading of a version. How it goes is in its job; what it found is stored whole or not at all."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="readings")
    job = models.OneToOneField("notices.Job", on_delete=models.PROTECT, related_name="+", null=True)
    result = models.JSONField(null=True)  # the reader's whole answer, as it gave it
    reader_version = models.PositiveSmallIntegerField(null=True)
    stored_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stored_at__isnull=True, result__isnull=True, reader_version__isnull=True)
                | Q(stored_at__isnull=False, result__isnull=False, reader_version__isnull=False),
                name="reading_stored_whole",
            )
        ]

    def __str__(self) -> str:
        return f"reading {self.pk} of {self.version_id}"


class DocumentOpening(models.Model):
    """An agency that may read the paper without managing it."""

    document = models.ForeignKey(OfficialDocument, on_delete=models.CASCADE, related_name="openings")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "agency"], name="opened_once")]

    def __str__(self) -> str:
        return f"{self.document_id} open to {self.agency_id}"
