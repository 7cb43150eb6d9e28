from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "chungtay.handovers"
    verbose_name = "Chuyển giao"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.handovers.services import REORGANISE, run_reorganisation
        from chungtay.notices.services import register_job

        register_job(REORGANISE, run_reorganisation)
