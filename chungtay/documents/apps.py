from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "chungtay.documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.documents.services import READ, run_reading
        from chungtay.notices.services import register_job

        register_job(READ, run_reading)
