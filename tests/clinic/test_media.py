"""Uploads are served so that none of them can act as a page of the site."""

from pathlib import Path

import pytest


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
@pytest.mark.django_db
def test_nothing_else_is_served(client, uploads, name: str) -> None:
    answer = client.get(f"/media/{name}")
    assert answer.status_code == 404
    assert b"a secret" not in answer.content


def test_a_failing_disk_is_no_missing_file(client, uploads, monkeypatch) -> None:
    def broken(*args: object, **named: object) -> None:
        raise PermissionError

    monkeypatch.setattr("clinic.media.serve_file", broken)
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
@pytest.mark.django_db
def test_documents_have_their_own_view(client, uploads, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


def test_only_reading_is_allowed(client, uploads) -> None:
    assert client.post("/media/images/face.txt").status_code == 405
    assert client.head("/media/images/face.txt").status_code == 200
