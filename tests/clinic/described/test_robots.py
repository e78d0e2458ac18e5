"""Search engines are told where they may go."""


def test_everything_but_the_admin_may_be_visited(client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain"
    lines = answer.content.decode().splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow: /admin/"]


def test_the_map_stands_under_the_address_of_the_clinic(client, settings) -> None:
    settings.CLINIC_URL = "https://journal.clinic.example"
    assert client.get("/robots.txt").content.decode().splitlines()[2:] == [
        "Sitemap: https://journal.clinic.example/sitemap.xml"
    ]


def test_only_reading_is_allowed(client) -> None:
    assert client.head("/robots.txt").status_code == 200
    assert client.post("/robots.txt").status_code == 405
