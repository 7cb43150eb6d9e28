from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "chungtay.fieldwork"
    verbose_name = "Ghi tại hiện trường"
