from django.apps import AppConfig


class WorkbooksConfig(AppConfig):
    name = "chungtay.workbooks"
    verbose_name = "Biểu bằng Excel"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.workbooks.access import way_to_the_file

        join(Seam.FIGURES_FORM, way_to_the_file)
