"""Whose jurisdiction an entry belongs to. A nullable column is added in place, so that the triggers of 0002 stay."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [
        migrations.AddField(
            model_name="entry", name="place", field=models.BigIntegerField(db_index=True, null=True)
        )
    ]
