"""What an object names: pages, pictures and documents, in its fields and its rows."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Model
from modelcluster.models import get_all_child_relations


class Name(NamedTuple):
    """One thing that is named, and in which field or list of rows."""

    model: type[Model]
    pk: str
    part: str


def names_in(thing: Model) -> Iterator[Name]:
    """All that it names as it is in memory, so that a draft can be asked, too."""
    fields: Sequence[Any] = thing._meta.get_fields()
    for field in fields:
        if hasattr(field, "extract_references"):
            value = field.value_from_object(thing)
            for model, pk, *_ in field.extract_references(value):
                yield Name(model, str(pk), field.name)
        elif field.concrete and field.many_to_one:
            pk = str(getattr(thing, field.attname))
            yield Name(field.related_model, pk, field.name)
    for relation in get_all_child_relations(thing):
        part = relation.get_accessor_name()
        for row in getattr(thing, part).all():
            yield from (name._replace(part=part) for name in names_in(row))
