"""Work that passed from bodies to their successors, kept so that it can be shown and undone."""

from django.db import models
from django.db.models import Q

from chungtay.handovers.rules import HandoverKind, HandoverState


class Handover(models.Model):
    """One operation: the work of one body, or a province's change of units with its bodies, people and work.

    ``told`` is what the page shows (rules.Told); ``kept`` what each room needs to take its part back, by room.
    """

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in HandoverKind])
    state = models.CharField(max_length=20, choices=[(state, state) for state in HandoverState])
    title = models.CharField(max_length=300)
    on = models.DateField()
    ground = models.CharField(max_length=500)
    owner = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_name = models.CharField(max_length=120)
    told = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    undo_ground = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(HandoverKind)), name="handover_kind_known"),
            models.CheckConstraint(condition=Q(state__in=list(HandoverState)), name="handover_state_known"),
            models.CheckConstraint(
                condition=Q(state=HandoverState.UNDONE, undone_at__isnull=False, undone_by__isnull=False)
                | ~Q(state=HandoverState.UNDONE) & Q(undone_at__isnull=True, undone_by__isnull=True),
                name="handover_undo_told_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title
