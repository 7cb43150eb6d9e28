from datetime import timedelta

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "chungtay.rights"
    verbose_name = "Quyền của người có hồ sơ"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.notices.services import register_due_source, register_tick
        from chungtay.rights.access import file_panel, step_held
        from chungtay.rights.queries import due_of
        from chungtay.rights.services import end_due

        join(Seam.FILE_PAGE, file_panel)
        join(Seam.FILE_STEP, step_held)
        register_tick("rights.end", timedelta(hours=6), end_due)
        register_due_source("rights", due_of)
