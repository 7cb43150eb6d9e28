from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "chungtay.agencies"
    verbose_name = "Cơ quan"
