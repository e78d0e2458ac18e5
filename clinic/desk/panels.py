"""The parts of the editor's form that all page types share."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.models import Page

from clinic.desk.known import ids_known_to

SLUG = FieldPanel(
    "slug",
    heading="Last part of the web address",
    help_text="Made from the title. Choose it before you publish: when it changes "
    "later, nothing leads from the old address to the new one.",
)
FOR_SEARCH_ENGINES = [
    FieldPanel(
        "seo_title",
        heading="Title for search engines",
        help_text="Only if the title is too long for a list of results. Such as: "
        "Ketamine for depression.",
    ),
    FieldPanel(
        "search_description",
        heading="Description for search engines",
        help_text="One or two sentences, shown below the title in a list of results. "
        "Empty: the summary.",
    ),
]
MENU = MultiFieldPanel(
    [
        FieldPanel(
            "show_in_menus",
            heading="Show in the main menu",
            help_text="Only pages directly below the home page stand there.",
        )
    ],
    heading="Main menu",
)


# Lets the fields of a tab come and go with what is chosen in it: see `only_for`.
FOLLOWS_CHOICES = {
    "data-controller": "w-rules",
    "data-action": "change->w-rules#resolve",
}


def only_for(field: str, *choices: str) -> dict[str, str]:
    """The `attrs` of a panel that is there only while `field` has one of the choices.

    What was typed into it stays while it is away.
    """
    rules = json.dumps({field: choices})
    return {"data-w-rules-target": "show", "data-w-rules": rules}


def promote_panels(*above: Panel) -> list[Panel]:
    """The tab "Promote": what is `above`, then what search engines are told."""
    return [
        MultiFieldPanel(
            [*above, *FOR_SEARCH_ENGINES], heading="Address and search engines"
        )
    ]


def tabs(
    written: Mapping[str, Sequence[Any]], promoted: Sequence[Any]
) -> TabbedInterface:
    """The form of a page in tabs: those `written`, Promote, and Wagtail's own."""
    named = {**written, "Promote": promoted, "Settings": Page.settings_panels}
    return TabbedInterface(
        [
            ObjectList(list(panels), heading=name, attrs=FOLLOWS_CHOICES)
            for name, panels in named.items()
        ]
    )


def name_of_part(model: type[Model], part: str) -> str:
    """What the form of a model calls a field or a list of rows, as its editor reads it."""
    edited = getattr(model, "get_edit_handler", None)
    for panel in panels_in(edited()) if edited else ():
        names = {getattr(panel, name, "") for name in ("field_name", "relation_name")}
        if part in names and panel.heading:
            return str(panel.heading)
    fields = {each.name: each for each in model._meta.get_fields()}
    return capfirst(str(getattr(fields.get(part), "verbose_name", part)))


def panels_in(panel: Panel) -> Iterator[Panel]:
    """A panel and all that are inside it."""
    yield panel
    for child in getattr(panel, "children", ()):
        yield from panels_in(child)


@dataclass(frozen=True)
class Use:
    """One page that uses another, and how it does."""

    page: Page
    how: str


class UsedByPanel(Panel):
    """A list, only to be read, of the pages that use this one.

    The page says which, in `uses()`; those of which the user may not know are only
    counted. `without` is the sentence when there are none; `more` names an admin view
    that takes the page's id and tells more.
    """

    def __init__(self, without: str = "", more: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.without = without
        self.more = more

    def clone_kwargs(self) -> dict[str, Any]:
        mine = {"without": self.without, "more": self.more}
        return super().clone_kwargs() | mine

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic/used_by_panel.html"

        def get_context_data(
            self, parent_context: dict[str, Any] | None = None
        ) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            uses = self.instance.uses() if self.instance.pk else []
            ids = {use.page.pk for use in uses}
            known = ids_known_to(self.request.user, ids)
            context["uses"] = [use for use in uses if use.page.pk in known]
            context["unseen"] = len(ids - known)
            context["without"] = self.panel.without
            context["more"] = self.panel.more
            return context
