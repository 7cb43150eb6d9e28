from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "chungtay.notices"
    verbose_name = "Thông báo và việc nền"
