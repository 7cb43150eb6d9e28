"""On PostgreSQL what was done for a person is there with the file; a complaint for the body that settles it."""

from django.db import migrations

from chungtay.people.access import protect


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_rights"), ("cases", "0002_rows_of_their_keepers")]

    operations = [
        *(
            protect(f"rights_{name}", "file_id", through="cases_casefile")
            for name in ("serving", "telling", "request")
        ),
        protect("rights_complaint", "settler_id"),
    ]
