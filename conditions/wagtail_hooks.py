"""What the ward adds to the admin: its listings, and topics to import."""

from wagtail import hooks

from articles.importing.topics import TOPICS
from clinic.desk.listings import ListingViewSet
from conditions.listings import VIEWSETS
from conditions.models import ConditionPage, SideEffectPage
from conditions.models.topic import TopicPage


@hooks.register("register_admin_viewset")
def register_listings() -> list[ListingViewSet]:
    """The listings of conditions and side effects."""
    return [*VIEWSETS]


@hooks.register(TOPICS)
def register_topics() -> list[TopicPage]:
    """What a document that is imported may be about."""
    pages = (ConditionPage.objects, SideEffectPage.objects)
    return [page for kind in pages for page in kind.visible().order_by("title")]
