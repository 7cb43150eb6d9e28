from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_passing")]

    operations = [
        migrations.AddIndex("share", models.Index(fields=["due_on"], name="share_due")),
    ]
