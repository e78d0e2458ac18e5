"""The ground: what every page of the site shares."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    name = "clinic"
    verbose_name = "Clinic"

    def ready(self) -> None:
        from django.core.signals import got_request_exception
        from django.db.models.signals import post_migrate, post_save
        from django_tasks.signals import task_finished
        from wagtail.models import Site
        from wagtail.signals import page_published, task_submitted

        from clinic.models import ClinicalReviewState, Picture
        from clinic.models.versioned import record_version
        from clinic.portable.picture_files import bring_file
        from clinic.review.mail import tell_reviewers
        from clinic.serving.log import keep_fault
        from clinic.site_row import follow_clinic_url, follow_when_loaded
        from clinic.tasks import keep_failure

        post_migrate.connect(follow_clinic_url, sender=self)
        post_save.connect(follow_when_loaded, sender=Site)
        post_save.connect(bring_file, sender=Picture)
        page_published.connect(record_version)
        task_submitted.connect(tell_reviewers, sender=ClinicalReviewState)
        task_finished.connect(keep_failure)
        got_request_exception.connect(keep_fault)
