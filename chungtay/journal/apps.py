from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "chungtay.journal"
    verbose_name = "Nhật ký"
