"""Which page stands where and which picture has which key, in both directions."""

from dataclasses import dataclass, field

from wagtail.models import Page, Site

from clinic.models import Picture


def home_page() -> Page:
    """The root page of the site; everything carried stands below it."""
    return Site.objects.select_related("root_page").get(is_default_site=True).root_page


@dataclass
class Places:
    """Names for ids. A page is named by its path below the home page, `/a/b/`."""

    path_of: dict[int, str] = field(default_factory=dict)
    page_at: dict[str, int] = field(default_factory=dict)
    key_of: dict[int, str] = field(default_factory=dict)
    picture_at: dict[str, int] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Places":
        """The places as the database holds them; three queries."""
        home = home_page()
        places = cls()
        below = Page.objects.descendant_of(home, inclusive=True)
        for pk, url_path in below.values_list("pk", "url_path"):
            path = "/" + url_path.removeprefix(home.url_path)
            places.path_of[pk] = path
            places.page_at[path] = pk
        for pk, key in Picture.objects.values_list("pk", "key"):
            places.key_of[pk] = key
            places.picture_at[key] = pk
        return places
