from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "chungtay.site"
    label = "chungtay_site"
    verbose_name = "Chung Tay"
