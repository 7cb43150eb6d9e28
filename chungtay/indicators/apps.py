from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "chungtay.indicators"
    verbose_name = "Chỉ số, tổng hợp"
