"""What the money of a line brings."""

from django.db import models


class Product(models.Model):
    """A measure of the catalogue ("PROPAGANDA.SESSIONS") that the money of a line is spent on."""

    line = models.ForeignKey("budgets.BudgetLine", on_delete=models.CASCADE, related_name="+", db_index=False)
    measure = models.CharField(max_length=120)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["line", "measure"]
        constraints = [models.UniqueConstraint(fields=["line", "measure"], name="product_of_line_once")]

    def __str__(self) -> str:
        return f"line {self.line_id}: {self.measure}"
