from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "chungtay.cases"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        # These need the models, and those are there only now.
        from chungtay.agencies.services.life import register_holder
        from chungtay.breakglass.services import Kind, register
        from chungtay.cases.queries import count_held, due_of, find_closed
        from chungtay.cases.rules import list_ways
        from chungtay.cases.services import take_back, take_line
        from chungtay.notices.services import register_due_source
        from chungtay.people.services import ListTaker, register_list_taker

        register_list_taker(ListTaker(list_ways, take_line, take_back))
        register_due_source("cases", due_of)
        register_holder(count_held)
        register(Kind("file", _("Hồ sơ"), _("Số hồ sơ (thí dụ HS26-0012-0007)"), find_closed))
