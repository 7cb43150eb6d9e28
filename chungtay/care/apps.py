from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "chungtay.care"
    verbose_name = "Điều trị, hỗ trợ"
