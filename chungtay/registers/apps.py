from datetime import timedelta

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "chungtay.registers"
    verbose_name = "Sổ theo dõi"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.notices.services import register_tick
        from chungtay.registers.access import counted_here
        from chungtay.registers.services import feed_standing

        join(Seam.COUNTED, counted_here)
        register_tick("registers.standing", timedelta(hours=6), feed_standing)
