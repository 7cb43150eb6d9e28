from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "chungtay.budgets"
    verbose_name = "Kinh phí"
