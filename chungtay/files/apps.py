from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "chungtay.files"
    verbose_name = "Tệp"
