"""The token of a form: it tells when the form was made, and each is good for one use."""

import secrets

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

SIGNER = TimestampSigner(salt="clinic.form")
SHORTEST = 3  # seconds; a person needs more to fill in a form
LONGEST = 24 * 60 * 60


class Refused(Exception):
    """The token is no good; the message is a sentence for who sent the form."""


class TooQuick(Refused):
    """The token is good, but the form came back faster than a person can write."""


def make() -> str:
    """A new token."""
    return SIGNER.sign(secrets.token_urlsafe(18))


def name_of(token: str) -> str:
    """The name of the form that a good token has; raises Refused for any other."""
    try:
        name = SIGNER.unsign(token, max_age=LONGEST)
    except SignatureExpired as error:
        raise Refused(
            "The page was open for more than a day. Please send the form once more."
        ) from error
    except BadSignature as error:
        raise Refused(
            "The form was damaged on its way. Please send it once more."
        ) from error
    try:
        SIGNER.unsign(token, max_age=SHORTEST)
    except SignatureExpired:
        return name
    raise TooQuick("That was faster than one can write. Please send it once more.")
