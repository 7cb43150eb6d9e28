from datetime import timedelta

from django.apps import AppConfig


class AmendmentsConfig(AppConfig):
    name = "chungtay.amendments"
    verbose_name = "Luật đổi, thời hạn dời"

    def ready(self) -> None:
        # These need the models of the rooms below, and those are there only now.
        from chungtay.amendments.services import refresh_clocks
        from chungtay.notices.services import register_tick

        register_tick("amendments.clocks", timedelta(hours=6), refresh_clocks)
