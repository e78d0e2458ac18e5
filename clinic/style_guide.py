"""The style guide: every block, color and component as it looks now, for developers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.blocks import Block
from wagtail.fields import StreamField

from clinic.blocks import CareCardBlock, Urgency
from clinic.colors import colors, contrast, measures
from clinic.drawings import drawings
from clinic.models import SignOff, SitePage
from clinic.models.clinic_settings import Palette
from clinic.models.review import Reviews
from clinic.models.version import Kind, Version

# What a preview stands in when it is only a part of a page.
ALONE = "blocks/previews/alone.html"


@dataclass
class ShownBlock:
    """A block: how editors know it, on which pages it may stand, how readers get it."""

    name: str
    block: Block
    preview: SafeString
    places: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.block.label)

    @property
    def description(self) -> str:
        return str(self.block.get_description())


@dataclass(frozen=True)
class Swatch:
    """A color of a palette."""

    name: str
    color: str
    on_paper: float
    under_ink: float


def page_types() -> list[type[SitePage]]:
    """The types of page of all apps; looked up, because apps above are not imported."""
    return [m for m in apps.get_models() if issubclass(m, SitePage)]


def blocks_in_use() -> Iterator[tuple[str, str, Block]]:
    """Each place of each block: "Article: body", the block's name there, the block."""
    for model in page_types():
        for stream in model._meta.get_fields():
            if isinstance(stream, StreamField):
                kind = str(model._meta.verbose_name).capitalize()
                place = f"{kind}: {stream.verbose_name}"
                for name, block in stream.stream_block.child_blocks.items():
                    yield place, name, block


def preview(block: Block, value: Any, request: HttpRequest) -> SafeString:
    """What editors see of a block in the admin, as a part of a page."""
    context = block.get_preview_context(value)
    context |= {"around": ALONE, "bound_block": block.bind(value), "block_def": block}
    template = block.get_preview_template(value, context)
    return render_to_string(template, context, request=request)


def shown_blocks(request: HttpRequest) -> list[ShownBlock]:
    """Every block that a page type has, once, with the places where it may stand.

    First those that can be seen; the others are single values that a page shows itself.
    """
    found: dict[tuple[str, type[Block]], ShownBlock] = {}
    for place, name, block in blocks_in_use():
        key = (name, type(block))
        if key not in found:
            can = block.is_previewable
            value = block.get_preview_value() if can else None
            seen = preview(block, value, request) if can else SafeString("")
            found[key] = ShownBlock(name, block, seen)
        found[key].places.append(place)
    return sorted(found.values(), key=lambda shown: not shown.preview)


def care_cards(request: HttpRequest) -> list[SafeString]:
    """The three care cards."""
    block = CareCardBlock()
    value = block.get_preview_value()
    values = [block.normalize({**value, "urgency": urgency}) for urgency in Urgency]
    return [preview(block, one, request) for one in values]


def swatches(palette: str, scheme: str) -> list[Swatch]:
    """The colors of a palette, each with its contrast to paper and to ink."""
    found = colors(palette, scheme)
    return [
        Swatch(
            name,
            color,
            round(contrast(color, found["paper"]), 1),
            round(contrast(found["ink"], color), 1),
        )
        for name, color in found.items()
    ]


def palettes() -> list[dict[str, Any]]:
    """Every palette by day and by night: `{name, scheme, paper, ink, swatches}`."""
    return [
        {
            "name": palette.label,
            "scheme": scheme,
            "paper": colors(palette, scheme)["paper"],
            "ink": colors(palette, scheme)["ink"],
            "swatches": swatches(palette, scheme),
        }
        for palette in Palette
        for scheme in ("light", "dark")
    ]


def review_states() -> list[tuple[str, dict[str, Any]]]:
    """What the line of the review says, from never to signed, each with its page."""
    today = timezone.localdate()
    signed = {"digest": "as signed", "name": "Name", "credentials": "Credentials"}
    states = {
        "Never reviewed": [],
        "Reviewed": [SignOff(**signed, next_review=today)],
        "Reviewed in part": [SignOff(**signed, next_review=today, scope="doses")],
        "Overdue": [SignOff(**signed, next_review=today - timedelta(days=1))],
        "Changed since the review": [SignOff(**signed, next_review=today)],
    }
    for name, rows in states.items():
        for row in rows:
            row.went_live = True
            row.live_digest = "changed" if name.startswith("Changed") else row.digest
    return [
        (name, {"reviews": Reviews(rows), "last_published_at": timezone.now()})
        for name, rows in states.items()
    ]


def examples() -> list[SitePage]:
    """One visible page of each type that has one."""
    firsts = (m.objects.visible().order_by("path").first() for m in page_types())
    return [page for page in firsts if page]


def example_versions() -> list[Version]:
    """What readers are told of changes, of each kind; of no page of the site."""
    told = {
        Kind.SAFETY: "An example: whom to ask before the first dose.",
        Kind.CORRECTION: "An example: it is two hours, not five.",
        Kind.UPDATE: "An example: a second study is described.",
    }
    now = timezone.now()
    return [Version(kind=k, sentence=v, published_at=now) for k, v in told.items()]


def may_see(request: HttpRequest) -> bool:
    """Those who build the site, or work on it: nobody else is shown its workshop."""
    return settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin")


def style_guide(request: HttpRequest) -> HttpResponse:
    """The page; 404 for the public."""
    if not may_see(request):
        raise Http404
    pages = examples()
    context = {
        "blocks": shown_blocks(request),
        "care_cards": care_cards(request),
        "palettes": palettes(),
        "measures": measures(),
        "drawings": list(drawings().values()),
        "examples": pages,
        "review_states": review_states(),
        "entries": pages[:3],
        "results": [
            {"page": page, "type_word": page.type_word, "text": page.lead}
            for page in pages[:3]
        ],
        "doubtful": [{"number": 7, "reference": {"standing": "Retracted"}}],
        "versions": example_versions(),
    }
    return render(request, "clinic/style_guide.html", context)
