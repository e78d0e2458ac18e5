"""Small documents of the shapes that clinics have: Word files, and texts of web pages."""

from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
STYLES = (
    f"<w:styles {W}>"
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    "</w:styles>"
)
LEVEL = '<w:lvl w:ilvl="0"><w:numFmt w:val="{}"/></w:lvl>'
NUMBERING = (
    f"<w:numbering {W}>"
    f'<w:abstractNum w:abstractNumId="0">{LEVEL.format("bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{LEVEL.format("decimal")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
NUMBERS = {"bullet": 1, "number": 2}


def line(text: str, kind: str = "") -> str:
    """A paragraph of a Word document: plain, a style, `bullet`, `number` or `bold`."""
    told = ""
    if kind in NUMBERS:
        number = f'<w:numId w:val="{NUMBERS[kind]}"/>'
        told = f'<w:pPr><w:numPr><w:ilvl w:val="0"/>{number}</w:numPr></w:pPr>'
    elif kind and kind != "bold":
        told = f'<w:pPr><w:pStyle w:val="{kind}"/></w:pPr>'
    bold = "<w:rPr><w:b/></w:rPr>" if kind == "bold" else ""
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:p>{told}<w:r>{bold}{words}</w:r></w:p>"


def document(*lines: str) -> str:
    """The main part of a Word document."""
    return f"<w:document {W} {R}><w:body>{''.join(lines)}</w:body></w:document>"


def parts(*lines: str) -> dict[str, str | bytes]:
    """All parts of a Word document, by name."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document(*lines),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }


def zipped(contents: dict[str, str | bytes]) -> bytes:
    """The parts as one file."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(*lines: str) -> bytes:
    """A Word document of these lines."""
    return zipped(parts(*lines))


LONG = (
    "Sleep is easier when the room is dark and the evening is calm, and most people find "
    "their own way to it within a few weeks of trying."
)
OTHER = (
    "A short walk after lunch gives the body its daylight, and the night comes sooner to "
    "those who have seen the sun for half an hour."
)
