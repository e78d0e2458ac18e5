"""The library: everything scholarly."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished

        from articles.models.citation import forget_citations, record_citations

        page_published.connect(record_citations)
        page_unpublished.connect(forget_citations)
