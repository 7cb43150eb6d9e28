from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "chungtay.registers"
    verbose_name = "Sổ theo dõi"
