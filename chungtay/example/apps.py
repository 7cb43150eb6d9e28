from django.apps import AppConfig


class ExampleConfig(AppConfig):
    name = "chungtay.example"
    verbose_name = "Tỉnh ví dụ"
