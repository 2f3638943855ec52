"""Makes a clean picture of a page look scanned or photographed: skew, blur, noise, folds, stamps, JPEG."""

from __future__ import annotations

import io
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from kontera.samples.chance import chance, happens

Pixels = NDArray[np.float32]
Corner = tuple[float, float]
WHITE: Final = 255
STAMP_INKS: Final = ((30, 50, 140), (150, 30, 40), (40, 40, 60))
TABLE: Final = (104, 84, 66)


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
    ground = Image.new("RGB", page.size, TABLE)
    coefficients = _perspective(corners, width, height)
    laid = page.transform(page.size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, WHITE)
    mask = mask.transform(page.size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BILINEAR)
    ground.paste(laid, mask=mask)
    pixels = _folded(np.asarray(ground, dtype=np.float32), dice)
    pixels = _lit(pixels, dice)
    picture = _picture(pixels).filter(ImageFilter.GaussianBlur(dice.uniform(0.4, 0.9)))
    return _jpeg(_picture(_noisy(np.asarray(picture, dtype=np.float32), seed, 4.0)), dice.randint(68, 84))


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


def _lit(pixels: Pixels, dice: Random) -> Pixels:
    """Warm light from one side, and the shadow of whoever holds the telephone."""
    height, width = pixels.shape[:2]
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    along = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    x, y = dice.uniform(-0.6, 0.6), dice.uniform(-0.6, 0.6)
    light = 1.02 - dice.uniform(0.10, 0.20) * ((across - x) ** 2 + (along - y) ** 2) / 2
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


def _corners(dice: Random, width: int, height: int) -> tuple[Corner, Corner, Corner, Corner]:
    """Where the page's corners lie in the photograph: upper left, upper right, lower right, lower left."""

    def near(x: float, y: float) -> Corner:
        return width * (x + dice.uniform(-0.022, 0.022)), height * (y + dice.uniform(-0.016, 0.016))

    return near(0.045, 0.04), near(0.955, 0.04), near(0.975, 0.97), near(0.025, 0.97)


def _perspective(corners: tuple[Corner, Corner, Corner, Corner], width: int, height: int) -> list[float]:
    """The eight coefficients that take a place in the photograph back to the page."""
    page = ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))
    rows, goals = [], []
    for (x, y), (u, v) in zip(corners, page, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        goals += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows), np.array(goals))]
