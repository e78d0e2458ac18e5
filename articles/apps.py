"""The library: everything scholarly."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from django.db.models.signals import pre_save
        from wagtail.signals import page_published, page_unpublished

        from articles.models import ReferencePage
        from articles.models.citation import forget_citations, record_citations
        from articles.watch.changes import record_change, remember_status

        page_published.connect(record_citations)
        page_unpublished.connect(forget_citations)
        pre_save.connect(remember_status, sender=ReferencePage)
        page_published.connect(record_change, sender=ReferencePage)
