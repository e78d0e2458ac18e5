"""Choosing pages, where Wagtail's chooser alone cannot be trusted."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from wagtail.blocks import PageChooserBlock
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from clinic.models.visible import site_pages


def refuse_other_types(page: Page | None, labels: Iterable[str]) -> None:
    """Raise ValidationError if `page` has none of these types, named `app.Model`.

    A chooser offers only pages of its types, but a form can be sent by other means, and
    a fixture file names any page.
    """
    models = tuple(resolve_model_string(label) for label in labels)
    if page is None or issubclass(page.specific_class or Page, models):
        return
    nouns = [str(model._meta.verbose_name) for model in models]
    wanted = " or ".join(filter(None, [", ".join(nouns[:-1]), nouns[-1]]))
    found = page.page_type_display_name.lower()
    raise ValidationError(
        f"“{page.title}” cannot be chosen here: it is a page of type {found}. "
        f"Choose a page of type {wanted}."
    )


def without_drafts_of_others(pages: QuerySet[Page], user: Any) -> QuerySet[Page]:
    """The pages that `user` may choose from: a chooser tells the titles of drafts.

    Those that the account may work on, and of all others those that readers see as they
    are: without a draft beside.
    """
    if user.is_superuser:
        return pages
    mine = page_permission_policy.explorable_instances(user).values("pk")
    as_readers_see = site_pages().visible().filter(has_unpublished_changes=False)
    return pages.filter(Q(pk__in=mine) | Q(pk__in=as_readers_see.values("pk")))


class TypedPageBlock(PageChooserBlock):
    """A page of one of several types."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        refuse_other_types(cleaned, self.page_type)
        return cleaned

    def deconstruct(self) -> tuple[str, Any, Any]:
        """In migrations, the Wagtail block: they import none of our code."""
        return ("wagtail.blocks.PageChooserBlock", [], {"page_type": self.page_type})
