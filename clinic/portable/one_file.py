"""The whole journal in one file, in the form that Django's own `loaddata` reads.

The file follows from the fixture files alone: what belongs to one database, one person
or one moment is left out or set to what the files say.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import StreamField
from wagtail.images.models import AbstractRendition
from wagtail.models import (
    Collection,
    Locale,
    Page,
    Revision,
    Site,
    Task,
    TaskState,
)

from clinic.models import (
    ClinicalText,
    Loaded,
    PendingNote,
    SignOff,
    User,
    Version,
)
from clinic.portable.carried import NAMESPACE
from clinic.portable.files import Refused
from clinic.portable.load import fixture_folders, load
from clinic.portable.places import Places
from clinic.portable.plan import Action

# Of Wagtail's own tables, those that the journal stands on.
GROUND = (Locale, Collection, Page, Site)
NOT_IN_THE_FILES = (
    *(User, AbstractRendition, PendingNote),
    *(ClinicalText, SignOff, Task, TaskState),  # see docs/fixtures.md
)


def one_file() -> str:
    """The site's journal as JSON; the same text from every site with these files.

    Raises Refused if the site says something else than the shipped files.
    """
    plan = load(fixture_folders(), dry_run=True)
    here = set(Places.now().page_at).union(*plan.as_json().values())
    if others := sorted(here.difference(plan.labels(Action.UNCHANGED))):
        text = f"The site is not as its files say: {', '.join(others[:5])}."
        raise Refused([f"{text} Take a fresh one, as `make fixtures` does."])
    rows = [
        *_described(_models()),
        *_described([Loaded], use_natural_primary_keys=True),
    ]
    text = json.dumps(rows, cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)
    return f"{text}\n"


def _models() -> list[type[models.Model]]:
    """The models whose rows belong to the journal, those that others need first."""
    ours = [
        model
        for app in apps.get_app_configs()
        if any(folder.is_relative_to(app.path) for folder in fixture_folders())
        for model in app.get_models()
        if not issubclass(model, (*NOT_IN_THE_FILES, Loaded))
    ]
    return serializers.sort_dependencies([(None, [*GROUND, *ours])])


def _described(models_: Iterable[type[models.Model]], **options: Any) -> Any:
    return serializers.serialize(
        "python", _rows(models_), use_natural_foreign_keys=True, **options
    )


def _rows(models_: Iterable[type[models.Model]]) -> Iterator[models.Model]:
    moment = Page.objects.aggregate(models.Max("last_published_at"))
    for model in models_:
        order = "name" if model is Loaded else "pk"
        # Of versions the files have what was told, not the text.
        rows = Version.objects.told() if model is Version else model._base_manager
        for row in rows.order_by(order):
            yield _settled(row, moment["last_published_at__max"])


def _settled(row: Any, moment: datetime) -> models.Model:
    """The row without anything that another database or another day would change."""
    for field in row._meta.local_concrete_fields:
        if field.related_model in (Revision, User):
            setattr(row, field.attname, None)
        elif getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            setattr(row, field.attname, moment)
        elif isinstance(field, StreamField):
            # Read block by block, it is written in the order of the block's fields;
            # PostgreSQL keeps another one.
            list(getattr(row, field.name))
        elif field.related_model is Site:
            _settled(getattr(row, field.name), moment)  # the row names it by its host
    match row:
        case Loaded():
            row.revision = None
        case Site():
            row.hostname, row.port = "localhost", 80  # it follows CLINIC_URL
        case Page(depth=1):
            row.translation_key = uuid.uuid5(NAMESPACE, "root")
        case Page():
            row.latest_revision_created_at = row.last_published_at
    return row
