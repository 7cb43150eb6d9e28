from django.apps import AppConfig


class ChainConfig(AppConfig):
    name = "chungtay.chain"
    verbose_name = "Chuỗi kế hoạch"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.chain.access import plan_panel, work_panel
        from chungtay.chain.queries import due_of
        from chungtay.chain.services import COMPARE, run_comparisons
        from chungtay.notices.services import register_due_source, register_job

        register_job(COMPARE, run_comparisons)
        register_due_source("chain", due_of)
        join(Seam.PLAN_PAGE, plan_panel)
        join(Seam.WORK_PAGE, work_panel)
