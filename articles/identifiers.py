"""The identifiers of a source, recognized as people paste them, in their normal form.

DOIs compare without regard to case (DOI Handbook, 2.4), so their normal form is in
lower case.
"""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

Name = Literal["DOI", "PMID", "PMCID", "URL"]
LONGEST = 1000  # No identifier is; what is longer is not looked at.
LONGEST_DOI = 255
LONGEST_ADDRESS = 500

SITE = r"https?://(?:www\.)?"
DOI_ADDRESS = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(.+)", re.IGNORECASE)
DOI = re.compile(r"(?:doi:?\s*)?(10\.\d{4,9}/[^\s{}\\\"]+)", re.IGNORECASE)
PMID = re.compile(r"(?:pmid:?\s*)?0*([1-9]\d{0,8})", re.IGNORECASE)
PMID_ADDRESS = re.compile(
    rf"{SITE}(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{{1,9}})/?"
    r"(?:[?#].*)?",
    re.IGNORECASE,
)
PMCID = re.compile(r"(?:pmcid:?\s*)?pmc\s*0*([1-9]\d{0,8})(?:\.\d+)?", re.IGNORECASE)
PMCID_ADDRESS = re.compile(
    rf"{SITE}(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/pmc"
    r"(\d{1,9})(?:\.\d+)?/?(?:[?#].*)?",
    re.IGNORECASE,
)
ODD_IN_ADDRESS = re.compile(r"[\s<>\"{}|\\^`\x00-\x20\x7f-\xa0]")
COUNTED = re.compile(r"utm_\w+|fbclid|gclid", re.IGNORECASE)


@dataclass(frozen=True)
class Identifier:
    """What a source is found by: DOI, PMID, PMCID or URL, in its normal form."""

    name: Name
    value: str

    def __str__(self) -> str:
        return self.value if self.name == "URL" else f"{self.name} {self.value}"


def doi(text: str) -> str:
    """The DOI that `text` is, in lower case and without address; empty if it is none."""
    text = trimmed(text)
    if address := DOI_ADDRESS.fullmatch(text):
        text = unquote(address[1])
    match = DOI.fullmatch(text)
    found = match[1].lower() if match else ""
    return found if len(found) <= LONGEST_DOI and found.isprintable() else ""


def pmid(text: str) -> str:
    """The PMID that `text` is, as digits; empty if it is none."""
    text = trimmed(text)
    match = PMID.fullmatch(text) or PMID_ADDRESS.fullmatch(text)
    return str(int(match[1])) if match else ""


def pmcid(text: str) -> str:
    """The PMCID that `text` is, such as PMC5729569; empty if it is none."""
    text = trimmed(text)
    match = PMCID.fullmatch(text) or PMCID_ADDRESS.fullmatch(text)
    return f"PMC{int(match[1])}" if match else ""


def address(text: str) -> str:
    """The web address that `text` is; empty if it is none, or not http or https."""
    text = trimmed(text)
    if text.lower().startswith("www."):
        text = f"https://{text}"
    if len(text) > LONGEST_ADDRESS or ODD_IN_ADDRESS.search(text):
        return ""
    try:
        parts = urlsplit(text)
        known = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # Such as a port that is no number.
        return ""
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not known:
        return ""
    return text if text.isprintable() else ""


def identifier(text: str) -> Identifier | None:
    """What a person pasted; None if it is no identifier."""
    if found := doi(text):
        return Identifier("DOI", found)
    if found := pmcid(text):
        return Identifier("PMCID", found)
    if found := pmid(text):
        return Identifier("PMID", found)
    found = address(text)
    return Identifier("URL", found) if found else None


def compared(url: str) -> str:
    """An address as it is compared with others.

    Scheme, `www.`, the last slash, the part behind `#` and what only counts visitors
    make no difference.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    asked = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not COUNTED.fullmatch(pair[0])
    ]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def trimmed(text: str) -> str:
    """Without what stands around an identifier in a sentence; empty if far too long."""
    text = text.strip()
    before = ""
    while text != before and len(text) <= LONGEST:
        before = text
        text = text.strip("<>\"'“”‘’ ").lstrip("([").rstrip(".,;:!?")
        for opening, closing in ("()", "[]"):
            if text.endswith(closing) and text.count(closing) > text.count(opening):
                text = text[:-1]
    return text if len(text) <= LONGEST else ""
