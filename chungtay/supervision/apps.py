from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "chungtay.supervision"
    verbose_name = "Giám sát, thi đua"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.notices.services import register_due_source
        from chungtay.supervision.access import plan_panel, work_panel
        from chungtay.supervision.queries import due_of

        register_due_source("supervision", due_of)
        join(Seam.WORK_PAGE, work_panel)
        join(Seam.PLAN_PAGE, plan_panel)
