"""The child process that opens hostile PDFs and pictures: one request a frame on standard input, under limits.

It is started as a script, imports nothing of ours but its neighbour `words`, and ends when its input ends.
A frame is 4 bytes of length and a JSON header, then the blobs whose sizes the header's "blobs" lists.
"""

from __future__ import annotations

import io
import json
import math
import resource
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

sys.path.insert(0, str(Path(__file__).parents[3]))  # where our package lies; -I leaves no other way

import numpy as np
import pypdfium2
from PIL import Image, ImageOps, ImageSequence
from pypdfium2 import raw

from kontera.adapters.pdf.codes import CODE_DPI, CodeRow, codes_of, could_hold_codes
from kontera.adapters.pdf.words import covered_of, words_of

SIZE_BYTES: Final = 4
MEMORY: Final = 2 * 1024**3
SECONDS: Final = 30
WALL_SECONDS: Final = 60
MOST_SIDE: Final = 4_000
MOST_PIXELS: Final = 120_000_000
ORIENTATION: Final = 0x0112  # the EXIF tag
LYING: Final = 5  # from this orientation on the picture is stored on its side
QUARTER_TURN: Final = 90
WORD_DPI: Final = 72  # enough to tell whether anything stands where a word should
CORNERS: Final = 8  # numbers: the x and y of four corners
MOST_EMBEDDED: Final = 64 * 1024**2
MOST_FILES: Final = 100
MOST_CODED: Final = 10  # pages looked at for codes: payment slips stand early
PASSWORD_ERROR: Final = raw.FPDF_ERR_PASSWORD

Answer = tuple[dict[str, Any], list[bytes]]


class TooLargeError(Exception):
    """A cap is passed: the size found and the limit."""


class LockedError(Exception):
    """The PDF is encrypted, and the password (if any) does not open it."""


class UnreadableError(Exception):
    """The bytes cannot be read, with the reason in a few words."""


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
        raise TooLargeError(f"{pages} pages", f"{header['most_pages']} pages")
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
    names, files = embedded(document)
    return {"pages": pages, "names": names}, files


def seen_on(page: pypdfium2.PdfPage, *, codes: bool) -> dict[str, Any]:
    """The words that can be seen, how much of the text cannot, the share covered by pictures, and the codes."""
    if not all(page.get_size()):
        return {"words": [], "unseen": 0.0, "covered": 0.0, "codes": []}
    coded = codes and could_hold_codes(page)
    picture = drawn(page, CODE_DPI if coded else WORD_DPI, grey=True)
    words, unseen = words_of(page, np.asarray(picture.convert("L")))
    found = codes_of(picture, turned=False) if coded else []
    return {"words": words, "unseen": unseen, "covered": covered_of(page), "codes": found}


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
            raise TooLargeError("embedded files", f"{MOST_EMBEDDED // 1024**2} MB")
        names.append(attachment.get_name())
        files.append(data)
    return names, files


def picture(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    """One page as PNG."""
    document = opened(header, blobs[0])
    number = header["page"]
    if not 1 <= number <= len(document):
        raise UnreadableError(f"it has no page {number}")
    page = document[number - 1]
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise UnreadableError("the page has no size")
    seen = laid(drawn(page, header["dpi"]), header["corners"])
    return {}, [png(seen.rotate(header["turned"], expand=True))]


def unlocked(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    """The PDF without its encryption, saved whole."""
    out = io.BytesIO()
    opened(header, blobs[0]).save(out, flags=raw.FPDF_REMOVE_SECURITY)
    opened({**header, "password": ""}, out.getvalue()).close()  # it must open by itself, or the copy is worth nothing
    return {}, [out.getvalue()]


def laid(image: Image.Image, corners: Sequence[float]) -> Image.Image:
    """The sheet with these corners (fractions, from the upper left clockwise) laid flat; the picture without any."""
    if len(corners) != CORNERS:
        return image
    quad = [(corners[at] * image.width, corners[at + 1] * image.height) for at in range(0, CORNERS, 2)]
    one, two, three, four = quad
    wide = max(1, round(max(math.dist(one, two), math.dist(four, three))))
    high = max(1, round(max(math.dist(one, four), math.dist(two, three))))
    scale = min(1.0, MOST_SIDE / wide, MOST_SIDE / high)
    wide, high = max(1, round(wide * scale)), max(1, round(high * scale))
    coefficients = projection(((0, 0), (wide, 0), (wide, high), (0, high)), quad)
    flat = image if image.mode in {"L", "RGB"} else image.convert("RGB")
    return flat.transform((wide, high), Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)


def projection(places: Sequence[tuple[float, float]], goals: Sequence[tuple[float, float]]) -> list[float]:
    """The eight coefficients of the projective map that takes four places to four goals."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(places, goals, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows, float), np.array(wanted, float))]


def drawn(page: pypdfium2.PdfPage, dpi: int, *, grey: bool = False) -> Image.Image:
    """The page as a picture, small enough."""
    width, height = page.get_size()
    scale = min(dpi / 72, MOST_SIDE / width, MOST_SIDE / height)
    image: Image.Image = page.render(scale=scale, limit_image_cache=True, grayscale=grey).to_pil()
    return image


def png(image: Image.Image) -> bytes:
    """The picture as PNG bytes, grey or RGB."""
    out = io.BytesIO()
    (image if image.mode in {"L", "RGB"} else image.convert("RGB")).save(out, "PNG", compress_level=1)
    return out.getvalue()


def upright(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    """Every page of a JPEG, PNG, TIFF or WEBP as PNG, turned as its EXIF says, at most MOST_SIDE a side.

    The sizes are those before it was made smaller.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    pages: list[bytes] = []
    sizes: list[tuple[int, int]] = []
    codes: list[list[CodeRow]] = []
    try:
        with Image.open(io.BytesIO(blobs[0]), formats=("JPEG", "PNG", "TIFF", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooLargeError(f"{image.width} x {image.height} pixels", f"{MOST_PIXELS} pixels")
            frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            if frames > header["most_pages"]:
                raise TooLargeError(f"{frames} pages", f"{header['most_pages']} pages")
            for frame in ImageSequence.Iterator(image):
                turned = header["turned"]
                aside = (frame.getexif().get(ORIENTATION, 1) >= LYING) != (turned % 180 == QUARTER_TURN)
                sizes.append((frame.height, frame.width) if aside else frame.size)
                flat = laid(flattened(frame), header["corners"]).rotate(turned, expand=True)
                pages.append(png(flat))
                codes.append(codes_of(flat, turned=True) if len(codes) < MOST_CODED else [])
                if len(pages) >= frames:
                    break
    except Image.DecompressionBombError as error:
        raise TooLargeError("the picture", f"{MOST_PIXELS} pixels") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableError("it is damaged or no picture") from error
    return {"sizes": sizes, "codes": codes}, pages


def flattened(image: Image.Image) -> Image.Image:
    """The picture upright on white paper, made small enough."""
    turned = ImageOps.exif_transpose(image)
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        layer = turned.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        turned = Image.alpha_composite(paper, layer)
    if turned.mode in {"I", "I;16", "F"}:
        turned = turned.point(lambda value: value / 256).convert("L")
    turned = turned.convert("L" if turned.mode in {"1", "L"} else "RGB")
    turned.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
    return turned


TASKS: Final[dict[str, Callable[[dict[str, Any], list[bytes]], Answer]]] = {
    "content": content,
    "picture": picture,
    "unlocked": unlocked,
    "upright": upright,
}


def limit() -> None:
    """Give the coming request its share of processor and wall time; passing either ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, hard))
    signal.alarm(WALL_SECONDS)


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
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while (request := receive(sys.stdin.buffer)) is not None:
        limit()
        header, blobs = answer(*request)
        signal.alarm(0)
        send(sys.stdout.buffer, header, blobs)


if __name__ == "__main__":
    main()
