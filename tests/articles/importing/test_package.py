"""A Word document that no word processor wrote is refused before anything reads it."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from articles.importing import package
from articles.importing.documents import opened
from articles.importing.errors import DocumentRefused
from tests.articles.importing.samples import LONG, W, docx, line, parts, zipped

WHOLE = parts(line(LONG))
ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
DEEP = f"<w:document {W}>{'<w:p>' * 200}{'</w:p>' * 200}</w:document>"


def test_a_document_of_a_word_processor_passes() -> None:
    package.check(docx(line(LONG)))
    assert LONG in opened("a.docx", docx(line(LONG))).html


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"word/document.xml": ENTITY}, "document type or entities"),
        ({"word/styles.xml": LAUGHS}, "document type or entities"),
        ({"customXml/item.xml": ENTITY.encode("utf-16")}, "document type or entities"),
        ({"word/_rels/document.xml.rels": ENTITY}, "document type or entities"),
        ({"../outside.xml": "<a/>"}, "leads out of it"),
        ({"word/../../outside.txt": "x"}, "leads out of it"),
        ({"/etc/outside": "x"}, "leads out of it"),
        ({"C:/outside": "x"}, "leads out of it"),
        ({"word\\..\\..\\outside": "x"}, "leads out of it"),
        ({"word/media/a.png": b"\x00" * 9_000_000}, "far more than it weighs"),
        ({"word/document.xml": "<a>" + " " * 13_000_000 + "</a>"}, "far more than"),
        ({"word/document.xml": DEEP}, "nested far too deeply"),
        ({"word/document.xml": f"<a>{'<b/>' * 60_000}</a>"}, "not a book"),
        ({"word/document.xml": "<a><b></a>"}, "damaged"),
        ({"word/document.xml": "<a/>"}, "damaged"),
        ({f"a{n}": "x" for n in range(package.MOST_PARTS)}, "far more than it weighs"),
    ],
)
def test_what_no_word_processor_writes_is_refused(more, word) -> None:
    with pytest.raises(DocumentRefused, match=word):
        opened("a.docx", zipped(WHOLE | more))


def test_an_archive_that_is_no_word_document_is_refused() -> None:
    with pytest.raises(DocumentRefused, match="no Word document"):
        opened("a.docx", zipped({"a.txt": "words"}))


def test_a_locked_document_is_refused() -> None:
    data = bytearray(docx(line(LONG)))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(DocumentRefused, match="password"):
        opened("a.docx", bytes(data))


def test_a_size_that_lies_is_not_believed() -> None:
    """The list of contents says 100 bytes; behind it are ten millions."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("word/document.xml"), b"", ZIP_DEFLATED)
        archive.writestr("word/bomb.xml", b"<a>" + b" " * 10_000_000 + b"</a>")
    data = bytearray(file.getvalue())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        last = data.rindex(mark)
        struct.pack_into("<I", data, last + place, 100)
    with pytest.raises(DocumentRefused, match="damaged"):
        opened("a.docx", bytes(data))
