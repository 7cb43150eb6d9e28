from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "chungtay.care"
    verbose_name = "Điều trị, hỗ trợ"

    def ready(self) -> None:
        # Queries need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.care.access import file_panel

        join(Seam.FILE_PAGE, file_panel)
