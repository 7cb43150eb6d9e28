from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "chungtay.plans"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        # Queries need the models, and those are there only now.
        from chungtay.agencies.services.life import register_holder
        from chungtay.plans.queries.holding import count_held

        register_holder(count_held)
