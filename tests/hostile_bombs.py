"""Small files that cost much to open: what is packed, nested or repeated in them grows without end."""

from __future__ import annotations

import io
import struct
import zlib
from email.message import EmailMessage
from functools import cache

from PIL import Image
from pypdf import PdfWriter

from hostile import A4, CATALOG, FONT, TEXT, a_mail, a_pdf, a_zip, one_page, stream

FLATE = b"/Filter/FlateDecode"
LAUGHS = 9  # levels of ten: a thousand million
IMAGE = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace/%s"
PICTURE = b"/XObject<</X 6 0 R>>"
SHOWN = b"q 595 0 0 842 0 0 cm /X Do Q"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
LAUGHING = (
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{at + 1} '{f'&a{at};' * 10}'>" for at in range(LAUGHS))
    + f"]><Invoice>&a{LAUGHS};</Invoice>"
).encode()
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>for(;;);</script></svg>'


@cache
def packed(byte: bytes, megabytes: int) -> bytes:
    """So many megabytes of one text, deflated."""
    packer = zlib.compressobj(9)
    block = byte * (1024**2 // len(byte))
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def packed_contents(piece: bytes, megabytes: int, resources: bytes = b"/Font<</F1 5 0 R>>") -> bytes:
    """A page whose drawing is one thing over and over."""
    return one_page(stream(packed(piece, megabytes), FLATE), resources=resources)


def packed_twice() -> bytes:
    """A gigabyte of blanks in two kilobytes."""
    return one_page(stream(zlib.compress(packed(b" ", 1024), 9), b"/Filter[/FlateDecode/FlateDecode]"))


def nested_arrays() -> bytes:
    return one_page(stream(b"[" * 1_000_000 + b"]" * 1_000_000 + b" TJ " + TEXT))


def nested_objects() -> bytes:
    return one_page(stream(TEXT), b"[" * 500_000 + b"]" * 500_000, b"<</A " * 200_000 + b"1" + b">>" * 200_000)


def forms_by_the_million() -> bytes:
    """Forms that each draw the next ten times."""
    of = b"/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do " * 10, FORM + of % (at + 7)) for at in range(LAUGHS)]
    return one_page(stream(b"/X Do"), *forms, stream(b"0 0 9 9 re f", FORM), resources=PICTURE)


def masks_in_masks() -> bytes:
    """Groups whose soft masks are groups with soft masks."""
    group = b"/Group<</S/Transparency/CS/DeviceRGB>>"
    of = b"/Resources<</ExtGState<</G <</SMask<</S/Luminosity/G %d 0 R>>>> >> >>"
    drawn = b"/G gs 0 0 600 800 re f " * 6
    forms = [stream(drawn, FORM + group + of % (at + 7)) for at in range(12)]
    resources = b"/ExtGState<</G <</SMask<</S/Luminosity/G 6 0 R>>>> >>"
    return one_page(stream(drawn), *forms, stream(b"0 0 9 9 re f", FORM + group), resources=resources)


def inline_picture(side: int) -> bytes:
    head = b"q 595 0 0 842 0 0 cm BI /W %d /H %d /BPC 8 /CS /RGB /F /Fl ID " % (side, side)
    return one_page(stream(head + packed(b"\0", 3 * side * side // 1024**2) + b" EI Q"))


def a_picture_page(data: bytes, name: bytes, wide: int, high: int, bits: int = 8) -> bytes:
    head = IMAGE % (wide, high, bits, b"DeviceGray") + b"/Filter/" + name
    return one_page(stream(SHOWN), stream(data, head), resources=PICTURE)


def huge_flate_picture(side: int = 40_000) -> bytes:
    return a_picture_page(packed(b"\0", side * side // 1024**2), b"FlateDecode", side, side)


def huge_fax(side: int = 65_000) -> bytes:
    return a_picture_page(b"\x80" * (side // 8), b"CCITTFaxDecode", side, side, 1)


def huge_jbig2(side: int = 65_000) -> bytes:
    """A page of four thousand million dots, in an arithmetic code of a few bytes."""
    page = struct.pack(">IIIIBH", side, side, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", side, side, 0, 0, 0) + b"\x00" + b"\x03\xff\xfd\xff\x02\xfe\xfe\xfe" + bytes(64)
    data = b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(body)) + body
        for number, kind, body in ((0, 48, page), (1, 38, region))
    )
    return a_picture_page(data, b"JBIG2Decode", side, side, 1)


@cache
def huge_jpeg2000(side: int = 12_000) -> bytes:
    out = io.BytesIO()
    Image.new("L", (side, side)).save(out, "JPEG2000", no_jp2=True)
    return a_picture_page(out.getvalue(), b"JPXDecode", side, side)


@cache
def huge_jpeg(side: int = 30_000) -> bytes:
    out = io.BytesIO()
    Image.new("L", (side, side)).save(out, "JPEG", quality=1)
    return a_picture_page(out.getvalue(), b"DCTDecode", side, side)


def pictures_by_the_hundred() -> bytes:
    """A picture of 16 million dots drawn at 500 places, each turned a little."""
    side = 4_000
    shown = b"".join(b"q %d 40 -40 800 %d 0 cm /X Do Q " % (500 + at, at) for at in range(500))
    head = IMAGE % (side, side, 8, b"DeviceRGB") + FLATE
    return one_page(stream(shown), stream(packed(b"\0", 46), head), resources=PICTURE)


def patterns_in_themselves() -> bytes:
    """A tile, a thousandth of a point wide, that is filled with itself."""
    pattern = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.001/YStep 0.001"
    within = b"/Resources<</Pattern<</P 6 0 R>>>>"
    drawn = b"/Pattern cs /P scn 0 0 600 800 re f"
    return one_page(stream(drawn), stream(drawn, pattern + within), resources=b"/Pattern<</P 6 0 R>>")


def shading_of_steps() -> bytes:
    """A shading whose colour is a long calculation at each dot."""
    program = b"{" + b"2 copy mul sin exch cos add " * 3_000 + b" pop pop 0.5}"
    head = b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1]"
    shading = b"<</ShadingType 1/ColorSpace/DeviceGray/Function 7 0 R/Matrix[600 0 0 900 0 0]>>"
    return one_page(stream(b"/S sh"), shading, stream(program, head), resources=b"/Shading<</S 6 0 R>>")


def fine_dashes() -> bytes:
    lines = b"".join(b"0 %d m 595 %d l S " % (at, 842 - at) for at in range(842))
    return one_page(stream(b"[0.00001 0.00001] 0 d 1 w " + lines))


def annotations(count: int = 100_000) -> bytes:
    """As many annotations, each with a look of its own."""
    first = 7
    listed = b" ".join(b"%d 0 R" % (first + at) for at in range(count))
    one = b"<</Type/Annot/Subtype/Stamp/Rect[0 0 600 800]/F 4/AP<</N 6 0 R>>>>"
    look = stream(b"0 0 600 800 re f", FORM)
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>/Annots[%s]>>" % listed
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[%s]>>" % A4
    return a_pdf(CATALOG, pages, page, stream(TEXT), FONT, look, *(one for _ in range(count)))


def outlines_in_circles() -> bytes:
    catalog = b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R/Names<</EmbeddedFiles 7 0 R>>>>"
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[%s]>>" % A4
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    outline = b"<</First 6 0 R/Last 6 0 R/Next 6 0 R/Prev 6 0 R/Title(a)>>"
    return a_pdf(catalog, pages, page, stream(TEXT), FONT, outline, b"<</Kids[7 0 R 7 0 R 7 0 R]>>")


def tables_in_circles() -> bytes:
    """The table of objects says that an earlier one is itself, and that there are two thousand million objects."""
    whole = one_page(stream(TEXT))
    start = whole.rindex(b"xref\n0")
    looped = b"trailer<</Size 2000000000/Root 1 0 R/Prev %d/XRefStm %d>>" % (start, start)
    at = whole.index(b"trailer")
    return whole[:at] + looped + whole[whole.index(b"\nstartxref") :]


def an_attached_bomb(megabytes: int = 1024) -> bytes:
    """A PDF with a file in it that grows to a gigabyte."""
    catalog = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.xml) 6 0 R]>>>>>>"
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[%s]>>" % A4
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    spec = b"<</Type/Filespec/F(a.xml)/UF(a.xml)/EF<</F 7 0 R>>>>"
    return a_pdf(catalog, pages, page, stream(TEXT), FONT, spec, stream(packed(b"<", megabytes), FLATE))


def with_attachment(name: str, data: bytes, pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.add_attachment(name, data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def letters_by_the_million() -> bytes:
    """Letters that draw themselves, in a font whose table of meanings is four thousand million long."""
    font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 7 0 R>>/FirstChar 97"
    font += b"/LastChar 97/Widths[1]/Encoding<</Differences[97/a]>>/Resources<</Font<</F 6 0 R>>>>/ToUnicode 8 0 R>>"
    letter = b"1 0 d0 BT /F 1 Tf (aaaaaaaaaa) Tj ET"
    table = b"1 begincodespacerange <00000000><ffffffff> endcodespacerange "
    table += b"1 beginbfrange <00000000><ffffffff><0000> endbfrange"
    text = b"BT /F 12 Tf 10 10 Td (" + b"a" * 1000 + b") Tj ET"
    return one_page(stream(text), font, stream(letter), stream(table), resources=b"/Font<</F 6 0 R>>")


def many_pages(pages: int = 10_000, contents: bytes = TEXT) -> bytes:
    """So many pages that all show the same."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + at) for at in range(pages))
    tree = b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[%s]>>" % (pages, kids, A4)
    page = b"<</Type/Page/Parent 2 0 R/Contents 3 0 R/Resources<<>>>>"
    return a_pdf(CATALOG, tree, stream(contents), *[page] * pages)


def many_heavy_pages() -> bytes:
    """A hundred pages that each draw the same hundred thousand strokes."""
    return many_pages(100, b"".join(b"0 %d m %d 842 l S " % (at % 842, at % 595) for at in range(100_000)))


def scripted() -> bytes:
    """JavaScript that runs for ever, when the file is opened."""
    catalog = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(for(;;);)>>>>"
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[%s]>>" % A4
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
    page += b"/AA<</O<</S/JavaScript/JS(for(;;);)>>>>>>"
    return a_pdf(catalog, pages, page, stream(TEXT), FONT)


def a_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(wide: int, high: int, data: bytes, *more: bytes, bits: int = 8, colours: int = 0) -> bytes:
    head = a_chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, bits, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + a_chunk(b"IDAT", data) + a_chunk(b"IEND", b"")


def told_at_length() -> bytes:
    """A small PNG with a text of a gigabyte."""
    return a_png(4, 4, zlib.compress(bytes(20)), a_chunk(b"zTXt", b"Comment\0\0" + packed(b"a", 1024)))


def a_wide_png(side: int = 30_000) -> bytes:
    return a_png(side, side, packed(b"\0", side * side // 1024**2 + 1))


@cache
def moving(form: str, side: int = 3_000, frames: int = 300) -> bytes:
    out = io.BytesIO()
    mode = "P" if form == "GIF" else "L"
    first, *others = (Image.new(mode, (side, side), 255 * (at % 2)) for at in range(frames))
    first.save(out, form, save_all=True, append_images=others)
    return out.getvalue()


def many_sheets(frames: int = 5_000) -> bytes:
    """A TIFF of so many pages."""
    out = io.BytesIO()
    first = Image.new("1", (20, 20))
    first.save(out, "TIFF", save_all=True, append_images=[first] * (frames - 1))
    return out.getvalue()


def sheets_in_circles() -> bytes:
    """A TIFF whose directory says that it is followed by itself."""
    size = [(256, 4, 4_000), (257, 4, 4_000), (258, 3, 1)]
    tags = [*size, (259, 3, 32773), (262, 3, 0), (273, 4, 8), (278, 4, 4_000), (279, 4, 8)]
    body = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + body + struct.pack("<I", 8)


def zips_in_zips(depth: int = 50) -> bytes:
    data = TEXT
    for _ in range(depth):
        data = a_zip({"a.zip": data})
    return a_mail(("a.zip", data)).as_bytes()


def mail_of_parts(parts: int = 10_000) -> bytes:
    return a_mail(*((f"{at}.pdf", b"%PDF-1.4") for at in range(parts))).as_bytes()


def mail_in_mail(depth: int = 30) -> bytes:
    inner: EmailMessage = a_mail(("a.pdf", b"%PDF-1.4"))
    for _ in range(depth):
        inner = a_mail(within=(inner,))
    return inner.as_bytes()


def a_long_head(parts: int = 2_000) -> bytes:
    """Parts whose fields have hundreds of parameters."""
    told = b"".join(b"a%d=b; " % at for at in range(180))
    head = b"From: a@b.example\r\nTo: c@d.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    one = b"--b\r\nX-%d: 1\r\nContent-Type: text/plain; n=%d; " + told + b"\r\n\r\nhej\r\n"
    return head + b"".join(one % (at, at) for at in range(parts))


def boundaries_by_the_thousand(depth: int = 3_000) -> bytes:
    """Parts opened in parts, none of them closed."""
    head = b"From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n"
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(depth))
    return head + opened + b"Content-Type: text/plain\r\n\r\nhej"


def a_zip_bomb(megabytes: int = 1024) -> bytes:
    return a_zip({"a.pdf": b"\0" * (megabytes * 1024**2)})
