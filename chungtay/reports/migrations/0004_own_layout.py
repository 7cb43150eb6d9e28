import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0001_stored_files"), ("reports", "0003_pictures")]

    operations = [
        migrations.AlterField("ownoutline", "text", models.TextField(blank=True)),
        migrations.AddField(
            "ownoutline",
            "layout",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
    ]
