from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_own_wording")]

    operations = [
        migrations.AddField("passage", "picture", models.JSONField(default=dict)),
        migrations.AlterField(
            "passage",
            "kind",
            models.CharField(
                choices=[
                    ("heading", "heading"),
                    ("sentence", "sentence"),
                    ("table", "table"),
                    ("picture", "picture"),
                    ("words", "words"),
                ],
                max_length=10,
            ),
        ),
    ]
