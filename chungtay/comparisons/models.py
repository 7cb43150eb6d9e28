"""Two bodies that count their people together: blind sheets while it waits, numbers afterwards, a name never."""

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Q

from chungtay.comparisons.rules import ComparedList, ComparisonState
from chungtay.people.access import SealedField, SealedJson, row_number


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


def _agency() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")


class Comparison(models.Model):
    """``both`` is None where nothing may be told of it (rules.Outcome). ``secret`` and ``sheet`` of the first side are
    there only while the second has not answered.
    """

    row = row_number()
    first = _agency()
    second = _agency()
    ground = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=_choices(ComparisonState), default=ComparisonState.ASKED)
    first_list = models.CharField(max_length=10, choices=_choices(ComparedList))
    second_list = models.CharField(max_length=10, choices=_choices(ComparedList), blank=True)
    secret = SealedField(null=True)
    sheet = SealedJson(null=True)
    first_number = models.PositiveIntegerField()
    second_number = models.PositiveIntegerField(null=True)
    both = models.PositiveIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)  # declined because

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="comparison_of_two"),
            models.CheckConstraint(condition=~Q(ground="") & ~Q(purpose=""), name="comparison_on_a_ground"),
            models.CheckConstraint(
                condition=Q(state__in=list(ComparisonState)), name="comparison_state_known"
            ),
            models.CheckConstraint(
                condition=Q(first_list__in=list(ComparedList), second_list__in=["", *ComparedList]),
                name="comparison_lists_known",
            ),
            models.CheckConstraint(
                condition=Q(state=ComparisonState.ASKED) | Q(secret__isnull=True, sheet__isnull=True),
                name="comparison_keeps_no_sheet",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(state=ComparisonState.ASKED),
                name="one_comparison_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"comparison {self.pk}"

    @property
    def together(self) -> int | None:
        """People on the two lists, each once."""
        if self.both is None or self.second_number is None:
            return None
        return int(self.first_number + self.second_number - self.both)
