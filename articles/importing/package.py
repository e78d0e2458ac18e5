"""The parts of a Word document, looked over before anything reads them.

A .docx is a ZIP archive of XML. What no word processor writes is refused here: parts
that unpack to far more than they weigh, names that lead elsewhere, XML with a document
type (which could name files, or entities that grow), and XML that never ends to nest.
"""

import re
import zlib
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from articles.importing.errors import DocumentRefused

MOST_PARTS = 2_000
LARGEST_UNPACKED = 60_000_000  # all parts together; pictures are most of it
LARGEST_XML = 12_000_000  # all XML together: some 500 pages
LARGEST_RATIO = 150  # deflate gives at most 1,032; Word's own XML some 10 to 40
SMALL = 500_000  # below that no ratio is suspicious
DEEPEST = 80
MOST_ELEMENTS = 40_000  # a long article has some 5,000
MOST_TEXT = 300_000  # characters, those that readers do not see among them
AT_ONCE = 64 * 1024
ENCRYPTED = 0x1
XML = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)

DAMAGED = "This Word document is damaged: save it again in Word and give that one."
TOO_LARGE = "This Word document unpacks to far more than it weighs: it is not read."
LEADS_OUT = "A part of this Word document has a name that leads out of it."
ENTITIES = "This Word document holds a document type or entities: no word processor writes them."
NESTED = "This Word document is nested far too deeply."
LOCKED = "This Word document is protected by a password: give a copy without one."
TOO_LONG = "This Word document is far too long: give one article, not a book."
NOT_WORD = "This is a ZIP archive but no Word document (.docx)."

# Whatever a broken archive can make the reader of archives raise.
BROKEN = (
    *(BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError, KeyError, IndexError, OverflowError),
)


def check(data: bytes) -> None:
    """Refuse an archive that no word processor wrote; its pictures are not unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            check_list(archive.infolist())
            parts = [part for part in archive.infolist() if XML.search(part.filename)]
            if not any("document" in part.filename for part in parts):
                raise DocumentRefused(NOT_WORD)
            look = Look()
            for part in parts:
                look.read(archive, part)
    except BROKEN as error:
        raise DocumentRefused(DAMAGED) from error


def check_list(parts: list[ZipInfo]) -> None:
    """What the list of contents says: how many parts, how large, under which names."""
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
        raise DocumentRefused(TOO_LARGE)
    if sum(p.file_size for p in parts if XML.search(p.filename)) > LARGEST_XML:
        raise DocumentRefused(TOO_LARGE)
    for part in parts:
        names = re.split(r"[/\\]", part.orig_filename)
        if ".." in names or not names[0] or ":" in names[0]:
            raise DocumentRefused(LEADS_OUT)
        if part.flag_bits & ENCRYPTED:
            raise DocumentRefused(LOCKED)
        is_large = part.file_size > SMALL
        if is_large and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
            raise DocumentRefused(TOO_LARGE)


class Look:
    """One look over all XML of a document: how much there is, and how deep it nests."""

    def __init__(self) -> None:
        self.depth = self.elements = self.length = 0

    def read(self, archive: ZipFile, part: ZipInfo) -> None:
        """Read one part in pieces, whatever size it claims."""
        self.depth = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.said
        parser.StartDoctypeDeclHandler = self.refuse
        parser.EntityDeclHandler = self.refuse
        try:
            with archive.open(part) as opened:
                while piece := opened.read(AT_ONCE):
                    parser.Parse(piece, False)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise DocumentRefused(DAMAGED) from error

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST:
            raise DocumentRefused(NESTED)
        if self.elements > MOST_ELEMENTS:
            raise DocumentRefused(TOO_LONG)

    def end(self, name: str) -> None:
        self.depth -= 1

    def said(self, text: str) -> None:
        self.length += len(text)
        if self.length > MOST_TEXT:
            raise DocumentRefused(TOO_LONG)

    def refuse(self, *declared: object) -> None:
        """A document type, or an entity: no word processor writes them."""
        raise DocumentRefused(ENTITIES)
