from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "chungtay.plans"
    verbose_name = "Kế hoạch"
