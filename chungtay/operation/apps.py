from datetime import timedelta

from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "chungtay.operation"
    verbose_name = "Vận hành"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.notices.services import register_tick
        from chungtay.operation.services import note_beat

        register_tick("operation.beat", timedelta(seconds=30), note_beat)
