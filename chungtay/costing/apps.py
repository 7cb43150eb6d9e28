from django.apps import AppConfig


class CostingConfig(AppConfig):
    name = "chungtay.costing"
    verbose_name = "Giá thành"

    def ready(self) -> None:
        from chungtay.base.seams import Seam, join
        from chungtay.costing.access import money_panel, plan_panel

        join(Seam.MONEY_PAGE, money_panel)
        join(Seam.PLAN_PAGE, plan_panel)
