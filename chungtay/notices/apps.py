from datetime import timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "chungtay.notices"
    verbose_name = "Thông báo và việc nền"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.notices.services import register_tick, send_waiting

        register_tick("notices.send", timedelta(seconds=10), send_waiting)
