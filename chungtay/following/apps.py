from datetime import timedelta

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "chungtay.following"
    verbose_name = "Tiến độ tự theo"

    def ready(self) -> None:
        # Sources and queries need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.following.access import locked, plan_panel, share_form, task_panel
        from chungtay.following.rules import CriterionKind
        from chungtay.following.services import derive_due, register_source
        from chungtay.following.sources import measures, money, numbers, papers, registers
        from chungtay.notices.services import register_tick

        join(Seam.TASK_PAGE, task_panel)
        join(Seam.PLAN_PAGE, plan_panel)
        join(Seam.SHARE_FORM, share_form)
        join(Seam.REPORTING, locked)
        register_source(CriterionKind.FIGURE, numbers.check_figure, numbers.knows)
        register_source(CriterionKind.INDICATOR, measures.check_indicator, measures.knows)
        register_source(CriterionKind.DATA_SET, numbers.check_data_set, numbers.knows)
        register_source(CriterionKind.DOCUMENT, papers.check_document, papers.knows)
        register_source(CriterionKind.REPORT, papers.check_report, papers.knows)
        register_source(CriterionKind.LOWER_PLAN, papers.check_lower_plan, papers.knows)
        register_source(CriterionKind.BUDGET, money.check_budget, money.knows)
        register_source(CriterionKind.REGISTER, registers.check_register, registers.knows)
        register_tick("following.derive", timedelta(hours=1), derive_due)
