from datetime import timedelta

from django.apps import AppConfig
from django.core import checks


class PeopleConfig(AppConfig):
    name = "chungtay.people"
    verbose_name = "Nhân thân"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.notices.services import register_job, register_tick
        from chungtay.people.checks import check_database
        from chungtay.people.services.rotating import JOB, drop_old_keys, reseal

        register_job(JOB, reseal)
        register_tick("people.keys", timedelta(days=1), drop_old_keys)
        checks.register(check_database, checks.Tags.database)
