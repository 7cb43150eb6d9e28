from datetime import timedelta

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "chungtay.reminders"
    verbose_name = "Nhắc việc"

    def ready(self) -> None:
        # Queries need the models, and those are there only now.
        from chungtay.notices import services as notices
        from chungtay.reminders.queries.plans import plans_due
        from chungtay.reminders.services import send_due

        notices.register_due_source("plans", plans_due)
        notices.register_tick("reminders.send", timedelta(minutes=1), send_due)
