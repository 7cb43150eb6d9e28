"""On PostgreSQL a patient is there for the treating facility alone; help is there with the file."""

from django.db import migrations

from chungtay.people.access import protect


class Migration(migrations.Migration):
    dependencies = [("care", "0001_care"), ("cases", "0002_rows_of_their_keepers")]

    operations = [
        protect("care_patient", "facility_id"),
        *(
            protect(f"care_{name}", "patient_id", through="care_patient")
            for name in ("note", "dose", "followup", "demand")
        ),
        *(protect(f"care_{name}", "file_id", through="cases_casefile") for name in ("helper", "help")),
    ]
