"""What the ground stores: accounts, pages, pictures and the clinic's settings."""

from clinic.models.clinic_settings import ClinicSettings
from clinic.models.contact import ContactPage
from clinic.models.draft_link import DraftComment, DraftLink
from clinic.models.failed_search import FailedSearch
from clinic.models.frame import Frame
from clinic.models.home import FeaturedPage, HomePage
from clinic.models.loaded import Loaded
from clinic.models.message import Message
from clinic.models.page import IndexPage, Parts, SitePage
from clinic.models.picture import Picture, PictureRendition
from clinic.models.reminder import ReviewReminder, ReviewSubscriber
from clinic.models.review import ClinicalText, SignOff, record_text
from clinic.models.review_task import ClinicalReviewState, ClinicalReviewTask
from clinic.models.reviewed import ReviewedPage, reviewed_since
from clinic.models.standard import StandardPage
from clinic.models.user import User
from clinic.models.version import PendingNote, Version
from clinic.models.versioned import Versioned
from clinic.models.visible import SitePageManager, SitePageQuerySet, site_pages

__all__ = [
    "ClinicSettings",
    "ClinicalReviewState",
    "ClinicalReviewTask",
    "ClinicalText",
    "ContactPage",
    "DraftComment",
    "DraftLink",
    "FailedSearch",
    "FeaturedPage",
    "Frame",
    "HomePage",
    "IndexPage",
    "Loaded",
    "Message",
    "Parts",
    "PendingNote",
    "Picture",
    "PictureRendition",
    "ReviewReminder",
    "ReviewSubscriber",
    "ReviewedPage",
    "SignOff",
    "SitePage",
    "SitePageManager",
    "SitePageQuerySet",
    "StandardPage",
    "User",
    "Version",
    "Versioned",
    "record_text",
    "reviewed_since",
    "site_pages",
]
