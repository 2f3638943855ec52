"""The child process that opens hostile PDFs and pictures: one request a frame on standard input, under limits.

It is started as a script, imports nothing of ours but its neighbour `words`, and ends when its input ends.
A frame is 4 bytes of length and a JSON header, then the blobs whose sizes the header's "blobs" lists.
"""

from __future__ import annotations

import io
import json
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Final

sys.path.insert(0, str(Path(__file__).parents[3]))  # where our package lies; -I leaves no other way

import numpy as np
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from kontera.adapters.pdf import bounds, pictures
from kontera.adapters.pdf.bounds import LockedError, TooLargeError, UnreadableError
from kontera.adapters.pdf.codes import CODE_DPI, CodeRow, codes_of, could_hold_codes
from kontera.adapters.pdf.pictures import MOST_SIDE, laid, png
from kontera.adapters.pdf.portfolio import is_portfolio
from kontera.adapters.pdf.words import covered_of, words_of

SIZE_BYTES: Final = 4
WORD_DPI: Final = 72  # enough to tell whether anything stands where a word should
MOST_EMBEDDED: Final = 64 * 1024**2
MOST_FILES: Final = 100
MOST_CODED: Final = 10  # pages looked at for codes: payment slips stand early
MOST_NOTES: Final = 20_000  # annotations of one page
PASSWORD_ERROR: Final = raw.FPDF_ERR_PASSWORD

Answer = tuple[dict[str, Any], list[bytes]]


def send(stream: BinaryIO, header: dict[str, Any], blobs: list[bytes]) -> None:
    """Write one frame."""
    head = json.dumps({**header, "blobs": [len(blob) for blob in blobs]}).encode()
    stream.write(struct.pack(">I", len(head)) + head)
    stream.writelines(blobs)
    stream.flush()


def receive(stream: BinaryIO) -> Answer | None:
    """Read one frame, or None at the end."""
    size = stream.read(SIZE_BYTES)
    if len(size) < SIZE_BYTES:
        return None
    header = json.loads(stream.read(struct.unpack(">I", size)[0]))
    return header, [stream.read(length) for length in header["blobs"]]


def opened(header: dict[str, Any], data: bytes) -> pypdfium2.PdfDocument:
    """The PDF, with the page cap checked."""
    try:
        document = pypdfium2.PdfDocument(data, password=header.get("password") or None)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR or "assword" in str(error):
            raise LockedError from error
        raise UnreadableError("it is damaged or no PDF") from error
    pages = len(document)
    if not pages:
        raise UnreadableError("it has no pages")
    if pages > header["most_pages"]:
        raise TooLargeError("more pages", str(header["most_pages"]))
    return document


def content(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    """Words and codes of every page, shares covered by pictures, embedded files."""
    document = opened(header, blobs[0])
    pages = []
    for index in range(len(document)):
        page = document[index]
        width, height = page.get_size()
        pages.append({"width": width, "height": height, **seen_on(page, codes=index < MOST_CODED)})
        page.close()
        bounds.allow_page()
    names, files = embedded(document)
    portfolio = bool(files) and is_portfolio(plain(document, blobs[0]), files)
    return {"pages": pages, "names": names, "portfolio": portfolio}, files


def seen_on(page: pypdfium2.PdfPage, *, codes: bool) -> dict[str, Any]:
    """The words that can be seen, how much of the text cannot, the share covered by pictures, and the codes."""
    if not all(page.get_size()):
        return {"words": [], "unseen": 0.0, "covered": 0.0, "codes": []}
    covered = within_bounds(page)
    coded = codes and could_hold_codes(page)
    picture = drawn(page, CODE_DPI if coded else WORD_DPI, grey=True)
    words, unseen = words_of(page, np.asarray(picture.convert("L")))
    found = codes_of(picture, turned=False) if coded else []
    return {"words": words, "unseen": unseen, "covered": covered, "codes": found}


def within_bounds(page: pypdfium2.PdfPage) -> float:
    """The share that pictures cover, told before anything is drawn. Raises TooLargeError past the caps."""
    if raw.FPDFPage_GetAnnotCount(page.raw) > MOST_NOTES:
        raise TooLargeError("more annotations", str(MOST_NOTES))
    return covered_of(page)


def embedded(document: pypdfium2.PdfDocument) -> tuple[list[str], list[bytes]]:
    """Names and bytes of the embedded files."""
    names: list[str] = []
    files: list[bytes] = []
    for index in range(min(document.count_attachments(), MOST_FILES)):
        attachment = document.get_attachment(index)
        try:
            data = bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            continue
        if sum(map(len, files)) + len(data) > MOST_EMBEDDED:
            raise TooLargeError("more in attachments", f"{MOST_EMBEDDED // 1024**2} MB")
        names.append(attachment.get_name())
        files.append(data)
    return names, files


def picture(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    """One page as PNG."""
    document = opened(header, blobs[0])
    number = header["page"]
    if not 1 <= number <= len(document):
        raise UnreadableError("it has no such page")
    page = document[number - 1]
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise UnreadableError("the page has no size")
    within_bounds(page)
    seen = laid(drawn(page, header["dpi"]), header["corners"])
    return {}, [png(seen.rotate(header["turned"], expand=True))]


def unlocked(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    """The PDF without its encryption, saved whole."""
    copy = bare(opened(header, blobs[0]))
    opened({**header, "password": ""}, copy).close()  # it must open by itself, or the copy is worth nothing
    return {}, [copy]


def bare(document: pypdfium2.PdfDocument) -> bytes:
    """The document's bytes without encryption."""
    out = io.BytesIO()
    document.save(out, flags=raw.FPDF_REMOVE_SECURITY)
    return out.getvalue()


def plain(document: pypdfium2.PdfDocument, pdf: bytes) -> bytes:
    """The bytes in which its objects can be seen: those given, or a copy where they are encrypted."""
    return bare(document) if raw.FPDF_GetSecurityHandlerRevision(document.raw) >= 0 else pdf


def drawn(page: pypdfium2.PdfPage, dpi: int, *, grey: bool = False) -> Image.Image:
    """The page as a picture, small enough."""
    width, height = page.get_size()
    scale = min(dpi / 72, MOST_SIDE / width, MOST_SIDE / height)
    image: Image.Image = page.render(scale=scale, limit_image_cache=True, grayscale=grey).to_pil()
    return image


def sizes(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    """Breadth, height and codes of every page of a picture; what has no codes is not decoded."""
    found: list[tuple[int, int]] = []
    codes: list[list[CodeRow]] = []
    with pictures.opened(blobs[0], header["most_pages"]) as (image, frames):
        for number in range(frames):
            image.seek(number)
            pictures.fits(image)
            found.append(pictures.size_of(image))
            codes.append(codes_of(pictures.flattened(image), turned=True) if number < MOST_CODED else [])
            bounds.allow_page()
    return {"sizes": found, "codes": codes}, []


def upright(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    """One page of a JPEG, PNG, TIFF or WEBP as PNG, turned as its EXIF says, at most MOST_SIDE a side."""
    with pictures.opened(blobs[0], header["most_pages"]) as (image, frames):
        if not 1 <= header["page"] <= frames:
            raise UnreadableError("it has no such page")
        image.seek(header["page"] - 1)
        pictures.fits(image)
        flat = laid(pictures.flattened(image), header["corners"])
    return {}, [png(flat.rotate(header["turned"], expand=True))]


TASKS: Final[dict[str, Callable[[dict[str, Any], list[bytes]], Answer]]] = {
    "content": content,
    "picture": picture,
    "unlocked": unlocked,
    "sizes": sizes,
    "upright": upright,
}


def answer(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    """Do what is asked; what cannot be done is said in the header."""
    try:
        return TASKS[header["task"]](header, blobs)
    except LockedError:
        return {"locked": True}, []
    except UnreadableError as error:
        return {"unreadable": str(error)}, []
    except TooLargeError as error:
        return {"too_large": list(error.args)}, []
    except MemoryError:
        return {"unreadable": "it needs too much memory"}, []
    except (pypdfium2.PdfiumError, OSError, ValueError, ArithmeticError, LookupError, TypeError):
        return {"unreadable": "it is damaged"}, []


def main() -> None:
    """Serve until the input ends, which it does when the parent is gone."""
    bounds.enclose()
    while (request := receive(sys.stdin.buffer)) is not None:
        bounds.begin()
        header, blobs = answer(*request)
        bounds.end()
        send(sys.stdout.buffer, header, blobs)


if __name__ == "__main__":
    main()
