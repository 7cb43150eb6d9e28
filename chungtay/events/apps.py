from datetime import timedelta

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "chungtay.events"
    verbose_name = "Báo ra ngoài"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.events.services import tell_outside
        from chungtay.notices.services import register_tick

        register_tick("events.tell", timedelta(seconds=5), tell_outside)
