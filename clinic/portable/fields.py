"""Which fields of a model are carried, and their values, between database and file."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from clinic.models import Picture
from clinic.portable import bodies, texts
from clinic.portable.files import Key
from clinic.portable.places import Places

# Of Wagtail's own fields, those that are content.
PAGE_FIELDS = (
    "title",
    "seo_title",
    "search_description",
    "show_in_menus",
    "first_published_at",
    "last_published_at",
    "expire_at",
)
PUBLISHING_SETS = {"first_published_at", "last_published_at"}
EMPTY: tuple[Any, ...] = (None, "", [])
# What belongs to one database alone.
NOT_CARRIED = {"id", "sort_order", "page_ptr", "site"}


def carried_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The model's fields that fixtures carry, in the order in which files have them.

    Raises TypeError for a field of a kind that nobody taught the fixtures, so that no
    field can be forgotten silently.
    """
    names = [*PAGE_FIELDS] if issubclass(model, Page) else []
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    for field in model._meta.local_concrete_fields:
        if field.name in NOT_CARRIED or isinstance(field, ParentalKey):
            continue
        if isinstance(field, models.ForeignKey):
            target = field.related_model
            if target._meta.label == settings.AUTH_USER_MODEL:
                continue
            if not issubclass(target, Page | Picture):
                raise TypeError(f"Fixtures cannot carry {field}.")
        elif not isinstance(
            field,
            StreamField
            | models.CharField
            | models.TextField
            | models.BooleanField
            | models.IntegerField
            | models.DateField,
        ):
            raise TypeError(f"Fixtures cannot carry {field}.")
        fields.append(field)
    return fields


def carried_relations(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """The rows that belong to a page, by the name under which the page has them."""
    if not issubclass(model, Page):
        return {}
    return {
        relation.get_accessor_name(): relation.related_model
        for relation in get_all_child_relations(model)
        if not relation.related_model._meta.app_label.startswith("wagtail")
    }


def is_empty(field: "models.Field[Any, Any]", value: Any) -> bool:
    """Whether a file leaves the value out, because it is what a new row has."""
    if callable(field.default):  # made anew for each row, or there is none
        return value in EMPTY
    return value == field.default or (value in EMPTY and field.default in EMPTY)


def to_file(row: models.Model, places: Places) -> dict[str, Any]:
    """The carried fields and rows of `row` as a file has them, empty ones left out."""
    data: dict[str, Any] = {}
    for field in carried_fields(type(row)):
        value = _value_to_file(field, row, places)
        if not is_empty(field, value):
            data[field.name] = value
    for name in sorted(carried_relations(type(row))):
        rows = [
            to_file(child, places)
            for child in getattr(row, name).all()
            if _names_all(child, places)
        ]
        if rows:
            data[name] = rows
    return data


def _names_all(row: models.Model, places: Places) -> bool:
    """Whether the pages and pictures that `row` has to name are carried."""
    return all(
        field.null or _value_to_file(field, row, places) is not None
        for field in carried_fields(type(row))
        if isinstance(field, models.ForeignKey)
    )


def _value_to_file(field: "models.Field[Any, Any]", row: Any, places: Places) -> Any:
    value = getattr(row, field.attname)
    if isinstance(field, StreamField):
        return bodies.to_file(field.stream_block, list(value.raw_data), places)
    if isinstance(field, RichTextField):
        return texts.to_file(value or "", places)
    if isinstance(field, models.ForeignKey):
        names = places.key_of if field.related_model is Picture else places.path_of
        return names.get(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC)
    return value


class Checker:
    """Compares a file's values with what the fields of a model may hold."""

    def __init__(
        self, places: Places, complain: bodies.Complain, on_leaf: bodies.OnLeaf
    ) -> None:
        self.places = places
        self.complain = complain
        self.on_leaf = on_leaf

    def check(
        self,
        model: type[models.Model],
        data: dict[str, Any],
        keys: tuple[Key, ...] = (),
    ) -> None:
        """Complain of every name and value in `data` that `model` cannot hold."""
        self.check_values(carried_fields(model), data, keys, carried_relations(model))

    def check_values(
        self,
        known_fields: "list[models.Field[Any, Any]]",
        data: dict[str, Any],
        keys: tuple[Key, ...] = (),
        relations: dict[str, type[models.Model]] | None = None,
    ) -> None:
        """The same for these fields, and for the rows of `relations`."""
        fields = {field.name: field for field in known_fields}
        relations = relations or {}
        for name, value in data.items():
            here = (*keys, name)
            if name in fields:
                self._check_value(fields[name], value, here)
            elif name in relations:
                self._check_rows(relations[name], value, here)
            else:
                known = ", ".join([*fields, *relations])
                self.complain(f"is not known here; known are {known}.", *here)
        for name, field in fields.items():
            if name not in data and not (
                field.blank or field.null or field.has_default()
            ):
                self.complain(f"`{name}` is missing.", *keys)

    def _check_rows(
        self, model: type[models.Model], rows: Any, keys: tuple[Key, ...]
    ) -> None:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.complain("should be a list of rows.", *keys)
            return
        for number, row in enumerate(rows):
            self.check(model, row, (*keys, number))

    def _check_value(
        self, field: "models.Field[Any, Any]", value: Any, keys: tuple[Key, ...]
    ) -> None:
        checker = bodies.Checker(self.places, self.complain, self.on_leaf)
        if isinstance(field, StreamField):
            checker.check(field.stream_block, value, keys)
        elif isinstance(field, models.ForeignKey):
            target = field.related_model
            fault = (
                self.places.fault_of_picture(value)
                if target is Picture
                else self.places.fault_of_page(value, target)
            )
            if fault:
                self.complain(fault, *keys)
        elif isinstance(field, RichTextField):
            checker.check(RichTextBlock(required=not field.blank), value, keys)
        else:
            self._clean(field, value, keys)

    def _clean(
        self, field: "models.Field[Any, Any]", value: Any, keys: tuple[Key, ...]
    ) -> None:
        if isinstance(field, models.CharField | models.TextField):
            if not isinstance(value, str):
                self.complain(
                    f"should be text; write it in quotes: {value!r:.60}.", *keys
                )
                return
            if "\x00" in value:
                self.complain("holds a NUL character.", *keys)
                return
        if isinstance(field, models.DateTimeField) and type(value) is datetime.date:
            value = value.isoformat()  # of a day alone Django would warn
        try:
            field.clean(value, None)
        except ValidationError as error:
            self.complain(" ".join(error.messages), *keys)
        except (TypeError, OverflowError):
            # Django's own fields do not expect numbers as dates, nor endless numbers.
            self.complain(f"{value!r:.60} is no valid value.", *keys)


def fill(row: Any, data: dict[str, Any], places: Places, seed: uuid.UUID) -> None:
    """Give `row` (unsaved) what the file says; what the file leaves out is emptied."""
    for field in carried_fields(type(row)):
        if field.name in PUBLISHING_SETS and field.name not in data:
            continue
        own = uuid.uuid5(seed, field.name)
        value = data.get(field.name, field.get_default())
        setattr(row, field.attname, _value_to_page(field, value, places, own))
    for name, model in carried_relations(type(row)).items():
        children = []
        for number, child_data in enumerate(data.get(name, [])):
            child = model()
            fill(child, child_data, places, uuid.uuid5(seed, f"{name}{number}"))
            if hasattr(child, "sort_order"):
                child.sort_order = number
            children.append(child)
        setattr(row, name, children)


def _value_to_page(
    field: "models.Field[Any, Any]", value: Any, places: Places, seed: uuid.UUID
) -> Any:
    if isinstance(field, StreamField):
        raw = bodies.to_page(field.stream_block, value or [], places, seed)
        return field.stream_block.to_python(raw)
    if isinstance(field, RichTextField):
        return texts.to_page(value or "", places)
    if isinstance(field, models.ForeignKey):
        names = places.picture_at if field.related_model is Picture else places.page_at
        return names[value] if value else None
    return value
