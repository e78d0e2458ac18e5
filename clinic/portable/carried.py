"""The things that fixtures carry: pages, pictures and the clinic's settings."""

import hashlib
import re
import uuid
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from PIL import Image
from wagtail.blocks import Block
from wagtail.images.fields import WagtailImageField
from wagtail.models import Page, Site

from clinic.models import ClinicSettings, Picture, SitePage
from clinic.portable import fields, notes
from clinic.portable.files import Key, Problem, Record, dump
from clinic.portable.places import Places

# Block ids and translation keys that a file does not name are derived from this.
NAMESPACE = uuid.UUID("7c7b0b51-0f0c-4b0c-9a52-2f6f6b0c3f0e")
HOME, PICTURES, SETTINGS = "home", "pictures", "settings"
PICTURE_TYPE, SETTINGS_TYPE = "clinic.Picture", "clinic.ClinicSettings"
PICTURE_FIELDS = (
    "title",
    "description",
    "credit",
    "license",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)
MAX_PICTURE_BYTES = 10_000_000
SLUG = re.compile(r"[-a-z0-9_]{1,255}")
PICTURE_KEY = re.compile(r"[-a-zA-Z0-9_]{1,80}")


def digest(data: dict[str, Any]) -> str:
    """A fingerprint of what a file holds."""
    return hashlib.sha256(dump(data).encode()).hexdigest()


def path_of(name: str) -> str:
    """The path of the page in the file `name`: `home/a/b` is `/a/b/`."""
    rest = name.removeprefix(HOME).strip("/")
    return f"/{rest}/" if rest else "/"


def name_of(path: str) -> str:
    """The file of the page at `path`; the reverse of `path_of`."""
    return f"{HOME}{path}".rstrip("/")


def describe_page(page: Page, places: Places, position: int = 0) -> dict[str, Any]:
    """A page as its file has it; `position` only where its parent keeps an order."""
    data = {"type": page._meta.label, "translation_key": str(page.translation_key)}
    numbered = {"position": position} if position else {}
    told = {notes.NAME: rows} if (rows := notes.to_file(page)) else {}
    return data | numbered | fields.to_file(page, places) | told


def describe_picture(picture: Picture) -> dict[str, Any]:
    """A picture as its file has it."""
    data: dict[str, Any] = {"type": PICTURE_TYPE}
    for name in PICTURE_FIELDS:
        if value := getattr(picture, name):
            data[name] = value
    return data | {"file": f"{picture.key}{Path(picture.file.name).suffix}"}


def stored_name(picture: Picture, suffix: str, content: bytes) -> str:
    """The name under which loading stores an image: it holds a fingerprint of it."""
    fingerprint = hashlib.sha256(content).hexdigest()[:12]
    return picture.get_upload_to(f"{fingerprint}-{picture.key}{suffix.lower()}")


def describe_settings(row: ClinicSettings, places: Places) -> dict[str, Any]:
    """The settings as their file has them."""
    return {"type": SETTINGS_TYPE} | fields.to_file(row, places)


class Carried:
    """A thing that one fixture file describes."""

    label: str  # as people read it
    name: str  # its identity in the table of what was loaded

    def __init__(self, record: Record) -> None:
        self.record = record
        self.problems: list[Problem] = []

    def complain(self, text: str, *keys: Key) -> None:
        """Note a problem with the value at `keys`."""
        self.problems.append(self.record.problem(text, *keys))

    def expect_type(self, label: str) -> None:
        """Complain if the file says that it is something else."""
        if self.record.data.get("type") != label:
            self.complain(f"should be {label}.", "type")

    @property
    def file_digest(self) -> str:
        """A fingerprint of the file."""
        return digest(self.record.data)


class CarriedPage(Carried):
    """A page and its file."""

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.path = path_of(record.name)
        self.label = self.path
        self.model = self._model()
        self.translation_key = self._translation_key()
        self.name = f"page {self.translation_key}"

    def _model(self) -> type[SitePage]:
        label = self.record.data.get("type")
        try:
            model = apps.get_model(str(label))
        except (LookupError, ValueError):
            model = None
        if model and issubclass(model, SitePage) and not model._meta.abstract:
            return model
        self.complain(f"there is no page type {label!r:.60}.", "type")
        return SitePage

    def _translation_key(self) -> uuid.UUID:
        given = self.record.data.get("translation_key")
        if given is None:
            return uuid.uuid5(NAMESPACE, self.path)
        try:
            return uuid.UUID(given)
        except (ValueError, AttributeError, TypeError):
            self.complain(f"{given!r:.60} is no UUID.", "translation_key")
            return uuid.uuid5(NAMESPACE, self.path)

    @property
    def parent_path(self) -> str:
        return path_of(self.record.name.rpartition("/")[0])

    @property
    def slug(self) -> str:
        return self.record.name.rpartition("/")[2]

    @property
    def position(self) -> int:
        return self.record.data.get("position", 0)

    @property
    def content(self) -> dict[str, Any]:
        """The values of the page's own fields."""
        apart = {"type", "translation_key", "position", notes.NAME}
        return {k: v for k, v in self.record.data.items() if k not in apart}

    @property
    def change_notes(self) -> list[dict[str, Any]]:
        """What readers were told of its changes."""
        return self.record.data.get(notes.NAME, [])

    def check(self, places: Places, known: set[tuple[type[Page], str]]) -> None:
        """Complain of all that the page's type cannot hold.

        `known` are the pages that can be named by key: type and slug.
        """
        if not isinstance(self.record.data.get("position", 0), int):
            self.complain("should be a whole number.", "position")
        if not SLUG.fullmatch(self.slug):
            self.complain(f"{self.slug!r:.80} is no slug; rename the file.")

        def on_leaf(block: Block, value: Any, keys: tuple[Key, ...]) -> None:
            for model, key in self.model.keys_in(block, value):
                if (model, key) not in known:
                    noun = model._meta.verbose_name
                    self.complain(f"there is no {noun} {key!r:.80}.", *keys)

        fields.Checker(places, self.complain, on_leaf).check(self.model, self.content)
        if notes.NAME in self.record.data:
            notes.check(self.model, self.change_notes, self.complain)

    def fill(self, page: Page, places: Places) -> None:
        """Give `page` (not yet saved) what the file says."""
        seed = uuid.uuid5(NAMESPACE, str(self.translation_key))
        fields.fill(page, self.content, places, seed)


class CarriedPicture(Carried):
    """A picture, its file and the image beside it."""

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.key = record.name.rpartition("/")[2]
        self.label = f"picture {self.key}"
        self.name = f"picture {self.key}"

    @property
    def source(self) -> Path:
        """The image file."""
        return (self.record.folder / self.record.file).parent / str(
            self.record.data.get("file")
        )

    def check(self) -> None:
        """Complain of unknown names, and of an image that is none."""
        self.expect_type(PICTURE_TYPE)
        if not PICTURE_KEY.fullmatch(self.key):
            self.complain(f"{self.key!r:.90} is no key; rename the file.")
        fields.Checker(Places(), self.complain, lambda *leaf: None).check_values(
            [Picture._meta.get_field(name) for name in PICTURE_FIELDS],
            {k: v for k, v in self.record.data.items() if k not in {"type", "file"}},
        )
        folder = self.record.folder.resolve()
        name = self.record.data.get("file")
        if not isinstance(name, str) or not name.isprintable():
            self.complain("names no file.", "file")
        elif not self.source.resolve().is_relative_to(folder):
            self.complain("leads out of the folder.", "file")
        elif not self.source.is_file():
            self.complain("is not there.", "file")
        elif self.source.stat().st_size > MAX_PICTURE_BYTES:
            self.complain("is larger than 10 MB.", "file")
        else:
            self._check_image()

    def _check_image(self) -> None:
        content = self.source.read_bytes()
        try:
            WagtailImageField().clean(SimpleUploadedFile(self.source.name, content))
            with Image.open(BytesIO(content)) as image:
                image.load()
        except ValidationError as error:
            self.complain(" ".join(error.messages), "file")
        except (OSError, SyntaxError, ValueError) as error:
            self.complain(f"is a broken image: {error}.", "file")

    @property
    def file_digest(self) -> str:
        content = self.source.read_bytes()
        return digest(self.record.data | {"sha": hashlib.sha1(content).hexdigest()})  # noqa: S324

    def save(self, picture: Picture, written: list[str]) -> None:
        """Save `picture` as the file says; notes in `written` the files it writes.

        The stored name holds a fingerprint of the image: a load that is killed leaves
        at most files that nothing points at, and the next load uses the same name.
        """
        picture.key = self.key
        for name in PICTURE_FIELDS:
            field = Picture._meta.get_field(name)
            setattr(picture, name, self.record.data.get(name, field.get_default()))
        content = self.source.read_bytes()
        stored = stored_name(picture, self.source.suffix, content)
        if picture.file.name != stored:
            written.append(stored)
            storage = picture.file.storage
            storage.delete(stored)
            if picture.file:
                transaction.on_commit(partial(storage.delete, picture.file.name))
                picture.renditions.all().delete()
            picture.file = ImageFile(BytesIO(content), name=Path(stored).name)
            picture.file_size = len(content)
            picture.file_hash = hashlib.sha1(content).hexdigest()  # noqa: S324
        kept = (
            list(picture.renditions.values_list("file", flat=True))
            if picture.pk
            else []
        )
        picture.save()
        made = picture.renditions.exclude(file__in=kept)
        written.extend(made.values_list("file", flat=True))


class CarriedSettings(Carried):
    """The clinic's settings and their file."""

    label = name = SETTINGS
    model: ClassVar[type[models.Model]] = ClinicSettings

    def check(self, places: Places) -> None:
        """Complain of all that the settings cannot hold."""
        self.expect_type(SETTINGS_TYPE)
        checker = fields.Checker(places, self.complain, lambda *leaf: None)
        checker.check(ClinicSettings, self.content)

    @property
    def content(self) -> dict[str, Any]:
        return {k: v for k, v in self.record.data.items() if k != "type"}

    def find(self) -> ClinicSettings | None:
        """The saved settings, or None."""
        return ClinicSettings.objects.filter(site__is_default_site=True).first()

    def save(self, places: Places) -> None:
        """Save the settings as the file says."""
        row = self.find() or ClinicSettings(site=Site.objects.get(is_default_site=True))
        fields.fill(row, self.content, places, uuid.uuid5(NAMESPACE, SETTINGS))
        row.full_clean()
        row.save()
