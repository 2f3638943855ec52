"""Hostile and broken documents, made here: PDFs written object by object, pictures, packed files, mails and XML."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F1 12 Tf 50 700 Td (Faktura 12345) Tj ET"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
A4 = b"0 0 595 842"


def a_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is its catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.5\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj " % number + body + b" endobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(data), more) + data + b"\nendstream"


def one_page(contents: bytes, *more: bytes, resources: bytes = b"/Font<</F1 5 0 R>>", box: bytes = A4) -> bytes:
    """A PDF of one page; its font is object 5, what is given more comes from 6 on."""
    return a_pdf(
        CATALOG,
        b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[%s]>>" % box,
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<%s>>>>" % resources,
        contents,
        FONT,
        *more,
    )


def many_objects() -> bytes:
    return one_page(stream(TEXT), *(b"<</A %d>>" % number for number in range(100_000)))


def deep_pages(depth: int) -> bytes:
    """A page under so many nodes of the page tree."""
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]/MediaBox[%s]>>" % (at + 3, A4) for at in range(depth)]
    page = b"<</Type/Page/Parent %d 0 R/Contents %d 0 R/Resources<<>>>>" % (depth + 1, depth + 3)
    return a_pdf(CATALOG, *nodes, page, stream(TEXT))


def pages_in_themselves() -> bytes:
    return a_pdf(CATALOG, b"<</Type/Pages/Count 5/Kids[2 0 R 2 0 R]/MediaBox[%s]>>" % A4)


def forms_in_themselves() -> bytes:
    """A form that draws itself ten times over."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>>>"
    return one_page(stream(b"/X Do"), stream(b"/X Do " * 10, form), resources=b"/XObject<</X 6 0 R>>")


def broken_fonts() -> bytes:
    """Fonts whose files are noise, and text in a font that is not there."""
    text = TEXT + b" BT /F2 12 Tf 50 600 Td <00010002> Tj ET BT /F9 12 Tf 50 500 Td (ingen) Tj ET"
    descriptor = b"<</Type/FontDescriptor/FontName/A+Bad/Flags 4/FontFile2 8 0 R>>"
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/A+Bad/FontDescriptor 7 0 R/FirstChar 0/LastChar 255/Widths[1]>>"
    noise = stream(bytes(7 * at % 251 for at in range(3000)))
    return one_page(stream(text), font, descriptor, noise, resources=b"/Font<</F1 5 0 R/F2 6 0 R>>")


def a_portfolio(*papers: bytes) -> bytes:
    """A cover page with files in it, which only some readers show."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    for number, paper in enumerate(papers, 1):
        writer.add_attachment(f"{number}.pdf", paper)
    writer.root_object[NameObject("/Collection")] = DictionaryObject({NameObject("/View"): NameObject("/D")})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_picture(form: str, picture: Image.Image | None = None, more: tuple[Image.Image, ...] = ()) -> bytes:
    out = io.BytesIO()
    moving = {"save_all": True, "append_images": more} if more else {}
    (picture or Image.new("RGB", (300, 400), "white")).save(out, form, **moving)
    return out.getvalue()


def a_heic() -> bytes:
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(2000)


def a_zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def a_mail(*attached: tuple[str, bytes], within: tuple[EmailMessage, ...] = (), html: str = "") -> EmailMessage:
    """A mail with files and with other mails in it."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "hej@furulund.example", "faktura@mottagaren.example", "Faktura"
    mail.set_content(html or "Se bilaga.", subtype="html" if html else "plain")
    for name, data in attached:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    for one in within:
        mail.add_attachment(one)
    return mail


QUADRATIC = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 100_000 + b'">]><Invoice>' + b"&a;" * 10_000 + b"</Invoice>"
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Invoice>&a;</Invoice>'
