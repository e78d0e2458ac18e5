"""The tag that lists what uses a thing, for the pages on which it is taken away."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.db.models import Model

from clinic.desk.uses import uses_of

register = template.Library()


@register.inclusion_tag("clinic/admin/used_by.html", takes_context=True)
def used_by(
    context: template.Context,
    things: Model | Sequence[dict[str, Any]],
    moving: bool = False,
) -> dict[str, Any]:
    """What uses one thing, or the `items` of a bulk action; `moving` keeps the thing."""
    many = [things] if isinstance(things, Model) else [row["item"] for row in things]
    if not many:
        return {}
    uses = uses_of(many, context["request"].user)
    return {"uses": uses, "moving": moving, "name": many[0]._meta.verbose_name}
