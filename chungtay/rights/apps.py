from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "chungtay.rights"
    verbose_name = "Quyền của người có hồ sơ"
