"""A clinic that has said nothing yet still says what readers must know."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic.models import ClinicSettings


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
    assert set(form.fields) == own
