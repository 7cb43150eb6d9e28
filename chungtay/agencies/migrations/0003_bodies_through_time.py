"""Bodies through time: former selves, dated aliases, successions, and the end with a ground of its own."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q

LEVELS = ["central", "province", "district", "commune"]


def part_grounds(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now one column told how a body was made or, once it had ended, by what it ended."""
    ended = apps.get_model("agencies", "Agency").objects.exclude(valid_to=None)
    ended.update(end_ground=F("ground"), ground="")


def join_grounds(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("agencies", "Agency").objects.exclude(valid_to=None).update(ground=F("end_ground"))


class Migration(migrations.Migration):
    dependencies = [("places", "0001_first_tables"), ("agencies", "0002_opened_by")]

    operations = [
        migrations.AddField(
            "agency",
            "end_ground",
            models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.RunPython(part_grounds, join_grounds),
        migrations.AddField("agencyalias", "valid_from", models.DateField(null=True)),
        migrations.AddField("agencyalias", "valid_to", models.DateField(null=True)),
        migrations.AddConstraint(
            "agencyalias",
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="alias_lives_forward",
            ),
        ),
        migrations.CreateModel(
            name="FormerSelf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("short_name", models.CharField(blank=True, max_length=120)),
                ("level", models.CharField(choices=[(level, level) for level in LEVELS], max_length=20)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("ground", models.CharField(max_length=300)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_selves",
                        to="agencies.agency",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
            ],
            options={
                "ordering": ["agency", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "valid_from"), name="former_self_once_per_day"),
                    models.CheckConstraint(
                        condition=Q(valid_to__gt=F("valid_from")), name="former_self_lives_forward"
                    ),
                    models.CheckConstraint(condition=Q(level__in=LEVELS), name="former_self_level_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencySuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=40)),
                ("on", models.DateField()),
                ("parted", models.BooleanField(default=False)),
                ("ground", models.CharField(max_length=300)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("verified", models.BooleanField(default=False)),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="precessions",
                        to="agencies.agency",
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="successions",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("old", "new", "subject"), name="agency_succession_once"),
                    models.CheckConstraint(condition=~Q(old=F("new")), name="agency_succeeds_another"),
                ],
            },
        ),
    ]
