from datetime import timedelta

from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    name = "chungtay.comparisons"
    verbose_name = "Đối chiếu danh sách"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.comparisons.services import drop_waiting
        from chungtay.notices.services import register_tick

        register_tick("comparisons.waiting", timedelta(days=1), drop_waiting)
