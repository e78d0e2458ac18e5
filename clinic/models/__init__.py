"""What the ground stores: accounts, pages, pictures and the clinic's settings."""

from clinic.models.clinic_settings import ClinicSettings
from clinic.models.contact import ContactPage
from clinic.models.failed_search import FailedSearch
from clinic.models.frame import Frame
from clinic.models.home import FeaturedPage, HomePage
from clinic.models.loaded import Loaded
from clinic.models.message import Message
from clinic.models.page import IndexPage, Parts, SitePage
from clinic.models.picture import Picture, PictureRendition
from clinic.models.review import ClinicalText, SignOff, record_text
from clinic.models.review_task import ClinicalReviewState, ClinicalReviewTask
from clinic.models.reviewed import ReviewedPage, reviewed_since
from clinic.models.standard import StandardPage
from clinic.models.user import User
from clinic.models.visible import SitePageManager, SitePageQuerySet, site_pages

__all__ = [
    "ClinicSettings",
    "ClinicalReviewState",
    "ClinicalReviewTask",
    "ClinicalText",
    "ContactPage",
    "FailedSearch",
    "FeaturedPage",
    "Frame",
    "HomePage",
    "IndexPage",
    "Loaded",
    "Message",
    "Parts",
    "Picture",
    "PictureRendition",
    "ReviewedPage",
    "SignOff",
    "SitePage",
    "SitePageManager",
    "SitePageQuerySet",
    "StandardPage",
    "User",
    "record_text",
    "reviewed_since",
    "site_pages",
]
