"""What goes live is what was signed, also while somebody else saves at that moment."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import originals
from tests.clinic.portable.other_site import site_on

pytestmark = pytest.mark.django_db

# A second connection saves an edit between the signature and the publication of the
# text: as a new version, or in the place of the one that is signed.
RACE = """
import json, sys
import django
django.setup()
from datetime import timedelta
from threading import Event, Thread
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone
from wagtail.models import WorkflowState
from articles.models import ArticlePage
from clinic.review.finishing import publish_approved
from clinic.models import SignOff, User
from clinic.models.signing import Signature, newest
from tests import factories

writer = User.objects.create_user("ada")
reviewer = User.objects.create_user("grace")
reviewer.groups.add(Group.objects.get(name="Clinical reviewers"))
page = factories.article()
page.body = [("paragraph", "<p>About 7 in 10.</p>")]
page.save_revision(user=writer)
page.get_workflow().start(page, writer)
signed, over = Event(), Event()

def edit():
    edited = ArticlePage.objects.get(pk=page.pk)
    signed.wait(20)
    edited.body = [("paragraph", "<p>About 9 in 10.</p>")]
    kept = edited.latest_revision if sys.argv[1] == "overwrite" else None
    edited.save_revision(user=writer, overwrite_revision=kept)
    over.set()
    connection.close()

def publish_late(self, user=None):
    signed.set()
    over.wait(2)
    publish_approved(self, user)

WorkflowState.on_finish = publish_late
other = Thread(target=edit)
other.start()
draft = newest(ArticlePage.objects.get(pk=page.pk))
state = draft.page.current_workflow_task_state
state.approve(user=reviewer, signature=Signature(
    revision_id=draft.revision.pk, digest=draft.digest, name="Grace", credentials="MD",
    next_review=timezone.localdate() + timedelta(days=30), checklist=state.task.specific.boxes))
other.join()
now = ArticlePage.objects.get(pk=page.pk)
print(json.dumps({
    "readers": str(now.body), "draft": str(newest(now).page.body),
    "stands": [row.stands for row in SignOff.objects.all()], "saved": over.is_set()}))
"""


@pytest.mark.parametrize("way", ["new", "overwrite"])
def test_who_saves_meanwhile_changes_nothing_of_what_was_signed(
    way: str, tmp_path: Path
) -> None:
    source = originals.original(connection.vendor, "migrated").source
    with site_on(connection.vendor, tmp_path, source) as site:
        told: dict[str, Any] = json.loads(site.say("-c", RACE, way))
    assert "About 7 in 10." in told["readers"]
    assert told["stands"] == [True]
    assert "About 9 in 10." in told["draft"]
    assert told["saved"]
