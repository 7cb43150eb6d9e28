from datetime import timedelta

from django.apps import AppConfig


class TipsConfig(AppConfig):
    name = "chungtay.tips"
    verbose_name = "Tin báo"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.notices.services import register_due_source, register_tick
        from chungtay.tips import speech
        from chungtay.tips.queries import tips_due
        from chungtay.tips.rules.languages import offered
        from chungtay.tips.services.working import purge_due

        register_tick("tips.purge", timedelta(hours=6), purge_due)
        register_due_source("tips", tips_due)
        for language in offered().values():
            if language.texts:
                speech.teach(language)
