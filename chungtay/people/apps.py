from datetime import timedelta

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "chungtay.people"
    verbose_name = "Nhân thân"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.breakglass.services import Kind, register
        from chungtay.notices.services import register_job, register_tick
        from chungtay.people.checks import check_database
        from chungtay.people.queries import find_closed
        from chungtay.people.rules import KIND
        from chungtay.people.services.bringing import LIST_JOB, drop_old_lists
        from chungtay.people.services.rotating import JOB, drop_old_keys, reseal
        from chungtay.people.services.taking import run_list

        register_job(JOB, reseal)
        register_job(LIST_JOB, run_list)
        register_tick("people.lists", timedelta(hours=1), drop_old_lists)
        register_tick("people.keys", timedelta(days=1), drop_old_keys)
        register(Kind(KIND, _("Nhân thân của một người"), _("Số căn cước, chứng minh nhân dân"), find_closed))
        checks.register(check_database, checks.Tags.database)
