from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "chungtay.reports"
    verbose_name = "Báo cáo"
