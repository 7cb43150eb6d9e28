from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "chungtay.site"
    label = "chungtay_site"
    verbose_name = "Chung Tay"

    def ready(self) -> None:
        # The rooms need their models, and those are there only now.
        from chungtay.site.told import register_subjects

        register_subjects()
