"""How a clinician's signature comes under a text, and when it is refused."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from clinic.models.review import SignOff
from clinic.review.canonical import VERSION, canonical, digest
from clinic.rules.checking import Level, check

# The longest time until the next review that makes sense, as in the clinic's settings.
LONGEST = timedelta(days=5 * 366)

NOT_ALLOWED = "You are not among those who may sign this page."
CHANGED = (
    "The text has changed since you opened it, so nothing was signed. Please read the "
    "new text below and sign that."
)
SETTLED = "This page does not wait for a review any more."


class Refused(PermissionDenied):
    """A signature was refused; the message says why, in a sentence for the reviewer."""


@dataclass(frozen=True)
class Signature:
    """What a clinician signs, as it stood before them, and in which words."""

    revision_id: int
    digest: str
    name: str
    credentials: str
    next_review: date
    checklist: list[str]
    scope: str = ""


@dataclass(frozen=True)
class Draft:
    """The newest version of a page, as it lies before a reviewer."""

    page: Any
    revision: Revision

    @property
    def text(self) -> str:
        """Its canonical text."""
        return canonical(self.page)

    @property
    def digest(self) -> str:
        """The digest of its canonical text."""
        return digest(self.page)


def newest(page: Page) -> Draft:
    """The newest version of a page, which is what publishing would make live."""
    revision = page.get_latest_revision()
    if revision is None:
        raise Refused(SETTLED)
    return Draft(revision.as_object(), revision)


def locked(page: Page) -> Draft:
    """The same, held so that nobody can replace it before this transaction is over.

    The page first, then the version: in the order in which the editor takes them, which
    may write another text into the same version.
    """
    row = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    revisions = Revision.objects.select_for_update(no_key=True)
    held = revisions.filter(pk=row.latest_revision_id).first()
    if held is None or held.pk != page.latest_revision_id:
        raise Refused(CHANGED)
    return Draft(held.as_object(), held)


def own_words(page: Page, user: Any, revision: Revision) -> str:
    """Why this person may not sign the text, having written in it; empty if they may.

    Whoever has edited the page since it was last signed as a whole: nobody signs their
    own words.
    """
    if revision.user_id == user.pk:
        return (
            "You were the last to edit this page. Somebody else has to sign it: a second "
            "pair of eyes is what the signature stands for."
        )
    edits = Revision.page_revisions.filter(object_id=str(page.pk), user=user)
    last = SignOff.objects.whole().filter(page=page.pk).first()
    if last:
        edits = edits.filter(created_at__gt=last.signed_at)
    edit = edits.order_by("created_at").last()
    if edit is None:
        return ""
    day = f"{timezone.localtime(edit.created_at):%B %-d, %Y}"
    return (
        f"You edited this page on {day}, and nobody has signed the whole of it since. "
        "Somebody else has to sign it: a second pair of eyes is what the signature stands for."
    )


def refusal(state: Any, user: Any, draft: Draft) -> str:
    """Why this person cannot sign this version at all; empty if they can."""
    actions = state.task.specific.get_actions(draft.page, user)
    if "approve" not in {action[0] for action in actions}:
        return NOT_ALLOWED
    return own_words(draft.page, user, draft.revision) or unfit(draft.page)


def unfit(page: Any) -> str:
    """Why this text may not go to readers, so that nobody signs it; empty if it may."""
    (found,) = check([page], Level.ERROR)
    if not found:
        return ""
    said = " ".join(finding.text for finding in found)
    return f"This text cannot be published yet, so nobody can sign it. {said}"


def incomplete(signature: Signature, boxes: list[str]) -> str:
    """What the signature lacks, in a sentence; empty if it is complete."""
    today = timezone.localdate()
    if not (signature.name and signature.credentials):
        return "A signature needs a name and credentials."
    if missing := [box for box in boxes if box not in signature.checklist]:
        return f"Every box must be ticked. Still open: {'; '.join(missing)}"
    if not today < signature.next_review <= today + LONGEST:
        return "The next review must be after today, and within five years."
    return ""


def sign(state: Any, user: Any, signature: Signature) -> SignOff:
    """Write the signature under the newest version, or raise Refused.

    Within a transaction, which holds what is signed until it is over.
    """
    draft = locked(state.workflow_state.content_object)
    state.refresh_from_db(fields=["status"])
    if state.status != state.STATUS_IN_PROGRESS:
        raise Refused(SETTLED)
    if draft.revision.pk != signature.revision_id or draft.digest != signature.digest:
        raise Refused(CHANGED)
    boxes = state.task.specific.boxes
    if reason := refusal(state, user, draft) or incomplete(signature, boxes):
        raise Refused(reason)
    signed = SignOff.objects.create(
        page_id=draft.page.pk,
        reviewer=user,
        name=signature.name,
        credentials=signature.credentials,
        scope=signature.scope,
        checklist=boxes,
        version=VERSION,
        digest=signature.digest,
        revision=draft.revision,
        next_review=signature.next_review,
    )
    told = {key: value for key, value in signed.told.items() if value}
    log(draft.page, "clinic.sign_off", user=user, revision=draft.revision, data=told)
    return signed


def check_published(signed: SignOff) -> None:
    """Raise Refused if what readers now have of that version is another text."""
    page = Page.objects.get(pk=signed.page_id)
    is_live = page.live_revision_id == signed.revision_id
    if is_live and digest(page.specific) != signed.digest:
        raise Refused(CHANGED)
