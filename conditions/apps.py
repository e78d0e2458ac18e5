"""The ward: conditions and side effects."""

from django.apps import AppConfig


class ConditionsConfig(AppConfig):
    name = "conditions"
    verbose_name = "Conditions"

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished

        from conditions.models import SideEffectPage
        from conditions.models.condition import (
            record_conditions,
            record_conditions_without,
        )

        page_published.connect(record_conditions, sender=SideEffectPage)
        page_unpublished.connect(record_conditions_without, sender=SideEffectPage)
