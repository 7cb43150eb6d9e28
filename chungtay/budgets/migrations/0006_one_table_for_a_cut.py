from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def fill(apps: Any, _schema: Any) -> None:
    """What a purse and a posting say once more is what their ceiling and their movement say."""
    for purse in apps.get_model("budgets", "Purse").objects.select_related("ceiling__line").iterator():
        purse.line_id, purse.year = purse.ceiling.line_id, purse.ceiling.year
        purse.budget_id = purse.ceiling.line.budget_id
        purse.save(update_fields=["line", "year", "budget"])
    for posting in apps.get_model("budgets", "Posting").objects.select_related("movement").iterator():
        posting.month = posting.movement.on.year * 100 + posting.movement.on.month
        posting.save(update_fields=["month"])


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0005_one_purse"),
    ]

    operations = [
        migrations.AddField(
            model_name="posting",
            name="month",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="purse",
            name="budget",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="budgets.budget",
            ),
        ),
        migrations.AddField(
            model_name="purse",
            name="line",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="budgets.budgetline",
            ),
        ),
        migrations.AddField(
            model_name="purse",
            name="year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
