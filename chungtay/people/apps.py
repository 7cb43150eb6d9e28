from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "chungtay.people"
    verbose_name = "Nhân thân"
