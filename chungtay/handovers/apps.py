from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "chungtay.handovers"
    verbose_name = "Chuyển giao"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.handovers.access import files_left, left_due
        from chungtay.handovers.services import REORGANISE, run_reorganisation
        from chungtay.notices.services import register_due_source, register_job

        join(Seam.FILE_LIST, files_left)
        register_due_source("handovers.files", left_due)
        register_job(REORGANISE, run_reorganisation)
