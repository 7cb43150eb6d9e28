from typing import Any

import django.utils.timezone
from django.db import migrations, models
from django.db.models.functions import Cast


def bind_as_before(apps: Any, schema_editor: Any) -> None:
    """Tips from before stay bound to their number, and lie where they came to. Their sixteen digits open no more."""
    tips = apps.get_model("tips", "Tip").objects
    tips.update(mark=Cast("pk", models.CharField(max_length=32)), since=models.F("received"))


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_capacities"),
        ("places", "0001_first_tables"),
        ("tips", "0001_sealed_tips"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="step",
            name="tip_step_known",
        ),
        migrations.AddField(
            model_name="tip",
            name="answered",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="tip",
            name="classified",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="tip",
            name="forwarded",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="tip",
            name="held",
            field=models.CharField(
                blank=True,
                choices=[("flood", "flood"), ("alike", "alike"), ("abuse", "abuse")],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="tip",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("crime", "crime"),
                    ("misconduct", "misconduct"),
                    ("help", "help"),
                    ("other", "other"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="tip",
            name="mark",
            field=models.CharField(default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="tip",
            name="since",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.RunPython(bind_as_before, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="tip",
            name="mark",
            field=models.CharField(max_length=32, unique=True),
        ),
        migrations.AddField(
            model_name="tip",
            name="strength",
            field=models.CharField(
                choices=[("unknown", "unknown"), ("seen", "seen"), ("heard", "heard"), ("shown", "shown")],
                default="unknown",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="kind",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("acknowledged", "acknowledged"),
                    ("classified", "classified"),
                    ("answered", "answered"),
                    ("added", "added"),
                    ("forwarded", "forwarded"),
                    ("transferred", "transferred"),
                    ("held", "held"),
                    ("released", "released"),
                    ("closed", "closed"),
                    ("deleted", "deleted"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="tip",
            index=models.Index(fields=["agency", "received"], name="tip_of_hour"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "received",
                            "acknowledged",
                            "classified",
                            "answered",
                            "added",
                            "forwarded",
                            "transferred",
                            "held",
                            "released",
                            "closed",
                            "deleted",
                        ],
                    )
                ),
                name="tip_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(("strength__in", ["unknown", "seen", "heard", "shown"])),
                name="tip_strength_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(("held__in", ["", "flood", "alike", "abuse"])), name="tip_hold_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("classified__isnull", True), ("kind", "")),
                    models.Q(
                        ("classified__isnull", False), ("kind__in", ["crime", "misconduct", "help", "other"])
                    ),
                    _connector="OR",
                ),
                name="tip_kind_told_whole",
            ),
        ),
    ]
