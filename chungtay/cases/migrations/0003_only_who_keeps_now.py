"""The second lock opens for who keeps the file now, and no longer for a body from which it has gone on."""

from django.db import migrations

from chungtay.people.access import protect


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_rows_of_their_keepers"), ("people", "0006_only_who_keeps_now")]

    operations = [
        protect(
            "cases_casefile", "person_id", through="people_keeping", key="person_id", where="until IS NULL"
        ),
    ]
