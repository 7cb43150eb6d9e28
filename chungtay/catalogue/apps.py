from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "chungtay.catalogue"
    verbose_name = "Danh mục chỉ tiêu"
