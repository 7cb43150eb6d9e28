"""The second lock opens for who keeps a file on the person now, and no longer for who kept one once."""

from django.db import migrations

from chungtay.people.rls import protect

KEPT_NOW = {"through": "people_keeping", "key": "person_id", "where": "until IS NULL"}


class Migration(migrations.Migration):
    dependencies = [("people", "0005_taking_lists")]

    operations = [
        protect("people_person", "id", **KEPT_NOW),
        protect("people_token", "person_id", **KEPT_NOW),
        protect("people_decision", "first_id", **KEPT_NOW),
    ]
