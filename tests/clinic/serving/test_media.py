"""Uploads are served so that none can act as a page, and private ones stay private."""

from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from clinic.models import Picture, User
from tests.clinic.portable.small_journal import image

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploads(tmp_path: Path, settings) -> Path:
    """An upload folder with a picture, a drawing that runs script, and a document."""
    folder = tmp_path / "media"
    for name in ("images/face.txt", "images/evil.svg", "documents/letter.pdf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"This is {name}.")
    (tmp_path / "secret.txt").write_text("a secret")
    settings.MEDIA_ROOT = str(folder)
    return folder


def read(answer) -> bytes:
    """The whole answer; its file is closed then."""
    return b"".join(answer.streaming_content)


def test_an_upload_is_served(client, uploads) -> None:
    answer = client.get("/media/images/face.txt")
    assert (answer.status_code, read(answer)) == (200, b"This is images/face.txt.")


def test_an_upload_cannot_run_script_or_pass_for_another_type(client, uploads) -> None:
    answer = client.get("/media/images/evil.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    read(answer)


def test_an_upload_never_changes_so_browsers_keep_it(client, uploads) -> None:
    answer = client.get("/media/images/face.txt")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    read(answer)


@pytest.mark.parametrize(
    "name",
    [
        "images/none.png",
        "images/",
        "../secret.txt",
        "images/../../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "/etc/passwd",
        "images/" + "a" * 300,
        "a/" * 2_000,
    ],
)
def test_nothing_else_is_served(client, uploads, name: str) -> None:
    answer = client.get(f"/media/{name}")
    assert answer.status_code == 404
    assert b"a secret" not in answer.content


def test_a_failing_disk_is_no_missing_file(client, uploads, monkeypatch) -> None:
    def broken(*args: object, **named: object) -> None:
        raise PermissionError

    monkeypatch.setattr("clinic.serving.media.serve_file", broken)
    with pytest.raises(PermissionError):
        client.get("/media/images/face.txt")


@pytest.mark.parametrize(
    "name",
    [
        "documents/letter.pdf",
        "./documents/letter.pdf",
        "images/../documents/letter.pdf",
        "images/..%2fdocuments/letter.pdf",
        "/documents/letter.pdf",
    ],
)
def test_documents_have_their_own_view(client, uploads, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


def test_only_reading_is_allowed(client, uploads) -> None:
    assert client.post("/media/images/face.txt").status_code == 405
    assert client.head("/media/images/face.txt").status_code == 200


# --- Pictures in a private collection ---
@pytest.fixture
def private(tmp_path: Path, settings) -> Picture:
    """A picture in a collection below a private one."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    root = Collection.get_first_root_node()
    patients = root.add_child(instance=Collection(name="Patients"))
    inside = patients.add_child(instance=Collection(name="Portraits"))
    CollectionViewRestriction.objects.create(
        collection=patients, restriction_type=CollectionViewRestriction.LOGIN
    )
    file = ImageFile(BytesIO(image()), "face.png")
    return Picture.objects.create(title="A face", file=file, collection=inside)


def addresses(picture: Picture) -> list[str]:
    """Where the picture and its sizes are."""
    return [picture.file.url, *(size.url for size in picture.renditions.all())]


def test_a_private_picture_and_its_sizes_are_not_there_for_readers(
    client, private
) -> None:
    found = addresses(private)
    assert len(found) > 5
    assert {client.get(address).status_code for address in found} == {404}


def test_whoever_passes_the_restriction_sees_them_but_no_cache_keeps_them(
    client, private
) -> None:
    client.force_login(User.objects.create_user("ada"))
    for address in addresses(private):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        read(answer)


def test_editors_see_the_pictures_they_work_with(client, private) -> None:
    restriction = CollectionViewRestriction.objects.get()
    restriction.restriction_type = CollectionViewRestriction.GROUPS
    restriction.save()
    stranger, editor = User.objects.create_user("a"), User.objects.create_user("b")
    editor.groups.add(Group.objects.get(name="Editors"))
    for user, status in ((stranger, 404), (editor, 200)):
        client.force_login(user)
        answers = [client.get(address) for address in addresses(private)]
        assert {answer.status_code for answer in answers} == {status}
        for answer in answers if status == 200 else ():
            read(answer)


def test_a_picture_beside_the_private_ones_is_served(client, private) -> None:
    file = ImageFile(BytesIO(image("red")), "tree.png")
    public = Picture.objects.create(title="A tree", file=file)
    for address in addresses(public):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"].startswith("public")
        read(answer)


def test_asking_who_may_see_it_costs_one_query(client, uploads) -> None:
    with CaptureQueriesContext(connection) as captured:
        read(client.get("/media/images/face.txt"))
    assert len(captured) == 1
