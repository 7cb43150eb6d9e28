"""On PostgreSQL a person is there for the bodies that keep a file on them, and for nobody else."""

from django.db import migrations

from chungtay.people.rls import protect


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people")]

    operations = [
        protect("people_keeping", "agency_id"),
        protect("people_person", "id", through="people_keeping", key="person_id"),
        protect("people_token", "person_id", through="people_keeping", key="person_id"),
    ]
