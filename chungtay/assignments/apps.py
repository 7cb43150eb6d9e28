from datetime import timedelta

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "chungtay.assignments"
    verbose_name = "Phân công"

    def ready(self) -> None:
        # Queries need the models, and those are there only now.
        from chungtay.assignments.access import locked, share_form, task_panel, work_panel
        from chungtay.assignments.queries import due_of
        from chungtay.assignments.services import renew_due
        from chungtay.base.seams import Seam, join
        from chungtay.notices.services import register_due_source, register_tick

        join(Seam.TASK_PAGE, task_panel)
        join(Seam.WORK_PAGE, work_panel)
        join(Seam.SHARE_FORM, share_form)
        join(Seam.REPORTING, locked)
        register_due_source("assignments", due_of)
        register_tick("assignments.renew", timedelta(hours=1), renew_due)
