"""Texts that only this site can read: encrypted with a key made of SECRET_KEY."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"clinic: messages of readers"


class Unreadable(Exception):
    """The text was sealed with a key that this site does not have."""


def key_of(secret: str) -> Fernet:
    """The key for messages that follows from `secret` (HKDF, RFC 5869)."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))


def keys() -> MultiFernet:
    """The present key, which seals, and those before it, which only open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([key_of(secret) for secret in secrets])


def seal(text: str) -> str:
    """`text`, encrypted and signed."""
    return keys().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The text; raises Unreadable if no key fits or somebody changed it."""
    try:
        return keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error
