from datetime import timedelta

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "chungtay.indicators"
    verbose_name = "Chỉ số, tổng hợp"

    def ready(self) -> None:
        # Services need the models of the rooms below, and those are there only now.
        from chungtay.indicators.services import COPY, keep_in_step, run_copying
        from chungtay.notices.services import register_job, register_tick

        register_job(COPY, run_copying)
        register_tick("indicators.copy", timedelta(seconds=10), keep_in_step)
