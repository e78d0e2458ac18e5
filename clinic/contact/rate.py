"""How often something may be done in an hour, counted without knowing who does it."""

import hashlib
import ipaddress
import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

HOUR = 60 * 60
DAY = 24 * HOUR


def is_within(most: int, name: str) -> bool:
    """Count `name` once more; whether that was at most the `most`-th time in an hour."""
    key = f"rate:{name}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) <= most
    except ValueError:  # the hour ended just now
        return True


def address_of(request: HttpRequest) -> str:
    """The network from which a reader comes, or nothing where that is not known.

    An IPv6 network counts as one, as each household has one. A proxy on this machine, or
    in its network, is no reader: it has to tell, in READER_ADDRESS_HEADER.
    """
    header = settings.READER_ADDRESS_HEADER
    told = request.headers.get(header, "") if header else request.META["REMOTE_ADDR"]
    try:
        address = ipaddress.ip_address(told.strip())
    except ValueError:
        return ""
    if not header and address.is_private:
        return ""
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)


def mark_of(address: str) -> str:
    """A mark of an address that nobody can turn back, and that ends with the day.

    What it is salted with is stored nowhere but in the cache, and for a day at most.
    """
    today = timezone.now().date().isoformat()
    salt = cache.get_or_set(f"rate-salt:{today}", secrets.token_hex, DAY)
    return hashlib.sha256(f"{salt}{address}".encode()).hexdigest()[:32]
