"""Pages whose every text tries to break out of its place and run a script.

`python manage.py shell -c "from tests import hostile; hostile.grow()"` makes them on a site.
"""

from html import escape
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from articles.models import Byline, Correction
from clinic.models import ClinicSettings, Message
from clinic.models.message import Letter
from conditions.models import ArticleTopic, TreatmentSideEffect
from tests import factories

MARKUP = (
    '</script><script>window.hacked=1</script>"><img src=x onerror=window.hacked=1>'
)
RICH = f"<p>{escape(MARKUP)}</p>"  # as the editor keeps what was typed
# In the order in which they can be made; what names another page comes after it.
SLUGS = (
    *("hostile-key", "hostile-author", "hostile-effect", "hostile-condition"),
    *("hostile-fact", "hostile-article", "hostile-page"),
)


def text_for(field: Any) -> str:
    """What a field of text is filled with."""
    if isinstance(field, RichTextField):
        return RICH
    return MARKUP[: field.max_length] if field.max_length else MARKUP


def takes_anything(field: Any) -> bool:
    """Whether a field takes any text: one that must be a number or address does not."""
    if not isinstance(field, models.CharField | models.TextField):
        return False
    try:
        field.clean(text_for(field), None)
    except ValidationError:
        return False
    return True


def fill(thing: Any) -> Any:
    """Fill every text of a page, a row or the settings; not what Wagtail keeps itself."""
    for field in thing._meta.concrete_fields:
        is_ours = field.model is not Page or field.name in {
            *("title", "seo_title", "search_description"),
        }
        if isinstance(field, StreamField):
            raw = stream(field.stream_block)
            value = blocks.StreamValue(field.stream_block, raw, is_lazy=True)
            setattr(thing, field.name, value)
        elif is_ours and takes_anything(field):
            setattr(thing, field.name, text_for(field))
    return thing


def stream(block: blocks.StreamBlock) -> list[dict[str, Any]]:
    """One block of each kind that needs no page and no picture."""
    made = ((name, value_of(kind)) for name, kind in block.child_blocks.items())
    return [{"type": name, "value": value} for name, value in made if value is not None]


def value_of(block: blocks.Block) -> Any:
    """A stored value full of markup; None for a block that must name a page."""
    match block:
        case blocks.StreamBlock():
            return stream(block)
        case blocks.StructBlock():
            parts = {name: value_of(kind) for name, kind in block.child_blocks.items()}
            needed = [n for n, k in block.child_blocks.items() if k.required]
            is_whole = all(parts[name] is not None for name in needed)
            return parts if is_whole else None
        case blocks.ListBlock():
            item = {"type": "item", "id": str(uuid4())}
            return [{**item, "value": value_of(block.child_block)}]
        case blocks.RichTextBlock():
            return RICH
        case blocks.URLBlock():
            return f"https://example.org/?{MARKUP}"
        case blocks.ChoiceBlock():
            return next(value for value, _ in block.field.choices if value)
        case blocks.CharBlock() | blocks.TextBlock():
            return MARKUP
        case TypedTableBlock():
            kind = next(iter(block.child_blocks))
            column = {"type": kind, "heading": MARKUP}
            rows = [{"values": [value_of(block.child_blocks[kind])]}]
            return {"columns": [column], "rows": rows, "caption": MARKUP}
    return None


def publish(page: Page, **rows: Any) -> Any:
    """Fill a page and publish it, whatever its own rules say."""
    for name, value in rows.items():
        setattr(page, name, value)
    fill(page)
    page.save_revision(clean=False).publish()
    return page


def grow() -> None:
    """Make one such page of each type that has text, a message, and hostile settings."""
    publish(factories.reference("hostile-key"))
    author = publish(factories.author("hostile-author"))
    effect = publish(factories.side_effect("hostile-effect"))
    condition = publish(
        factories.condition("hostile-condition"),
        treatment_side_effects=[TreatmentSideEffect(side_effect=effect)],
    )
    publish(factories.key_fact("hostile-fact"))
    publish(
        factories.article("hostile-article"),
        bylines=[fill(Byline(author=author))],
        topics=[ArticleTopic(topic=condition), ArticleTopic(topic=effect)],
        corrections=[fill(Correction())],
    )
    publish(factories.standard_page("hostile-page", show_in_menus=True))
    fill(ClinicSettings.objects.get()).save()
    Message.keep("hostile", "other", Letter(MARKUP, MARKUP, MARKUP, MARKUP))
