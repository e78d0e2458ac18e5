"""The ground: what every page of the site shares."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    name = "clinic"
    verbose_name = "Clinic"

    def ready(self) -> None:
        from django.core.signals import got_request_exception
        from django.db.models.signals import post_migrate
        from django_tasks.signals import task_finished

        from clinic.log import keep_fault
        from clinic.site_row import follow_clinic_url
        from clinic.tasks import keep_failure

        post_migrate.connect(follow_clinic_url, sender=self)
        task_finished.connect(keep_failure)
        got_request_exception.connect(keep_fault)
