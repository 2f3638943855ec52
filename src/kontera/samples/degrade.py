"""Makes a clean picture of a page look scanned or photographed: skew, blur, noise, folds, stamps, JPEG."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from kontera.samples.chance import chance, happens

Pixels = NDArray[np.float32]
Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]
WHITE: Final = 255
STAMP_INKS: Final = ((30, 50, 140), (150, 30, 40), (40, 40, 60))
TABLE: Final = (104, 84, 66)
SPECKS: Final = 0.0004  # the share of a fax's dots that are turned over
BLOTCHES: Final = (3, 7)
STREAKS: Final = (2, 6)


class Wear(StrEnum):
    """How a page was worn on its way, at the strength at which reading is measured."""

    CLEAN = "clean"  # as drawn
    JPEG = "jpeg"  # pressed hard
    SCAN = "scan"  # up to 1 degree askew, soft, grained
    SCANBAD = "scanbad"  # up to 2 degrees and a little perspective, 1 px soft, blotches and streaks, pressed hard
    FAX = "fax"  # black and white, with specks
    PHOTO = "photo"  # perspective, uneven light, the table around it
    PHOTOBAD = "photobad"  # held aslant over a grained desk: strong perspective, turned a little, a hand's shadow


@dataclass(frozen=True, slots=True)
class Worn:
    """A worn page, and where its places went.

    `matrix` is the 3 x 3 homography, row by row, that takes a place on the clean page to its place in the picture,
    both as fractions of their width and height.
    """

    picture: bytes
    matrix: tuple[float, ...]


def wear(png: bytes, how: Wear, seed: int) -> Worn:  # noqa: PLR0911 - one return a wear
    """The page worn in this way; the same arguments give the same bytes. `png` is any picture that PIL reads."""
    dice = chance("wear", how, seed)
    page = _opened(png)
    flat = _spread(page.size)
    match how:
        case Wear.CLEAN:
            return Worn(_png(page), _homography(flat, page.size))
        case Wear.JPEG:
            return Worn(_jpeg(page, dice.randint(22, 32)), _homography(flat, page.size))
        case Wear.SCAN:
            corners = _askew(dice, page.size, 1.0, 0.0)
            grey = _laid(page, corners, (WHITE, WHITE, WHITE))
            return Worn(_scanned(grey, dice, seed, dice.uniform(0.4, 0.7), 55), _homography(corners, page.size))
        case Wear.SCANBAD:
            corners = _askew(dice, page.size, 2.0, 0.004)
            pixels = np.asarray(_laid(page, corners, (WHITE, WHITE, WHITE)), dtype=np.float32)
            marred = _picture(_streaked(_blotched(pixels, dice), dice))
            return Worn(_scanned(marred, dice, seed, 1.0, 38), _homography(corners, page.size))
        case Wear.FAX:
            corners = _askew(dice, page.size, 0.7, 0.0)
            return Worn(
                _faxed(_laid(page, corners, (WHITE, WHITE, WHITE)), dice, seed), _homography(corners, page.size)
            )
        case Wear.PHOTO:
            corners = _corners(dice, *page.size)
            pixels = _lit(np.asarray(_laid(page, corners, TABLE), dtype=np.float32), dice, (0.25, 0.45))
            soft = _picture(pixels).filter(ImageFilter.GaussianBlur(dice.uniform(0.5, 0.8)))
            grained = _picture(_noisy(np.asarray(soft, dtype=np.float32), seed, 4.0))
            return Worn(_jpeg(grained, dice.randint(66, 80)), _homography(corners, page.size))
        case Wear.PHOTOBAD:
            return _aslant(page, dice, seed)


def scan(png: bytes, seed: int, strength: float = 0.5) -> bytes:
    """The page as an office scanner gives it, as JPEG; `strength` runs from 0 (nearly clean) to 1 (poor).

    The same arguments give the same bytes. `png` is any picture that PIL reads.
    """
    dice = chance("scan", seed)
    page = _opened(png)
    if happens(dice, int(60 * strength)):
        page = _stamped(page, dice)
    page = _turned(page, dice, strength)
    if happens(dice, 35):
        page = page.convert("L").convert("RGB")
    pixels = _paper(np.asarray(page, dtype=np.float32), dice, strength)
    if happens(dice, int(50 * strength)):
        pixels = _folded(pixels, dice)
    page = _picture(pixels).filter(ImageFilter.GaussianBlur(strength * dice.uniform(0.3, 1.1)))
    pixels = _noisy(np.asarray(page, dtype=np.float32), seed, 1 + 9 * strength)
    return _jpeg(_picture(pixels), int(90 - 45 * strength))


def photo(png: bytes, seed: int) -> bytes:
    """The page as photographed on a table with a telephone, as JPEG: perspective, shadow, warm light."""
    dice = chance("photo", seed)
    page = _opened(png)
    width, height = page.size
    corners = _corners(dice, width, height)
    pixels = _folded(np.asarray(_laid(page, corners, TABLE), dtype=np.float32), dice)
    pixels = _lit(pixels, dice)
    picture = _picture(pixels).filter(ImageFilter.GaussianBlur(dice.uniform(0.4, 0.9)))
    return _jpeg(_picture(_noisy(np.asarray(picture, dtype=np.float32), seed, 4.0)), dice.randint(68, 84))


def _laid(page: Image.Image, corners: Corners, ground: tuple[int, int, int]) -> Image.Image:
    """The page with its corners here, on this ground."""
    coefficients = _perspective(corners, *page.size)
    below = Image.new("RGB", page.size, ground)
    laid = page.transform(page.size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, WHITE)
    mask = mask.transform(page.size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BILINEAR)
    below.paste(laid, mask=mask)
    return below


def _opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def _picture(pixels: Pixels) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, WHITE).astype(np.uint8), "RGB")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=quality)
    return written.getvalue()


def _turned(page: Image.Image, dice: Random, strength: float) -> Image.Image:
    """A page that went a little askew through the feeder."""
    angle = dice.uniform(-1, 1) * (0.2 + 2.0 * strength)
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(WHITE, WHITE, WHITE))


def _paper(pixels: Pixels, dice: Random, strength: float) -> Pixels:
    """Paper that is not quite white, ink that is not quite black, and light that falls off to one side."""
    height, width = pixels.shape[:2]
    white, black = WHITE - strength * dice.uniform(5, 40), strength * dice.uniform(10, 60)
    slope = np.linspace(0, strength * dice.uniform(-18, 18), width, dtype=np.float32)[None, :, None]
    drop = np.linspace(0, strength * dice.uniform(-10, 10), height, dtype=np.float32)[:, None, None]
    toned: Pixels = (black + pixels * ((white - black) / WHITE) + slope + drop).astype(np.float32)
    return toned


def _folded(pixels: Pixels, dice: Random) -> Pixels:
    """A soft shadow along one or two folds, as of a letter in its envelope."""
    height = pixels.shape[0]
    rows = np.arange(height, dtype=np.float32)
    shade = np.zeros(height, dtype=np.float32)
    for third in dice.sample((1 / 3, 2 / 3), dice.randint(1, 2)):
        middle = height * (third + dice.uniform(-0.02, 0.02))
        shade += dice.uniform(10, 26) * np.exp(-(((rows - middle) / (height * 0.004)) ** 2))
        shade -= dice.uniform(4, 10) * np.exp(-(((rows - middle - height * 0.012) / (height * 0.008)) ** 2))
    folded: Pixels = (pixels - shade[:, None, None]).astype(np.float32)
    return folded


def _lit(pixels: Pixels, dice: Random, fall: tuple[float, float] = (0.10, 0.20)) -> Pixels:
    """Warm light from one side, and the shadow of whoever holds the telephone."""
    height, width = pixels.shape[:2]
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    along = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    x, y = dice.uniform(-0.6, 0.6), dice.uniform(-0.6, 0.6)
    light = 1.02 - dice.uniform(*fall) * ((across - x) ** 2 + (along - y) ** 2) / 2
    warm = np.array((1.0, 0.975, dice.uniform(0.88, 0.95)), dtype=np.float32)
    lit: Pixels = (pixels * light[:, :, None] * warm).astype(np.float32)
    return lit


def _noisy(pixels: Pixels, seed: int, amount: float) -> Pixels:
    """Grain of this standard deviation, in grey levels."""
    grain = np.random.Generator(np.random.PCG64(seed)).standard_normal(pixels.shape[:2], dtype=np.float32)
    return (pixels + amount * grain[:, :, None]).astype(np.float32)


def _stamped(page: Image.Image, dice: Random) -> Image.Image:
    """An arrival stamp, a little crooked, in the upper half."""
    width, height = page.size
    size = max(width // 42, 12)
    ink = dice.choice(STAMP_INKS)
    stamp = Image.new("RGBA", (size * 11, size * 4), (0, 0, 0, 0))
    pen = ImageDraw.Draw(stamp)
    pen.rounded_rectangle((2, 2, size * 11 - 3, size * 4 - 3), radius=size // 2, outline=(*ink, 170), width=size // 6)
    pen.text((size * 0.8, size * 0.5), "ANKOM", font=ImageFont.load_default(size * 1.3), fill=(*ink, 170))
    day = f"{dice.randint(1, 28):02d} / {dice.randint(1, 12):02d}"
    pen.text((size * 0.8, size * 2.1), day, font=ImageFont.load_default(size * 1.2), fill=(*ink, 150))
    stamp = stamp.rotate(dice.uniform(-9, 9), Image.Resampling.BICUBIC, expand=True)
    place = (int(width * dice.uniform(0.30, 0.5)), int(height * dice.uniform(0.02, 0.07)))
    stamped = page.copy()
    stamped.paste(stamp, place, stamp)
    return stamped


def _corners(dice: Random, width: int, height: int) -> Corners:
    """Where the page's corners lie in the photograph: upper left, upper right, lower right, lower left."""

    def near(x: float, y: float) -> Corner:
        return width * (x + dice.uniform(-0.022, 0.022)), height * (y + dice.uniform(-0.016, 0.016))

    return near(0.045, 0.04), near(0.955, 0.04), near(0.975, 0.97), near(0.025, 0.97)


def _aslant(page: Image.Image, dice: Random, seed: int) -> Worn:
    """The page photographed from below its foot or beside it, on a desk of wood or cloth."""
    width, height = page.size
    far, turned = dice.uniform(0.05, 0.13), dice.uniform(-4.0, 4.0)
    corners = _turned_about(_far_side(dice, width, height, far), turned, page.size)
    desk = tuple(dice.randint(45, 150) for _ in range(3))
    pixels = np.asarray(_laid(page, corners, (desk[0], desk[1], desk[2])), dtype=np.float32)
    mask = np.asarray(_laid(Image.new("L", page.size, WHITE).convert("RGB"), corners, (0, 0, 0)), dtype=np.float32)
    grain = np.random.Generator(np.random.PCG64(seed)).standard_normal((height, 1), dtype=np.float32)
    pixels = (pixels + (1 - mask / WHITE) * 12 * grain[:, :, None]).astype(np.float32)
    pixels = _shaded(_lit(pixels, dice, (0.25, 0.5)), dice)
    soft = _picture(pixels).filter(ImageFilter.GaussianBlur(dice.uniform(0.5, 0.8)))
    grained = _picture(_noisy(np.asarray(soft, dtype=np.float32), seed, 4.0))
    return Worn(_jpeg(grained, dice.randint(66, 80)), _homography(corners, page.size))


def _far_side(dice: Random, width: int, height: int, far: float) -> Corners:
    """The corners of a page whose one side, by lot, is further away and so shorter by this share at each end."""
    left, top, right, bottom = 0.07 * width, 0.07 * height, 0.93 * width, 0.93 * height
    aside, down = far * width, far * height
    sides: tuple[Corners, ...] = (
        ((left + aside, top), (right - aside, top), (right, bottom), (left, bottom)),
        ((left, top), (right, top), (right - aside, bottom), (left + aside, bottom)),
        ((left, top + down), (right, top), (right, bottom), (left, bottom - down)),
        ((left, top), (right, top + down), (right, bottom - down), (left, bottom)),
    )
    return dice.choice(sides)


def _turned_about(corners: Corners, degrees: float, size: tuple[int, int]) -> Corners:
    angle = np.deg2rad(degrees)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))

    def turned(corner: Corner) -> Corner:
        x, y = corner[0] - size[0] / 2, corner[1] - size[1] / 2
        return size[0] / 2 + cos * x - sin * y, size[1] / 2 + sin * x + cos * y

    one, two, three, four = corners
    return turned(one), turned(two), turned(three), turned(four)


def _shaded(pixels: Pixels, dice: Random) -> Pixels:
    """The soft-edged shadow of an arm that reaches in from the foot of the picture."""
    height, width = pixels.shape[:2]
    y, x = np.ogrid[:height, :width]
    angle, at = dice.uniform(-0.6, 0.6), dice.uniform(0.25, 0.75)
    across = (x / width - at) + angle * (y / height - 1)
    inside = 1 / (1 + np.exp((np.abs(across) - dice.uniform(0.08, 0.16)) / 0.015))
    reach = 1 / (1 + np.exp((dice.uniform(0.3, 0.7) - y / height) / 0.03))
    shaded: Pixels = (pixels * (1 - dice.uniform(0.3, 0.5) * inside * reach)[:, :, None]).astype(np.float32)
    return shaded


def _perspective(corners: Corners, width: int, height: int) -> list[float]:
    """The eight coefficients that take a place in the photograph back to the page."""
    page = ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))
    rows, goals = [], []
    for (x, y), (u, v) in zip(corners, page, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        goals += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows), np.array(goals))]


def _spread(size: tuple[int, int]) -> Corners:
    width, height = size
    return (0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))


def _askew(dice: Random, size: tuple[int, int], degrees: float, bend: float) -> Corners:
    """The corners turned about the middle by up to so many degrees, each moved by up to this share of the page."""
    width, height = size
    angle = np.deg2rad(dice.uniform(-degrees, degrees))
    cos, sin = float(np.cos(angle)), float(np.sin(angle))

    def turned(corner: Corner) -> Corner:
        x, y = corner[0] - width / 2, corner[1] - height / 2
        aside, down = bend * width * dice.uniform(-1, 1), bend * height * dice.uniform(-1, 1)
        return width / 2 + cos * x - sin * y + aside, height / 2 + sin * x + cos * y + down

    one, two, three, four = _spread(size)
    return turned(one), turned(two), turned(three), turned(four)


def _homography(corners: Corners, size: tuple[int, int]) -> tuple[float, ...]:
    """Takes fractions of the page to fractions of the picture."""
    width, height = size
    back = np.array([*_perspective(corners, width, height), 1.0]).reshape(3, 3)
    scale = np.diag([float(width), float(height), 1.0])
    matrix = np.linalg.inv(scale) @ np.linalg.inv(back) @ scale
    return tuple(float(value) for value in (matrix / matrix[2, 2]).ravel())


def _scanned(page: Image.Image, dice: Random, seed: int, blur: float, quality: int) -> bytes:
    pixels = _paper(np.asarray(page, dtype=np.float32), dice, 0.5)
    soft = _picture(pixels).filter(ImageFilter.GaussianBlur(blur))
    return _jpeg(_picture(_noisy(np.asarray(soft, dtype=np.float32), seed, dice.uniform(4, 7))), quality)


def _blotched(pixels: Pixels, dice: Random) -> Pixels:
    """Soft stains, up to a third darker than the paper."""
    height, width = pixels.shape[:2]
    y, x = np.ogrid[:height, :width]
    shade = np.ones((height, width), dtype=np.float32)
    for _ in range(dice.randint(*BLOTCHES)):
        across, down, radius = dice.uniform(0, width), dice.uniform(0, height), width * dice.uniform(0.02, 0.1)
        shade -= dice.uniform(0.08, 0.3) * np.exp(-((((x - across) ** 2 + (y - down) ** 2) / radius**2) ** 2))
    stained: Pixels = (pixels * np.clip(shade, 0.4, 1)[:, :, None]).astype(np.float32)
    return stained


def _streaked(pixels: Pixels, dice: Random) -> Pixels:
    """Thin lines down the page, as from dust on the scanner's glass, dark or light."""
    width = pixels.shape[1]
    streaked = pixels.copy()
    for _ in range(dice.randint(*STREAKS)):
        at, thick = dice.randrange(width), dice.choice((1, 1, 2))
        streaked[:, at : at + thick] += dice.choice((-70, -45, 40, 70))
    return streaked


def _faxed(page: Image.Image, dice: Random, seed: int) -> bytes:
    """Black and white, with specks of both."""
    grey = np.asarray(page.convert("L"), dtype=np.float32)
    grain = np.random.Generator(np.random.PCG64(seed))
    black = grey + 12 * grain.standard_normal(grey.shape, dtype=np.float32) < dice.uniform(135, 175)
    specks = grain.random(grey.shape, dtype=np.float32) < SPECKS
    written = io.BytesIO()
    Image.fromarray(np.where(black ^ specks, 0, WHITE).astype(np.uint8), "L").convert("1").save(written, "PNG")
    return written.getvalue()


def _png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
