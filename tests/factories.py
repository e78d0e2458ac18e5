"""Pages for tests: real types, published as editors publish, with fixed words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from coverage import Coverage
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from articles.citations import tag
from articles.models import (
    ArticlePage,
    AuthorIndexPage,
    AuthorPage,
    Byline,
    JournalPage,
    KeyFactIndexPage,
    KeyFactPage,
    ReferenceIndexPage,
    ReferencePage,
)
from articles.models.source import GONE
from clinic.models import ContactPage, HomePage, SignOff, StandardPage
from clinic.review.canonical import VERSION, digest
from clinic.tasks import each_once
from conditions.models import (
    ConditionIndexPage,
    ConditionPage,
    SideEffectIndexPage,
    SideEffectPage,
)
from conditions.models.side_effect import Seriousness


@contextmanager
def preparing() -> Iterator[None]:
    """Make pages for a test: what runs meanwhile does not count as tested.

    To count is slow, and most of what a test does is to publish the pages it is about.
    A page that is saved more than once is indexed once, as when files are loaded.
    """
    counting = Coverage.current()
    if counting:
        counting.stop()
    try:
        with each_once():
            yield
    finally:
        if counting:
            counting.start()


def publish(page: Page) -> Any:
    """Publish the page's present content and return it as readers now have it."""
    with preparing():
        page.save_revision().publish()
        return Page.objects.get(pk=page.pk).specific


def make(model: type[Page], parent: Page, *, live: bool = True, **fields: Any) -> Any:
    """A page of `model` below `parent`; published unless `live` is False."""
    relations = {
        name: fields.pop(name)
        for name in list(fields)
        if isinstance(fields[name], list) and name in RELATIONS
    }
    page = model(live=False, **fields)
    for name, rows in relations.items():
        for place, row in enumerate(rows):  # as the editor's form does
            row.sort_order = place
        setattr(page, name, rows)
    with preparing():
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        return publish(page) if live else page


RELATIONS = {
    "bylines",
    "corrections",
    "topics",
    "treatment_side_effects",
    "featured",
}


def home_page() -> HomePage:
    """The home page that the migrations make."""
    return HomePage.objects.get()


def beneath(model: type[Page], parent: Page, **fields: Any) -> Any:
    """A page that others need and no test is about: live without being published.

    It has no version and no line in the log, and costs a third.
    """
    now = timezone.now()
    page = model(first_published_at=now, last_published_at=now, **fields)
    with preparing():
        return Page.objects.get(pk=parent.pk).add_child(instance=page)


def index(model: type[Page], slug: str, title: str, **fields: Any) -> Any:
    """The index page of that type, made if it is not there yet."""
    found = model.objects.first()
    return found or beneath(model, home_page(), slug=slug, title=title, **fields)


def journal() -> JournalPage:
    """The journal."""
    return index(
        JournalPage,
        "mental-health-journal",
        "Mental Health Journal",
        show_in_menus=True,
    )


DESK = {"title": "Editorial desk", "is_organisation": True, "bio": "<p>Desk.</p>"}


def any_author() -> AuthorPage:
    """An author for whom no test asks; made if there is none yet."""
    parent = index(AuthorIndexPage, "authors", "Authors")
    found = AuthorPage.objects.first()
    return found or beneath(AuthorPage, parent, slug="editorial-desk", **DESK)


def author(slug: str = "editorial-desk", **fields: Any) -> AuthorPage:
    """An author with a bio."""
    parent = index(AuthorIndexPage, "authors", "Authors")
    return make(AuthorPage, parent, slug=slug, **(DESK | fields))


def reference(key: str = "berman-2000", **fields: Any) -> ReferencePage:
    """A source that a reader can find."""
    defaults = {
        "title": f"A study called {key}",
        "doi": f"10.1000/{key}",
        "issued": "2000",
        "authors": [("person", {"family": "Berman", "given": "Robert M."})],
    }
    if fields.get("status") in GONE:
        defaults["notice"] = "What happened to it."
    parent = index(ReferenceIndexPage, "references", "References")
    return make(ReferencePage, parent, slug=key, **(defaults | fields))


def many_references(keys: list[str]) -> None:
    """Sources in masses, published without all that publishing does."""
    parent = index(ReferenceIndexPage, "references", "References")
    kind = ContentType.objects.get_for_model(ReferencePage)
    sources = [
        ReferencePage(
            title=f"A study called {key}",
            draft_title=f"A study called {key}",
            slug=key,
            doi=f"10.1000/{key}",
            issued="2000",
            path=Page._get_path(parent.path, parent.depth + 1, place),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}{key}/",
            content_type=kind,
            locale_id=parent.locale_id,
        )
        for place, key in enumerate(keys, 1)
    ]
    names = [field.attname for field in Page._meta.concrete_fields]
    rows = [Page(**{name: getattr(s, name) for name in names[1:]}) for s in sources]
    for source, row in zip(sources, Page.objects.bulk_create(rows), strict=True):
        source.pk = row.pk
    # Django inserts the second table of a model that inherits row by row, else.
    fields = ReferencePage._meta.local_concrete_fields
    for start in range(0, len(sources), 30):
        part = sources[start : start + 30]
        ReferencePage._base_manager._insert(part, fields=fields, using="default")
    Page.objects.filter(pk=parent.pk).update(numchild=len(keys))


def cited(*keys: str) -> list[tuple[str, str]]:
    """A body of one paragraph for each key, which cites it."""
    return [("paragraph", f"<p>A claim.{tag(key)}</p>") for key in keys]


def article(slug: str = "an-article", **fields: Any) -> ArticlePage:
    """An article with a summary, a body and an author."""
    if "bylines" not in fields:
        fields["bylines"] = [Byline(author=any_author())]
    defaults = {
        "title": slug.replace("-", " ").capitalize(),
        "summary": "What it says.",
        "body": [("paragraph", "<p>Some words.</p>")],
    }
    return make(ArticlePage, journal(), slug=slug, **(defaults | fields))


def key_fact(slug: str = "a-fact", **fields: Any) -> KeyFactPage:
    """A shared fact."""
    defaults = {
        "title": slug.replace("-", " ").capitalize(),
        "text": "<p>A fact.</p>",
        "checked_on": "2026-11-23",
    }
    parent = index(KeyFactIndexPage, "key-facts", "Key facts")
    return make(KeyFactPage, parent, slug=slug, **(defaults | fields))


def condition(slug: str = "ptsd", **fields: Any) -> ConditionPage:
    """A condition with a body."""
    defaults = {
        "title": slug.upper(),
        "summary": "What it is.",
        "body": [("paragraph", "<p>Some words.</p>")],
    }
    parent = index(ConditionIndexPage, "conditions", "Conditions")
    return make(ConditionPage, parent, slug=slug, **(defaults | fields))


def side_effect(slug: str = "nausea", **fields: Any) -> SideEffectPage:
    """A side effect with all that publishing asks for."""
    is_grave = fields.get("seriousness") == Seriousness.EMERGENCY
    urgency = "emergency" if is_grave else "non-urgent"
    card = {"urgency": urgency, "title": "Ask if it stays", "text": "<p>Call.</p>"}
    defaults = {
        "title": slug.capitalize(),
        "summary": "What it is.",
        "treatment": "Ketamine infusion, off-label",
        "body_system": "stomach",
        "what_it_feels_like": "<p>You feel sick.</p>",
        "what_you_can_do": "<p>Breathe slowly.</p>",
        "when_to_get_help": [("care_card", card)],
    }
    parent = index(SideEffectIndexPage, "side-effects", "Side effects")
    return make(SideEffectPage, parent, slug=slug, **(defaults | fields))


def standard_page(slug: str = "about", **fields: Any) -> StandardPage:
    """A plain page."""
    defaults = {"title": slug.capitalize(), "body": [("paragraph", "<p>Words.</p>")]}
    return make(StandardPage, home_page(), slug=slug, **(defaults | fields))


def contact_page(slug: str = "contact", **fields: Any) -> ContactPage:
    """A page with a form, which leads to a privacy page."""
    if "privacy" not in fields:
        found = StandardPage.objects.filter(slug="privacy").first()
        fields["privacy"] = found or standard_page("privacy")
    return make(ContactPage, home_page(), slug=slug, **({"title": "Contact"} | fields))


def sign_off(page: Page, **fields: Any) -> SignOff:
    """A signature under the page as readers have it now, by a person without account."""
    defaults = {
        "name": "Grace Hopper",
        "credentials": "MD",
        "version": VERSION,
        "digest": digest(Page.objects.get(pk=page.pk).specific),
        "next_review": timezone.localdate() + timedelta(days=365),
    }
    made = SignOff.objects.create(page_id=page.pk, **(defaults | fields))
    return SignOff.objects.get(pk=made.pk)
