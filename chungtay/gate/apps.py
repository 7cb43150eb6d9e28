from datetime import timedelta

from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "chungtay.gate"
    verbose_name = "Đếm từ hồ sơ"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.gate.access import counted_here
        from chungtay.gate.services import hand_over
        from chungtay.notices.services import register_tick

        join(Seam.COUNTED, counted_here)
        register_tick("gate.hand_over", timedelta(hours=3), lambda now: hand_over(now=now))
