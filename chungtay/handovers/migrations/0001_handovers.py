import chungtay.handovers.rules.telling
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0004_capacities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                chungtay.handovers.rules.telling.HandoverKind["WORK"],
                                chungtay.handovers.rules.telling.HandoverKind["WORK"],
                            ),
                            (
                                chungtay.handovers.rules.telling.HandoverKind["UNITS"],
                                chungtay.handovers.rules.telling.HandoverKind["UNITS"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                chungtay.handovers.rules.telling.HandoverState["ASKED"],
                                chungtay.handovers.rules.telling.HandoverState["ASKED"],
                            ),
                            (
                                chungtay.handovers.rules.telling.HandoverState["DONE"],
                                chungtay.handovers.rules.telling.HandoverState["DONE"],
                            ),
                            (
                                chungtay.handovers.rules.telling.HandoverState["UNDONE"],
                                chungtay.handovers.rules.telling.HandoverState["UNDONE"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("on", models.DateField()),
                ("ground", models.CharField(max_length=500)),
                ("made_at", models.DateTimeField()),
                ("made_name", models.CharField(max_length=120)),
                ("told", models.JSONField(default=dict)),
                ("kept", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undo_ground", models.CharField(blank=True, max_length=500)),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    chungtay.handovers.rules.telling.HandoverKind["WORK"],
                                    chungtay.handovers.rules.telling.HandoverKind["UNITS"],
                                ],
                            )
                        ),
                        name="handover_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    chungtay.handovers.rules.telling.HandoverState["ASKED"],
                                    chungtay.handovers.rules.telling.HandoverState["DONE"],
                                    chungtay.handovers.rules.telling.HandoverState["UNDONE"],
                                ],
                            )
                        ),
                        name="handover_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", chungtay.handovers.rules.telling.HandoverState["UNDONE"]),
                                ("undone_at__isnull", False),
                                ("undone_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", chungtay.handovers.rules.telling.HandoverState["UNDONE"]),
                                    _negated=True,
                                ),
                                ("undone_at__isnull", True),
                                ("undone_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="handover_undo_told_whole",
                    ),
                ],
            },
        ),
    ]
