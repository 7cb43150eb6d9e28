from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "chungtay.fieldwork"
    verbose_name = "Ghi tại hiện trường"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.fieldwork.access import register_panel, registers_panel

        join(Seam.REGISTERS_PAGE, registers_panel)
        join(Seam.REGISTER_PAGE, register_panel)
