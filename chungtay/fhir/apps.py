from django.apps import AppConfig


class FhirConfig(AppConfig):
    name = "chungtay.fhir"
    verbose_name = "Đợt điều trị theo FHIR"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.base.seams import Seam, join
        from chungtay.fhir.access import way_to_the_file

        join(Seam.PATIENT_PAGE, way_to_the_file)
