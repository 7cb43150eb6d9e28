from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "chungtay.cases"
    verbose_name = "Hồ sơ"
