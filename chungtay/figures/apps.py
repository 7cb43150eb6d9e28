from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "chungtay.figures"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.figures.access import work_panel
        from chungtay.figures.queries import due_of
        from chungtay.notices.services import register_due_source

        register_due_source("figures", due_of)
        join(Seam.WORK_PAGE, work_panel, first=True)  # due every month, the rest now and then
