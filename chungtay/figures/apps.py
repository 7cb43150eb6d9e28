from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "chungtay.figures"
    verbose_name = "Số liệu"
