from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "chungtay.documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        # Services need the models, and those are there only now.
        from chungtay.breakglass.services import Kind, register
        from chungtay.documents.queries import find_closed
        from chungtay.documents.services import READ, run_reading
        from chungtay.notices.services import register_job

        register_job(READ, run_reading)
        register(
            Kind("document", _("Văn bản"), _("Số, ký hiệu của văn bản (thí dụ 1241/QĐ-UBND)"), find_closed)
        )
