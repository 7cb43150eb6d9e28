"""On PostgreSQL a comparison is there for the two bodies that make it, and for nobody else."""

from django.db import migrations

from chungtay.people.access import protect


class Migration(migrations.Migration):
    dependencies = [("comparisons", "0001_comparisons")]

    operations = [protect("comparisons_comparison", "first_id second_id")]
