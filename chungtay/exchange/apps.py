from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "chungtay.exchange"
    verbose_name = "Trao đổi số liệu"
