"""Choosing a source to cite: the references that are offered, found and told by key."""

import re

from django import forms
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.views.generic import View
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    ChosenResponseMixin,
    ChosenViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from articles.citations import KEY
from articles.models import ReferencePage
from articles.models.reference import ReferenceQuerySet
from clinic.search.query import MOST_WORDS, Query

# About how many keys at once `known` answers: as many as an address has room for.
MOST_KEYS = 100


def doubt(source: ReferencePage) -> str:
    """What an editor is warned of before citing the source; mostly nothing."""
    return source.standing if source.is_doubtful else ""


def told(source: ReferencePage) -> dict[str, str]:
    """What the editor's scripts are told of a source, so that they can show it."""
    return {
        "key": source.key,
        "short": source.short_title,
        "title": source.title,
        "doubt": doubt(source),
    }


def has(word: str) -> Q:
    """Whether a reference has the word, or a part of it, where an editor looks for it.

    The names of the authors are looked for in the stored JSON.
    """
    name = rf'"(family|given|value)": "[^"]*{re.escape(word)}'
    return (
        Q(title__icontains=word)
        | Q(slug__icontains=word)
        | Q(issued__startswith=word)
        | Q(doi__icontains=word)
        | Q(pmid__startswith=word)
        | Q(authors__iregex=name)
    )


def matching(sources: ReferenceQuerySet, text: str) -> ReferenceQuerySet:
    """The sources that have every word of the text, the one with that key first.

    A part of a word is enough in the fields of `has`; whole words, without accents, and
    pasted addresses are found as readers find them.
    """
    query = Query(text)
    if not query.words:
        return sources
    parts = Q.create([has(word) for word in query.text.split()[:MOST_WORDS]])
    whole = ReferencePage.objects.search(query.anywhere, order_by_relevance=False)
    key = query.text.lower()
    place = Case(
        When(slug=key, then=Value(0)),
        When(slug__startswith=key, then=Value(1)),
        default=Value(2),
    )
    found = sources.filter(
        parts | Q(pk__in=whole.get_queryset().order_by().values("pk"))
    )
    return found.order_by(place, "slug")


class SourceSearchForm(BaseFilterForm):
    """The one field by which a source is found."""

    q = forms.CharField(
        label="Find a source",
        required=False,
        help_text="Title, author, year, key, DOI or PMID. Enter takes the only match.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def filter(self, objects: ReferenceQuerySet) -> ReferenceQuerySet:
        self.search_query = self.cleaned_data["q"].strip()
        self.is_searching = bool(self.search_query)
        return matching(objects, self.search_query)


class OfferedSources(CreationFormMixin, BaseChooseView):
    """The references that anybody may read, in rows; none is made here."""

    filter_form_class = SourceSearchForm
    ordering = "slug"
    results_template_name = "articles/choosing/results.html"

    def can_create(self) -> bool:
        return False

    def get_object_list(self) -> ReferenceQuerySet:
        return ReferencePage.objects.visible()

    @property
    def title_column(self) -> TitleColumn:
        return TitleColumn(
            "short_title",
            label="Source",
            get_url=lambda source: reverse(self.chosen_url_name, args=[source.key]),
            link_attrs={"data-chooser-modal-choice": True},
        )

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,
            Column("title", label="Title"),
            Column("key", label="Key"),
            Column("year", label="Year", accessor=lambda source: source.issued[:4]),
            Column("doubt", label="Warning", accessor=doubt),
        ]


class ChooseSourceView(ChooseViewMixin, OfferedSources):
    """The window with the search and the first sources."""


class FoundSourcesView(ChooseResultsViewMixin, OfferedSources):
    """The rows alone, after a search or for another page of them."""


class ChosenSourceView(ChosenViewMixin, ChosenResponseMixin, View):
    """What is told of the one that was chosen, by its key."""

    def get_object(self, pk: str) -> ReferencePage:
        return ReferencePage.objects.visible().get(slug=pk)

    def get_chosen_response_data(self, item: ReferencePage) -> dict[str, str]:
        return told(item)


def known(request: HttpRequest) -> JsonResponse:
    """What is known of the sources with the keys `?key=`; a key that none has is left out."""
    keys = filter(KEY.fullmatch, request.GET.getlist("key")[:MOST_KEYS])
    found = ReferencePage.objects.visible().by_key(keys)
    return JsonResponse({key: told(source) for key, source in found.items()})


class SourceChooserViewSet(ChooserViewSet):
    """The window in which a source is chosen; what comes out is its key, never an id."""

    model = ReferencePage
    icon = "openquote"
    choose_one_text = "Choose a source"
    choose_view_class = ChooseSourceView
    choose_results_view_class = FoundSourcesView
    chosen_view_class = ChosenSourceView
    register_widget = False

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.choose_view, name="choose"),
            path("results/", self.choose_results_view, name="choose_results"),
            path("chosen/<slug:pk>/", self.chosen_view, name="chosen"),
            path("known/", known, name="known"),
        ]


# The addresses of its views are named "sources:choose" and so on.
chooser = SourceChooserViewSet("sources", url_prefix="sources")
