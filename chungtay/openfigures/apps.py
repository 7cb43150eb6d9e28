from django.apps import AppConfig


class OpenFiguresConfig(AppConfig):
    name = "chungtay.openfigures"
    verbose_name = "Số liệu công khai"
