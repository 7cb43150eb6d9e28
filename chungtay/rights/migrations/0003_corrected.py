"""What was corrected because a person asked, and on which paper."""

import chungtay.rights.rules.words
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_rows_of_their_keepers"),
        ("rights", "0002_rows_of_their_keepers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="request",
            name="corrected",
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name="request",
            name="paper",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrected", ""), ("paper", "")),
                    models.Q(
                        ("answered", chungtay.rights.rules.words.Answered["GRANTED"]),
                        ("asked", chungtay.rights.rules.words.Asked["CORRECTION"]),
                        models.Q(("corrected", ""), _negated=True),
                        models.Q(("paper", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="corrected_on_a_paper",
            ),
        ),
    ]
