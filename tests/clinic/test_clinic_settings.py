"""A clinic says its own name, looks and helplines, and sees them before it saves."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from clinic.models import ClinicSettings, Picture
from clinic.models.clinic_settings import Palette
from clinic.models.settings_form import prints
from tests import factories
from tests.clinic.portable.small_journal import picture


@pytest.fixture
def clinic(home) -> ClinicSettings:
    """The settings of a new site."""
    return ClinicSettings.for_site(home.sites_rooted_here.get())


def test_a_new_clinic_has_a_name(clinic) -> None:
    assert clinic.name == "The clinic"


def test_a_new_clinic_speaks_of_emergencies_and_of_its_limits(clinic) -> None:
    assert "Get help at once." in clinic.emergency_text
    assert "does not replace advice from your own clinician" in clinic.disclaimer
    assert clinic.not_reviewed == "Not yet clinically reviewed."


def test_a_review_lasts_a_year(clinic) -> None:
    assert clinic.review_months_article == 12
    assert clinic.review_months_condition == 12
    assert clinic.review_months_side_effect == 12


@pytest.mark.parametrize("months", [0, 61])
def test_a_review_that_lasts_no_time_or_for_ever_is_refused(clinic, months) -> None:
    clinic.review_months_article = months
    with pytest.raises(ValidationError, match="review_months_article"):
        clinic.full_clean()


@pytest.mark.parametrize("months", [1, 60])
def test_a_review_lasts_from_a_month_to_five_years(clinic, months: int) -> None:
    clinic.review_months_article = months
    clinic.full_clean()


def test_a_new_clinic_has_neither_helplines_nor_links(clinic) -> None:
    assert not clinic.helplines
    assert not clinic.policy_pages
    assert not clinic.social_links


def test_editors_find_every_setting_in_the_admin(admin, clinic) -> None:
    address = reverse("wagtailsettings:edit", args=["clinic", "clinicsettings"])
    form = admin.get(address, follow=True).context["form"]
    own = {field.name for field in ClinicSettings._meta.fields} - {"id", "site"}
    assert set(form.fields) - {"as_it_was"} == own


# --- Two who save ---
def opened(client: Client, clinic: ClinicSettings) -> dict[str, str]:
    """What the form says of itself when it is opened."""
    answer = client.get(address("edit", clinic))
    field = BeautifulSoup(answer.content, "html.parser").find(id="id_as_it_was")
    return {"as_it_was": str(field["value"])}


def test_the_second_is_told_what_the_first_changed_and_loses_nothing(
    admin, clinic
) -> None:
    hers, mine = opened(admin, clinic), opened(admin, clinic)
    saved = admin.post(address("edit", clinic), form(telephone="555-0101") | hers)
    assert saved.status_code == 302
    answer = admin.post(address("edit", clinic), form(name="Mine") | mine)
    assert answer.status_code == 200
    words = answer.content.decode()
    assert "Somebody saved these settings after you opened them" in words
    assert "telephone" in words
    assert 'value="Mine"' in words
    assert ClinicSettings.objects.get().telephone == "555-0101"


def test_what_is_only_written_otherwise_is_no_change(clinic) -> None:
    clinic.address = "1 Elm Road\nTown"
    line = {"name": "A line", "phone": "555-0100", "is_first": False}
    clinic.helplines = [("helpline", line)]
    clinic.save()
    before = prints(ClinicSettings.objects.get())
    clinic.address = "1 Elm Road\r\nTown"
    clinic.helplines = [("helpline", {"phone": "555-0100", "name": "A line"})]
    clinic.save()
    assert prints(ClinicSettings.objects.get()) == before
    clinic.helplines = [("helpline", line | {"phone": "555-0101"})]
    clinic.save()
    now = prints(ClinicSettings.objects.get())
    assert {name for name in now if now[name] != before[name]} == {"helplines"}


def test_sent_once_more_it_is_saved_unless_another_saved_again(admin, clinic) -> None:
    mine = opened(admin, clinic)
    admin.post(address("edit", clinic), form(telephone="555-0101"))
    refused = admin.post(address("edit", clinic), form(name="Mine") | mine)
    again = {"as_it_was": refused.context["form"]["as_it_was"].value()}
    admin.post(address("edit", clinic), form(telephone="555-0102"))
    assert (
        admin.post(address("edit", clinic), form(name="Mine") | again).status_code
        == 200
    )
    third = opened(admin, clinic)
    assert (
        admin.post(address("edit", clinic), form(name="Mine") | third).status_code
        == 302
    )
    assert ClinicSettings.objects.get().name == "Mine"


@pytest.mark.parametrize("sent", ["", "[]", "{", '{"name": "other"}'])
def test_a_form_that_says_nothing_sound_of_its_beginning_breaks_nothing(
    admin, clinic, sent: str
) -> None:
    answer = admin.post(address("edit", clinic), form(as_it_was=sent))
    assert answer.status_code == (200 if sent else 302)


# --- The preview ---
def form(**fields: Any) -> dict[str, Any]:
    """The settings as the editor's form posts them."""
    empty = {
        "name": "Elm Road Clinic",
        "palette": Palette.GREEN,
        "emergency_text": "Get help.",
        "not_reviewed": "Not reviewed.",
        "message_days": 90,
        "review_months_article": 12,
        "review_months_condition": 12,
        "review_months_side_effect": 12,
        "helplines": streamfield([]),
        "policy_pages": streamfield([]),
        "social_links": streamfield([]),
    }
    return nested_form_data(empty | fields)


def address(view: str, clinic: ClinicSettings) -> str:
    """Where the settings are edited or previewed."""
    names = ["clinic", "clinicsettings", clinic.site_id]
    return reverse(f"wagtailsettings:{view}", args=names)


def test_an_editor_sees_the_settings_on_the_home_page_before_saving(
    admin, client, clinic
) -> None:
    line = {"name": "A line that listens", "phone": "555-0100", "is_first": "on"}
    data = form(helplines=streamfield([("helpline", line)]))
    preview = address("preview_on_edit", clinic)
    assert admin.post(preview, data).json() == {"is_valid": True, "is_available": True}
    shown = admin.get(preview).content.decode()
    assert "Elm Road Clinic" in shown
    assert 'data-palette="green"' in shown
    assert shown.count("A line that listens") >= 2  # above and below
    assert ClinicSettings.objects.get().name == "The clinic"
    assert "Elm Road" not in client.get("/").content.decode()


def test_the_preview_is_offered_beside_the_form(admin, clinic) -> None:
    answer = admin.get(address("edit", clinic)).content.decode()
    assert address("preview_on_edit", clinic) in answer


def test_what_was_previewed_can_be_saved(admin, client, clinic) -> None:
    assert admin.post(address("edit", clinic), form()).status_code == 302
    assert "Elm Road Clinic" in client.get("/").content.decode()


def test_only_standard_pages_and_the_contact_page_are_linked_at_the_end(
    admin, clinic
) -> None:
    article, about = factories.article(), factories.standard_page()
    contact = factories.contact_page()
    refused = form(policy_pages=streamfield([("page", str(article.pk))]))
    answer = admin.post(address("edit", clinic), refused)
    assert answer.status_code == 200
    assert not ClinicSettings.objects.get().policy_pages
    admin.post(
        address("edit", clinic),
        form(
            policy_pages=streamfield(
                [("page", str(about.pk)), ("page", str(contact.pk))]
            )
        ),
    )
    saved = ClinicSettings.objects.get().policy_pages
    assert [block.value.pk for block in saved] == [about.pk, contact.pk]


# --- The logo ---
def test_without_a_logo_the_shipped_mark_stands_before_the_name(client, clinic) -> None:
    page = client.get("/").content.decode()
    assert re.search(
        r'<svg class="logo"[^>]* aria-hidden="true">.*</svg>\s*The clinic</a>', page
    )


def test_the_logo_stands_before_the_name_and_says_nothing(client, clinic) -> None:
    clinic.logo = picture("mark", description="A wave")
    clinic.save()
    header = re.search(r"<header.*?</header>", client.get("/").content.decode(), re.S)
    assert header
    mark = re.search(r"<img[^>]*>(.*?)</a>", header[0])
    assert mark
    assert 'alt=""' in mark[0]
    assert mark[1] == "The clinic"
    assert 'class="logo"' not in header[0]


def test_a_page_with_a_logo_costs_no_further_query(client, clinic) -> None:
    def queries() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    before = queries()
    clinic.logo = picture("mark")
    clinic.save()
    assert queries() == before


def test_the_sizes_of_an_older_picture_are_made_when_it_becomes_the_logo(
    clinic,
) -> None:
    clinic.logo = picture("mark")
    clinic.logo.renditions.all().delete()
    cache.clear()
    clinic.logo = Picture.objects.get()
    clinic.save()
    made = clinic.logo.renditions.values_list("filter_spec", flat=True)
    assert "max-480x96|format-webp" in made


def test_a_deleted_logo_leaves_the_shipped_mark(client, clinic) -> None:
    clinic.logo = picture("mark")
    clinic.save()
    Picture.objects.get().delete()
    assert 'class="logo"' in client.get("/").content.decode()
