"""On PostgreSQL a file is there for the bodies that have the person in their keeping, and for nobody else."""

from django.db import migrations

from chungtay.people.access import protect

OF_A_FILE = ("step", "paper", "episode", "listentry", "runningclock", "transfer", "referral")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_case_files"), ("people", "0002_rows_of_their_keepers")]

    operations = [
        protect("cases_casefile", "person_id", through="people_keeping", key="person_id"),
        *(protect(f"cases_{name}", "file_id", through="cases_casefile") for name in OF_A_FILE),
        protect("cases_delivery", "paper_id", through="cases_paper"),
        protect("cases_stage", "episode_id", through="cases_episode"),
    ]
