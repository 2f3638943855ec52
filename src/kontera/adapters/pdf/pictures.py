"""JPEG, PNG, TIFF and WEBP as pages: how many there are, and each upright on white paper.

Runs in the child process and imports nothing of ours.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import numpy as np
from PIL import Image, ImageOps

from kontera.adapters.pdf.bounds import TooLargeError, UnreadableError

MOST_SIDE: Final = 4_000
MOST_PIXELS: Final = 120_000_000
SHRUNK_FROM: Final = 40_000_000  # pixels: a larger JPEG is made smaller while it is decoded
MOST_MOVING: Final = 20  # pictures in a moving one: somebody's pages, not a film
ORIENTATION: Final = 0x0112  # the EXIF tag
LYING: Final = 5  # from this orientation on the picture is stored on its side
CORNERS: Final = 8  # numbers: the x and y of four corners


@contextmanager
def opened(data: bytes, most_pages: int) -> Iterator[tuple[Image.Image, int]]:
    """The picture and how many pages it has: those of a TIFF, or what a moving WEBP or PNG shows one after the other.

    Raises TooLargeError past the caps, UnreadableError for what is no picture.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF", "WEBP")) as image:
            fits(image)
            frames = getattr(image, "n_frames", 1) if image.format in {"TIFF", "PNG", "WEBP"} else 1
            most = most_pages if image.format == "TIFF" else min(most_pages, MOST_MOVING)
            if frames > most:
                raise TooLargeError("more pages", str(most))
            yield image, frames
    except Image.DecompressionBombError as error:
        raise TooLargeError("more pixels", str(MOST_PIXELS)) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableError("it is damaged or no picture") from error


def fits(image: Image.Image) -> None:
    """Raises TooLargeError for a picture of too many pixels; nothing of it is decoded yet."""
    if image.width * image.height > MOST_PIXELS:
        raise TooLargeError("more pixels", str(MOST_PIXELS))


def size_of(image: Image.Image) -> tuple[int, int]:
    """Breadth and height once it stands as its EXIF says."""
    aside = image.getexif().get(ORIENTATION, 1) >= LYING
    return (image.height, image.width) if aside else image.size


def flattened(image: Image.Image) -> Image.Image:
    """The picture upright on white paper, at most MOST_SIDE a side."""
    if image.format == "JPEG" and image.width * image.height > SHRUNK_FROM:
        image.draft(None, (MOST_SIDE, MOST_SIDE))
    turned = ImageOps.exif_transpose(image) if image.getexif().get(ORIENTATION, 1) != 1 else image
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        layer = turned.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        turned = Image.alpha_composite(paper, layer)
    if turned.mode in {"I", "I;16", "F"}:
        turned = turned.point(lambda value: value / 256).convert("L")
    mode = "L" if turned.mode in {"1", "L"} else "RGB"
    if turned.mode != mode:
        turned = turned.convert(mode)
    if max(turned.size) <= MOST_SIDE:
        return turned.copy() if turned is image else turned
    scale = MOST_SIDE / max(turned.size)
    wide, high = (max(1, round(scale * length)) for length in turned.size)
    return turned.resize((wide, high), Image.Resampling.LANCZOS, reducing_gap=2.0)


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


def png(image: Image.Image) -> bytes:
    """The picture as PNG bytes, grey or RGB."""
    out = io.BytesIO()
    (image if image.mode in {"L", "RGB"} else image.convert("RGB")).save(out, "PNG", compress_level=1)
    return out.getvalue()
