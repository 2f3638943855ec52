"""Worn pictures: the same each time, still a page, worse when asked to be."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from kontera.samples.degrade import Wear, photo, scan, wear


def a_page() -> bytes:
    page = Image.new("RGB", (300, 424), (255, 255, 255))
    pen = ImageDraw.Draw(page)
    for line in range(30, 400, 20):
        pen.rectangle((30, line, 260, line + 4), fill=(0, 0, 0))
    written = io.BytesIO()
    page.save(written, "PNG")
    return written.getvalue()


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture))


@pytest.mark.parametrize("seed", range(6))
def test_a_scan_is_a_jpeg_of_the_same_size(seed: int) -> None:
    picture = opened(scan(a_page(), seed, 0.7))
    assert picture.format == "JPEG"
    assert picture.size == (300, 424)


def test_the_same_seed_wears_the_page_the_same_way() -> None:
    assert scan(a_page(), 3, 0.5) == scan(a_page(), 3, 0.5)
    assert scan(a_page(), 3, 0.5) != scan(a_page(), 4, 0.5)
    assert photo(a_page(), 3) == photo(a_page(), 3)


def test_a_stronger_scan_is_further_from_the_page() -> None:
    clean = np.asarray(opened(a_page()).convert("L"), dtype=np.float64)

    def distance(strength: float) -> float:
        worn = np.asarray(opened(scan(a_page(), 5, strength)).convert("L"), dtype=np.float64)
        return float(np.abs(worn - clean).mean())

    assert distance(0.0) < distance(0.5) < distance(1.0)


def test_a_photo_shows_the_table_at_its_edges_and_the_page_within() -> None:
    picture = opened(photo(a_page(), 1)).convert("L")
    pixels = np.asarray(picture, dtype=np.float64)
    assert pixels[:4, :4].mean() < 130
    assert pixels[200:210, 270:280].mean() > 150


@pytest.mark.parametrize("how", Wear)
def test_a_worn_page_says_where_its_places_went(how: Wear) -> None:
    page = Image.new("RGB", (600, 848), (255, 255, 255))
    ImageDraw.Draw(page).rectangle((440, 640, 459, 659), fill=(0, 0, 0))
    written = io.BytesIO()
    page.save(written, "PNG")
    worn = wear(written.getvalue(), how, 4)
    assert worn == wear(written.getvalue(), how, 4)
    seen = opened(worn.picture).convert("L")
    x, y, w = np.array(worn.matrix).reshape(3, 3) @ (450 / 600, 650 / 848, 1)
    across, down = int(x / w * seen.width), int(y / w * seen.height)
    pixels = np.asarray(seen, dtype=np.float64)
    assert pixels[down - 3 : down + 4, across - 3 : across + 4].mean() < 110
    assert pixels[down - 40 : down - 30, across - 40 : across - 30].mean() > 150
