from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "chungtay.areas"
    verbose_name = "Phân loại địa bàn"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.areas.access import work_panel
        from chungtay.areas.queries import due_of
        from chungtay.base.seams import Seam, join
        from chungtay.notices.services import register_due_source

        register_due_source("areas", due_of)
        join(Seam.WORK_PAGE, work_panel)
