"""The sheet of paper in a photograph: found where one lies aslant, and nowhere else."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from kontera.adapters.ocr.detection import Picture
from kontera.adapters.ocr.engine import RapidEngine
from kontera.adapters.ocr.paper import flat, sheet
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.laying import given
from kontera.pipeline.picture import recognised
from kontera.samples.degrade import Wear, wear

CORNERS = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def a_page() -> bytes:
    image = Image.new("RGB", (1000, 1414), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=26)
    for at in range(22):
        pen.text((90, 90 + 52 * at), f"Fakturarad {at} Konsultation", fill=0, font=font)
        pen.text((780, 90 + 52 * at), f"{1000 + 37 * at},00", fill=0, font=font)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def opened(picture: bytes) -> Picture:
    return np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR), dtype=np.uint8)


@pytest.mark.parametrize("how", [Wear.PHOTO, Wear.PHOTOBAD])
@pytest.mark.parametrize("seed", range(4))
def test_the_corners_of_a_photographed_sheet_are_found(how: Wear, seed: int) -> None:
    worn = wear(a_page(), how, seed)
    image = opened(worn.picture)
    found = sheet(image)
    if found is None:  # where light and ground leave it unsure, the picture stays as it is
        return
    matrix = np.array(worn.matrix).reshape(3, 3)
    for (x, y), corner in zip(CORNERS, found, strict=True):
        u, v, w = matrix @ (x, y, 1)
        place = np.array([u / w * image.shape[1], v / w * image.shape[0]])
        assert float(np.linalg.norm(place - corner)) < 0.02 * max(image.shape)


def test_most_photographed_sheets_are_found() -> None:
    found = [sheet(opened(wear(a_page(), Wear.PHOTOBAD, seed).picture)) is not None for seed in range(12)]
    assert sum(found) >= 9


@pytest.mark.parametrize("how", [Wear.CLEAN, Wear.JPEG, Wear.SCAN, Wear.SCANBAD, Wear.FAX])
def test_a_page_that_fills_its_picture_is_left_alone(how: Wear) -> None:
    assert all(sheet(opened(wear(a_page(), how, seed).picture)) is None for seed in range(3))


def test_a_picture_of_nothing_is_left_alone() -> None:
    for shade in (0, 128, 255):
        assert sheet(np.full((700, 500, 3), shade, np.uint8)) is None
    assert sheet(np.full((3, 2, 3), 255, np.uint8)) is None


def test_a_sheet_laid_flat_has_its_own_shape() -> None:
    quad = np.array([[100, 50], [500, 80], [480, 700], [90, 660]], dtype=np.float32)
    height, width = flat(np.zeros((800, 600, 3), np.uint8), quad).shape[:2]
    assert (width, height) == (401, 620)


def test_words_of_a_photograph_lie_on_the_flat_sheet_and_on_the_picture() -> None:
    worn = wear(a_page(), Wear.PHOTOBAD, 1)
    reader = PdfiumReader()
    given_page = reader.content(worn.picture).pages[0]
    page = recognised(worn.picture, given_page, reader, RapidEngine())
    assert len(page.corners) == 8
    amounts = [word for word in page.words if word.text == "1037,00"]
    assert len(amounts) == 1
    box = amounts[0].box
    assert abs(box.x0 - 0.78) < 0.02
    assert abs((box.y0 + box.y1) / 2 - (90 + 52 + 14) / 1414) < 0.02
    u, v, w = np.array(worn.matrix).reshape(3, 3) @ (0.82, (90 + 52 + 14) / 1414, 1)
    seen = given(box, page.corners, page.turned)
    assert seen.x0 < u / w < seen.x1
    assert abs((seen.y0 + seen.y1) / 2 - v / w) < 0.02
    shown = Image.open(io.BytesIO(reader.picture(worn.picture, 1, 150, turned=page.turned, corners=page.corners)))
    assert abs(shown.width / shown.height - page.width / page.height) < 0.01
    reader.close()


BANDS = (("a coloured head", (0, 0, 1000, 130), (28, 60, 110)), ("a dark foot", (0, 1290, 1000, 1414), (40, 40, 48)))


def a_page_with(band: tuple[int, int, int, int], colour: tuple[int, int, int]) -> bytes:
    image = Image.open(io.BytesIO(a_page()))
    pen = ImageDraw.Draw(image)
    pen.rectangle(band, fill=colour)
    pen.text((90, (band[1] + band[3]) // 2 - 18), "Nordverket AB", fill="white", font=ImageFont.load_default(size=36))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def true_corners(matrix: tuple[float, ...], image: Picture) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    there = np.array(matrix).reshape(3, 3) @ np.array([(x, y, 1.0) for x, y in CORNERS]).T
    return (there[:2] / there[2]).T * [image.shape[1], image.shape[0]]


@pytest.mark.parametrize(("band", "colour"), [band[1:] for band in BANDS], ids=[band[0] for band in BANDS])
@pytest.mark.parametrize("how", [Wear.PHOTO, Wear.PHOTOBAD])
@pytest.mark.parametrize("seed", range(4))
def test_a_band_of_the_sheets_own_is_not_cut_away(
    band: tuple[int, int, int, int], colour: tuple[int, int, int], how: Wear, seed: int
) -> None:
    worn = wear(a_page_with(band, colour), how, seed)
    image = opened(worn.picture)
    found = sheet(image)
    if found is None:  # then nothing is cut away
        return
    for one, other in zip(true_corners(worn.matrix, image), found, strict=True):
        assert float(np.linalg.norm(one - other)) < 0.012 * max(image.shape)


def test_sheets_with_a_band_are_found_as_others_are() -> None:
    page = a_page_with(*BANDS[0][1:])
    found = [sheet(opened(wear(page, Wear.PHOTOBAD, seed).picture)) is not None for seed in range(6)]
    assert sum(found) >= 5


def test_what_stands_in_a_photographed_sheets_dark_head_is_read() -> None:
    worn = wear(a_page_with(*BANDS[0][1:]), Wear.PHOTOBAD, 1)
    page = RapidEngine().read(worn.picture)
    assert page.corners
    texts = [word.text for word in page.words]
    assert "Nordverket" in texts
    assert texts.count("Fakturarad") >= 22 - 1  # the head lies over the first
