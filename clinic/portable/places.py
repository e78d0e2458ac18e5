"""Which page stands where and which picture has which key, in both directions."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site

from clinic.models import Picture
from clinic.portable.files import Refused


def home_page() -> Page:
    """The root page of the site; everything carried stands below it.

    Raises Refused if there is none, as after `flush`.
    """
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        text = "There is no home page. Take a new database and run migrate, or loaddata"
        raise Refused([f"{text} journal."])
    return site.root_page


@dataclass
class Places:
    """Names for ids. A page is named by its path below the home page, `/a/b/`."""

    path_of: dict[int, str] = field(default_factory=dict)
    page_at: dict[str, int] = field(default_factory=dict)
    model_at: dict[str, type[Page]] = field(default_factory=dict)
    key_of: dict[int, str] = field(default_factory=dict)
    picture_at: dict[str, int] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Places":
        """The places as the database holds them; a few queries."""
        home = home_page()
        places = cls()
        below = Page.objects.descendant_of(home, inclusive=True)
        for pk, url_path, kind in below.values_list("pk", "url_path", "content_type"):
            path = "/" + url_path.removeprefix(home.url_path)
            places.path_of[pk] = path
            places.page_at[path] = pk
            model = ContentType.objects.get_for_id(kind).model_class()
            places.model_at[path] = model or Page
        for pk, key in Picture.objects.values_list("pk", "key"):
            places.key_of[pk] = key
            places.picture_at[key] = pk
        return places

    @cached_property
    def by_id(self) -> "Places":
        """The same places under names that stay when an editor moves a page."""
        return Places(
            path_of={pk: str(pk) for pk in self.path_of},
            key_of={pk: str(pk) for pk in self.key_of},
        )

    def fault_of_page(self, path: Any, *models: type[Any]) -> str:
        """Why `path` names no page of one of these types; empty if it does."""
        if not isinstance(path, str) or path not in self.page_at:
            return f"there is no page {path!r:.80}."
        if models and not issubclass(self.model_at.get(path, Page), models):
            noun = " or ".join(str(model._meta.verbose_name) for model in models)
            return f"the page {path!r:.80} is no {noun}."
        return ""

    def fault_of_picture(self, key: Any) -> str:
        """Why `key` names no picture; empty if it does."""
        is_known = isinstance(key, str) and key in self.picture_at
        return "" if is_known else f"there is no picture {key!r:.80}."
